"""The page's Python gives the verdicts that a machine gives."""

import re

import pytest

from nines.contract import answers
from nines.lab import ROOT
from nines.site.bundle import complete
from tests.judged import judged
from tests.page.browser import exercise, judge

__all__ = ["judged"]

EXERCISES = {each.id: each for lab in complete(ROOT) for each in lab.exercises if not each.needs}
NUMBER = re.compile(r"\d[\d,]*\.?\d*(?:e[+-]?\d+)?")


def rounded(text):
    """A text with its numbers to four significant digits."""
    return NUMBER.sub(lambda found: f"{float(found[0].replace(',', '')):.4g}", text)


def essence(verdict):
    """What must be equal: result, failing checks, the words the checks wrote, and the misconception."""
    checks = [(check["name"], check["status"], rounded(check["message"])) for check in verdict["checks"]]
    found = verdict["misconception"]
    return {
        "status": verdict["status"],
        "message": rounded(verdict["message"]),
        "checks": checks,
        "misconception": found and {**found, "text": rounded(found["text"])},
        "answer": verdict["answer"],
        "evidence": verdict["evidence"] is not None,
    }


@pytest.mark.parametrize("name", EXERCISES)
def test_every_answer_gets_the_same_verdict(page, site_url, name, judged):
    """Starter, solution, accepted answers, misconceptions and constants: in the page as on a machine."""
    given = EXERCISES[name]
    page.goto(f"{site_url}lessons/{given.topic}/")
    exercise(page, name)
    different = {}
    for label, source in {**answers.right(given), **answers.wrong(given)}.items():
        here, there = essence(judge(page, name, source)), essence(judged(given, source).to_dict())
        if here != there:
            different[label] = {key: (here[key], there[key]) for key in here if here[key] != there[key]}
    assert different == {}


def test_there_is_enough_to_compare():
    """The comparison covers exercises, and more than a dozen answers for each."""
    assert EXERCISES
    assert all(len(answers.right(each)) + len(answers.wrong(each)) > 12 for each in EXERCISES.values())
