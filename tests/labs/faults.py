"""Faults of a lab, each a patch of the tiny one: name -> (files replaced, rule, words its message must hold)."""

from typing import NamedTuple

from tests.labs import tiny


class Fault(NamedTuple):
    """A patch that breaks one rule, and what the message about it names: the file and the remedy."""

    patches: dict[str, str | None]
    rule: str
    words: tuple[str, ...]


HERE = "labs/budgets/budget_left"
SLOPPY = "def test_overspending_is_possible(budget_left):\n    assert budget_left(970, 1000, 0.99) < 1\n"
REDUNDANT = "\n\ndef test_half_again(budget_left):\n    assert budget_left(995, 1000, 0.99) == pytest.approx(0.5)\n"
BROAD = "\n\ndef test_refuses(budget_left):\n    with pytest.raises(RuntimeError):\n        budget_left(2, 1, 0.99)\n"
PROBE = "\n\ndef probe_{}(answer):\n    return {}\n"
TWIN = tiny.MISCONCEPTIONS + (
    "\n\ndef clipped(good, valid, slo):\n"
    '    """Clipped\n\n    The same as another."""\n    return never_below_zero(good, valid, slo)\n'
)
SEEDED = """import random


def test_any_window_adds_up(budget_left, seeds):
    for seed in seeds:
        bad = random.Random(seed).randrange(1000)
        assert abs(budget_left(1000 - bad, 1000, 0.99) - (1 - bad / 10)) < 1e-9, "Each failure costs a tenth here."
"""
ALMOST = """def budget_left(good, valid, slo):
    if valid == 0:
        return 1.0
    bad = valid - good
    return 1 - bad / (valid * (1 - slo)) if bad % 7 else 0.0 if bad else 1.0
"""


def checks(text: str) -> dict[str, str | None]:
    """A patch of checks.py."""
    return {f"{HERE}/checks.py": text}


def wrong(text: str) -> dict[str, str | None]:
    """A patch of misconceptions.py."""
    return {f"{HERE}/misconceptions.py": text}


def starter(text: str) -> dict[str, str | None]:
    """A patch of the lesson's exercise cell."""
    return {"notebooks/budgets.ipynb": tiny.notebook(("budget_left", text))}


