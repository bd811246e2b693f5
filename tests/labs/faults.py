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
        "mistakes_are_recognized",
        ("misconceptions.py", "`never_below_zero`", "probe_"),
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
}
