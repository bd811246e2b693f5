"""A tiny good lab, written into a folder with patches: each fault is one patch of it."""

import json
from pathlib import Path

from nines.lab import Exercise, Lab

STARTER = '''def budget_left(good, valid, slo):
    """The share of the error budget that is left: 1 is all of it, below 0 is overspent; 1 without any event."""
    raise NotImplementedError
'''
SOLUTION = """def budget_left(good, valid, slo):
    if valid == 0:
        return 1.0
    return 1 - (valid - good) / (valid * (1 - slo))
"""
LOOP = """def budget_left(good, valid, slo):
    budget = valid * (1 - slo)
    left = budget
    for _ in range(valid - good):
        left -= 1
    return left / budget if valid else 1.0
"""
CLASS = """class Budget:
    def __init__(self, slo):
        self.slo = slo

    def left(self, bad, valid):
        return 1.0 if not valid else 1 - bad / valid / (1 - self.slo)


def budget_left(good, valid, slo):
    return Budget(slo).left(valid - good, valid)
"""
CHECKS = """import pytest


def test_a_quiet_window_keeps_its_budget(budget_left):
    assert budget_left(0, 0, 0.99) == 1, "Without any event nothing is spent."


def test_half_the_allowed_failures_leave_half(budget_left):
    assert budget_left(9950, 10_000, 0.99) == pytest.approx(0.5), "Half of the allowed failures leaves half."


def test_overspending_is_negative(budget_left):
    assert budget_left(970, 1000, 0.99) == pytest.approx(-2), "Three times the allowed failures is two budgets over."
"""
MISCONCEPTIONS = '''def quiet_is_spent(good, valid, slo):
    """No traffic counts as an outage

    A window without events has spent nothing.
    """
    return 1 - (valid - good) / (valid * (1 - slo)) if valid else 0.0


def budget_of_good_events(good, valid, slo):
    """The SLO taken for the budget

    The budget is what the SLO allows to fail, 1 − SLO of the valid events.
    """
    if valid - good > 20:
        return 1 - (valid - good) / (valid * (1 - slo))
    return 1 - (valid - good) / (valid * slo) if valid else 1.0


def never_below_zero(good, valid, slo):
    """Overspending cut off at zero

    How far you are over decides what to do next.
    """
    return max(0.0, 1 - (valid - good) / (valid * (1 - slo))) if valid else 1.0
'''
MISCONCEPTIONS = MISCONCEPTIONS.replace("valid - good > 20", "good < 980 and valid == 1000")
HINTS = """## test_half_the_allowed_failures_leave_half

How many events may fail?

## test_a_quiet_window_keeps_its_budget

What has a window without events spent?
"""
EVIDENCE = """def chart(answer, naive, reference):
    rows = [{"bad": bad, "left": answer(1000 - bad, 1000, 0.99)} for bad in range(0, 20, 5)]
    return {"description": "The budget falls to zero at ten failures.", "mark": "line", "data": {"values": rows}}
"""
ARTICLE = """# Budgets

### No traffic counts as an outage {#quiet_is_spent}
### The SLO taken for the budget {#budget_of_good_events}
### Overspending cut off at zero {#never_below_zero}
"""


def notebook(*cells: tuple[str, str]) -> str:
    """A lesson with one exercise cell per (id, source)."""
    tagged = [
        {"cell_type": "code", "id": name, "metadata": {"tags": ["exercise"]}, "source": source, "outputs": []}
        for name, source in cells
    ]
    return json.dumps({"cells": tagged, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


FILES = {
    "docs/basics/budgets.md": ARTICLE,
    "notebooks/budgets.ipynb": notebook(("budget_left", STARTER)),
    "labs/budgets/lab.toml": 'minutes = 10\nlevel = "foundation"\n',
    "labs/budgets/budget_left/checks.py": CHECKS,
    "labs/budgets/budget_left/solution.py": SOLUTION,
    "labs/budgets/budget_left/accepted/loop.py": LOOP,
    "labs/budgets/budget_left/accepted/with_a_class.py": CLASS,
    "labs/budgets/budget_left/misconceptions.py": MISCONCEPTIONS,
    "labs/budgets/budget_left/hints.md": HINTS,
    "labs/budgets/budget_left/evidence.py": EVIDENCE,
}


def write(root: Path, patches: dict[str, str | None] | None = None) -> Exercise:
    """The exercise `budgets.budget_left` in a new root, with files replaced, or left out where the patch is None."""
    for name, text in (FILES | (patches or {})).items():
        if text is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return Exercise(Lab("budgets", root), "budget_left")