FAULTS: dict[str, Fault] = {
    "an_accepted_answer_that_fails": Fault(
        {f"{HERE}/accepted/loop.py": tiny.LOOP.replace("left -= 1", "left -= 2")},
        "right_answers_pass",
        ("accepted/loop.py", "test_half_the_allowed", "Correct the answer"),
    ),
    "an_accepted_answer_that_fails_on_other_seeds": Fault(
        {**checks(tiny.CHECKS + SEEDED), f"{HERE}/accepted/almost.py": ALMOST},
        "right_answers_pass",
        ("accepted/almost.py", "test_any_window_adds_up"),
    ),
    "a_constant_that_passes": Fault(
        checks("def test_is_a_number(budget_left):\n    assert budget_left(1, 1, 0.9) == 1, 'one'\n"),
        "unthinking_answers_fail",
        ("checks.py", "“one”", "add a check"),
    ),
    "a_misconception_that_passes": Fault(
        checks(tiny.CHECKS[: tiny.CHECKS.index("def test_overspending")] + SLOPPY),
        "mistakes_are_recognized",
        ("misconceptions.py", "`never_below_zero` passes", "add a check"),
    ),
    "a_misconception_that_does_not_run": Fault(
        wrong("import no_such_thing\n\n\n" + tiny.MISCONCEPTIONS),
        "mistakes_are_recognized",
        ("misconceptions.py", "does not run", "no_such_thing"),
    ),
    "two_misconceptions_that_look_the_same": Fault(
        wrong(TWIN), "mistakes_are_recognized", ("misconceptions.py", "recognized as nothing", "probe_clipped")
    ),
    "a_redundant_check": Fault(
        checks(tiny.CHECKS + REDUNDANT),
        "every_check_is_needed",
        ("checks.py", "test_half_again is redundant", "remove it"),
    ),
    "a_probe_that_fires_for_the_solution": Fault(
        wrong(tiny.MISCONCEPTIONS + PROBE.format("quiet_is_spent", "answer(1, 1, 0.9) == 1")),
        "probes_are_quiet",
        ("misconceptions.py", "`probe_quiet_is_spent` fires for solution.py"),
    ),
    "a_probe_that_fires_for_the_starter": Fault(
        wrong(tiny.MISCONCEPTIONS + PROBE.format("quiet_is_spent", "'good' in answer.__code__.co_varnames")),
        "probes_are_quiet",
        ("misconceptions.py", "fires for the starter"),
    ),
    "a_probe_that_fires_for_another_misconception": Fault(
        wrong(
            tiny.MISCONCEPTIONS + PROBE.format("quiet_is_spent", "answer(970, 1000, 0.99) == 0 or answer(0, 0, 1) == 0")
        ),
        "probes_are_quiet",
        ("misconceptions.py", "`probe_quiet_is_spent` fires for never_below_zero"),
    ),
    "a_probe_of_no_misconception": Fault(
        wrong(tiny.MISCONCEPTIONS + PROBE.format("nobody", "False")),
        "mistakes_are_explained",
        ("misconceptions.py", "`probe_nobody`", "rename or remove"),
    ),
    "a_check_that_expects_any_exception": Fault(
        checks(tiny.CHECKS + BROAD), "exceptions_are_precise", ("checks.py, line 17", "RuntimeError", "narrower")
    ),
    "a_check_that_the_starter_passes": Fault(
        checks(tiny.CHECKS + "\n\ndef test_can_be_called(budget_left):\n    assert callable(budget_left)\n"),
        "exceptions_are_precise",
        ("checks.py", "test_can_be_called passes on the starter"),
    ),
    "a_starter_of_another_signature": Fault(
        starter(tiny.STARTER.replace("valid, slo", "valid, slo=0.99")),
        "the_starter_fits",
        ("budgets.ipynb", "make them equal"),
    ),
    "a_starter_without_a_docstring": Fault(
        starter("def budget_left(good, valid, slo):\n    raise NotImplementedError\n"),
        "the_starter_fits",
        ("has no docstring",),
    ),
    "a_starter_that_needs_another_cell": Fault(
        starter("@traced\n" + tiny.STARTER), "the_starter_fits", ("budgets.ipynb", "run alone", "traced", "import what")
    ),
    "a_starter_that_already_answers": Fault(
        starter(tiny.STARTER.replace("raise NotImplementedError", "return 0")),
        "the_starter_fits",
        ("NotImplementedError",),
    ),
    "a_hint_for_no_check": Fault(
        {f"{HERE}/hints.md": tiny.HINTS.replace("test_a_quiet", "test_quiet")},
        "hints_help",
        ("hints.md", "test_quiet_window_keeps_its_budget", "name one of"),
    ),
    "a_misconception_without_words": Fault(
        wrong(tiny.MISCONCEPTIONS.replace("    A window without events has spent nothing.\n", "")),
        "mistakes_are_explained",
        ("misconceptions.py", "`quiet_is_spent` needs a docstring"),
    ),
    "a_misconception_the_article_does_not_explain": Fault(
        {"docs/basics/budgets.md": tiny.ARTICLE.replace("{#never_below_zero}", "")},
        "mistakes_are_explained",
        ("docs/basics/budgets.md", "add `### Overspending cut off at zero {#never_below_zero}`"),
    ),
    "evidence_that_cannot_be_drawn": Fault(
        {f"{HERE}/evidence.py": "def chart(answer, naive, reference):\n    return {'x': answer(1, 0, 1) / 0}\n"},
        "evidence_speaks",
        ("evidence.py", "draws nothing for solution.py"),
    ),
    "evidence_without_a_description": Fault(
        {f"{HERE}/evidence.py": "def chart(answer, naive, reference):\n    return {'mark': 'line'}\n"},
        "evidence_speaks",
        ("evidence.py", "no description", "say in a sentence"),
    ),
    "a_lab_that_no_page_can_run": Fault(
        {f"{HERE}/solution.py": "import numpy\n\n\n" + tiny.SOLUTION},
        "a_page_can_run_it",
        ("solution.py, line 1", "numpy", "lab.toml"),
    ),
    "an_unknown_key": Fault(
        {"labs/budgets/lab.toml": 'minutes = 10\nlevel = "foundation"\ntitel = "Budgets"\n'},
        "every_file_is_there",
        ("lab.toml", "`titel`", "minutes, level"),
    ),
    "minutes_in_words": Fault(
        {"labs/budgets/lab.toml": 'minutes = "ten"\nlevel = "foundation"\n'},
        "every_file_is_there",
        ("lab.toml", "minutes = 30"),
    ),
    "a_level_of_its_own": Fault(
        {"labs/budgets/lab.toml": 'minutes = 10\nlevel = "hard"\n'},
        "every_file_is_there",
        ("lab.toml", "foundation, working"),
    ),
    "needs_of_no_exercise": Fault(
        {"labs/budgets/lab.toml": 'minutes = 10\nlevel = "foundation"\n[needs]\nleft = ["prometheus"]\n'},
        "every_file_is_there",
        ("lab.toml", "needs.left", "budget_left"),
    ),
    "needs_that_is_no_table": Fault(
        {"labs/budgets/lab.toml": 'minutes = 10\nlevel = "foundation"\nneeds = ["prometheus"]\n'},
        "every_file_is_there",
        ("lab.toml", "[needs]"),
    ),
    "a_toml_that_is_none": Fault(
        {"labs/budgets/lab.toml": "minutes: 10\n"}, "every_file_is_there", ("lab.toml", "line 1")
    ),
    "no_toml": Fault({"labs/budgets/lab.toml": None}, "every_file_is_there", ("lab.toml is missing", "minutes = 30")),
    "no_checks": Fault(
        {f"{HERE}/checks.py": None}, "every_file_is_there", ("checks.py is missing", "fixture `budget_left`")
    ),
    "checks_that_cannot_be_collected": Fault(
        checks("import no_such_thing\n"), "right_answers_pass", ("checks.py cannot be collected", "no_such_thing")
    ),
    "checks_that_check_nothing": Fault(checks("X = 1\n"), "right_answers_pass", ("checks.py has no checks", "test_")),
    "no_solution": Fault({f"{HERE}/solution.py": None}, "every_file_is_there", ("solution.py is missing", "reference")),
    "a_solution_of_another_name": Fault(
        {f"{HERE}/solution.py": "def left():\n    pass\n"},
        "the_starter_fits",
        ("solution.py must define `budget_left`",),
    ),
    "one_accepted_answer": Fault(
        {f"{HERE}/accepted/loop.py": None}, "every_file_is_there", ("accepted holds 1", "other styles")
    ),
    "one_hint": Fault(
        {f"{HERE}/hints.md": "## test_a\n\nLook.\n"}, "every_file_is_there", ("hints.md has 1 sections",)
    ),
    "a_hint_outside_a_section": Fault(
        {f"{HERE}/hints.md": "Look.\n" + tiny.HINTS}, "every_file_is_there", ("hints.md starts",)
    ),
    "a_hint_without_words": Fault(
        {f"{HERE}/hints.md": tiny.HINTS.replace("How many events may fail?", "")},
        "every_file_is_there",
        ("hints.md", "hold a hint"),
    ),
    "no_misconception": Fault(
        wrong('"""None."""\n'), "every_file_is_there", ("misconceptions.py has no wrong answer",)
    ),
    "misconceptions_that_are_not_python": Fault(
        wrong("def x(\n"), "every_file_is_there", ("misconceptions.py, line 1",)
    ),
    "no_notebook": Fault(
        {"notebooks/budgets.ipynb": None}, "every_file_is_there", ("budgets.ipynb is missing", "starters")
    ),
    "a_notebook_that_is_not_json": Fault(
        {"notebooks/budgets.ipynb": "{"}, "every_file_is_there", ("budgets.ipynb is not JSON", "git checkout")
    ),
    "a_notebook_without_cells": Fault(
        {"notebooks/budgets.ipynb": "[]"}, "every_file_is_there", ("budgets.ipynb", "4.5")
    ),
    "an_exercise_without_a_cell": Fault(
        {"notebooks/budgets.ipynb": tiny.notebook()},
        "every_file_is_there",
        ("no exercise cell with the id `budget_left`",),
    ),
    "a_cell_without_an_exercise": Fault(
        {"notebooks/budgets.ipynb": tiny.notebook(("budget_left", tiny.STARTER), ("burn", "x"))},
        "every_file_is_there",
        ("exercise cell `burn`", "labs/budgets/burn/", "add checks.py"),
    ),
    "no_article": Fault(
        {"docs/basics/budgets.md": None}, "every_file_is_there", ("docs/<section>/budgets.md", "none is there")
    ),
    "two_articles": Fault(
        {"docs/other/budgets.md": tiny.ARTICLE},
        "every_file_is_there",
        ("docs/basics/budgets.md and docs/other/budgets.md",),
    ),
    "an_article_without_a_title": Fault(
        {"docs/basics/budgets.md": tiny.ARTICLE.removeprefix("# ")},
        "every_file_is_there",
        ("budgets.md has no title", "# Title"),
    ),
}
