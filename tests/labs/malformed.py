"""Files of a lab that are missing or malformed, each a patch of the tiny one."""

from tests.labs import tiny
from tests.labs.faults import HERE, Fault, checks, wrong

MALFORMED: dict[str, Fault] = {
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
