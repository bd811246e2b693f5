"""A verdict says whether an answer is right, what is wrong in words, which mistake it is, and shows it."""

import json

import pytest

from nines.check import Verdict, run
from nines.contract import answers
from tests.check.hostile import body
from tests.labs import tiny

HERE = "labs/budgets/budget_left"


def with_checks(tmp_path, text: str, **patches):
    """The tiny exercise with other checks."""
    return tiny.write(tmp_path, {f"{HERE}/checks.py": text, **patches})


def test_a_right_answer_passes_and_shows_its_evidence(exercise):
    """Every check passed, nothing is missing, and the verdict survives JSON."""
    verdict = run(exercise, tiny.SOLUTION)
    assert verdict.passed
    assert verdict.message == "All 3 checks passed."
    assert [check["status"] for check in verdict.checks] == ["passed"] * 3
    assert verdict.checks[0]["says"] == "A quiet window keeps its budget"
    assert [round(row["left"], 9) for row in verdict.evidence["data"]["values"]] == [1, 0.5, 0, -0.5]
    assert Verdict.from_dict(json.loads(json.dumps(verdict.to_dict()))) == verdict


@pytest.mark.parametrize("name", ["quiet_is_spent", "budget_of_good_events", "never_below_zero"])
def test_a_misconception_is_named_and_linked(exercise, name):
    """The verdict carries the title, the text and the article's anchor."""
    verdict = run(exercise, dict(answers.mistakes(exercise))[name])
    assert verdict.status == "failed"
    assert verdict.misconception["name"] == name
    assert verdict.misconception["certain"]
    assert verdict.misconception["link"] == f"basics/budgets/#{name}"
    assert verdict.misconception["title"] == exercise.misconceptions[name].splitlines()[0]


def test_a_restyled_misconception_is_recognized(exercise):
    """What an answer does counts, not how it is written."""
    restyled = body(
        "left = 1.0", "if valid:", "    left -= (valid - good) / valid / (1 - slo)", "return left if left > 0 else 0.0"
    )
    assert run(exercise, restyled).misconception["name"] == "never_below_zero"


def test_a_look_alike_is_not_named(exercise):
    """An answer that is wrong in its own way is given no name."""
    assert run(exercise, body("return 0.25")).misconception is None
    assert (
        run(exercise, body("return max(0.01, 1 - (valid - good) / (valid * (1 - slo))) if valid else 1")).misconception
        is None
    )


def test_two_mistakes_at_once_are_at_most_a_likeness(tmp_path):
    """Of an answer that makes one mistake mostly and another once, the first is said to be likely, not certain."""
    lines = "\n".join(f"    seen += [budget_left({good}, 1000, 0.99)]" for good in (975, 970, 959, 945))
    checks = f"def test_all(budget_left):\n    seen = [budget_left(0, 0, 0.9)]\n{lines}\n"
    checks += "    assert seen == [1, -1.5, -2, -3.1, -4.5]\n"
    wrong = 'def ignores_the_slo(good, valid, slo):\n    """SLO ignored\n\n    It matters."""\n'
    wrong += "    return good / valid if valid else 1.0\n"
    exercise = with_checks(tmp_path, checks, **{f"{HERE}/misconceptions.py": wrong})
    both = body("return good / valid if valid else 7.0")
    found = run(exercise, both).misconception
    assert (found["name"], found["certain"]) == ("ignores_the_slo", False)
    assert run(exercise, body("return good / valid if valid else 1.0")).misconception["certain"]


def test_the_message_is_the_checks_own(exercise):
    """A failed assert speaks with its message; the rest is in the trace."""
    verdict = run(exercise, body("return 0.5"))
    assert verdict.message == "Without any event nothing is spent."
    assert "assert budget_left(0, 0, 0.99) == 1" in verdict.trace
    assert str(exercise.root) not in verdict.trace


def test_a_bare_assert_is_told_as_the_call_and_its_result(tmp_path):
    """Without a message of its own, a check says what was called and what came back."""
    exercise = with_checks(tmp_path, "def test_x(budget_left):\n    assert budget_left(1, slo=0.5, valid=2) == 0\n")
    assert run(exercise, body("return 'much'")).message == "budget_left(good=1, valid=2, slo=0.5) returned 'much'."


def test_an_exception_is_told_with_its_call(exercise):
    """The learner reads what was asked and what was raised; the trace shows their line."""
    verdict = run(exercise, body("return 1 / valid"))
    assert verdict.message == "budget_left(good=0, valid=0, slo=0.99) raised ZeroDivisionError: division by zero."
    assert "return 1 / valid" in verdict.trace
    assert "pluggy" not in verdict.trace


def test_an_exception_that_did_not_come_is_told(tmp_path):
    """A check that expects an exception says what came instead."""
    text = "import pytest\n\n\ndef test_x(budget_left):\n"
    text += "    with pytest.raises(ValueError):\n        budget_left(2, 1, 0)\n"
    message = run(with_checks(tmp_path, text), body("return 1")).message
    assert message.startswith("budget_left(good=2, valid=1, slo=0) returned 1")
    assert "ValueError" in message


def test_a_result_that_a_check_cannot_use_is_told(tmp_path):
    """An exception in the check itself is told as a matter of the result."""
    exercise = with_checks(tmp_path, "def test_x(budget_left):\n    assert budget_left(1, 2, 0.5) + 1 == 0\n")
    message = run(exercise, body("return 'x'")).message
    assert message.startswith(
        "budget_left(good=1, valid=2, slo=0.5) returned 'x', and using that failed with TypeError"
    )


def test_the_starter_is_not_written_yet(exercise):
    """Its verdict names no mistake and draws no picture."""
    verdict = run(exercise, exercise.starter)
    assert verdict.status == "failed"
    assert "not written yet" in verdict.message
    assert verdict.misconception is None
    assert verdict.evidence is None
