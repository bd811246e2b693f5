"""Every exercise keeps the lab contract, and the contract sees every fault it is there for."""

from functools import cache

import pytest

from nines.contract import RULES, Trial, broken, problems
from nines.lab import Exercise, LabError, exercise, labs
from tests.conftest import require
from tests.judged import Judge, judged
from tests.labs import tiny
from tests.labs.faults import FAULTS
from tests.labs.malformed import MALFORMED

__all__ = ["judged"]
ALL = FAULTS | MALFORMED


def names() -> list[str]:
    """Every exercise of every root, without reading more than folders."""
    return [Exercise(lab, name).id for lab in labs().values() for name in lab.names]


@cache
def trial(name: str, judge: Judge) -> Trial:
    """One trial per exercise, so that its rules share verdicts."""
    return Trial(exercise(name), judge)


def components(name: str) -> tuple[str, ...]:
    """The real components that an exercise needs; none where its lab can't say, which is a rule's to report."""
    try:
        return exercise(name).needs
    except LabError:
        return ()


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        pytest.param(name, rule, id=f"{name}-{rule}", marks=pytest.mark.xdist_group(name))
        for name in names()
        for rule in RULES
    ],
)
def test_the_exercise_keeps_the_contract(name, rule, judged):
    """The rule finds nothing to say about the exercise."""
    for need in components(name):
        require(need)
    assert not [problem.message for problem in broken(trial(name, judged), rule)]


def test_the_tiny_lab_is_good(tmp_path):
    """The lab that the faults are patches of has none itself."""
    assert problems(tiny.write(tmp_path)) == []


@pytest.mark.parametrize("name", ALL)
def test_a_fault_is_caught(name, tmp_path):
    """The rule names the file and the remedy."""
    fault = ALL[name]
    found = broken(Trial(tiny.write(tmp_path, fault.patches)), fault.rule)
    assert any(all(word in problem.message for word in fault.words) for problem in found), found


def test_every_rule_has_a_fault():
    """No rule is there that no fault shows to work."""
    assert {fault.rule for fault in ALL.values()} == set(RULES)


def test_problems_say_each_thing_once(tmp_path):
    """A missing file is one problem, though several rules stumble over it."""
    found = problems(tiny.write(tmp_path, {"labs/budgets/budget_left/solution.py": None}))
    assert len([problem for problem in found if "solution.py is missing" in problem.message]) == 1


def test_a_wrong_answer_can_justify_a_check(tmp_path):
    """Files in wrong/ that only one check rejects make that check needed."""
    patched = dict(FAULTS["a_redundant_check"].patches)
    for bad in (5, 50):
        extra = tiny.SOLUTION.replace("valid == 0", f"valid == 0 or valid - good == {bad}")
        patched[f"labs/budgets/budget_left/wrong/{bad}_do_not_count.py"] = extra
    assert broken(Trial(tiny.write(tmp_path, patched)), "every_check_is_needed") == []
