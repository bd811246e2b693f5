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


def compared(name):
    """An exercise's answers by label; of those that show no thought a third, so that three exercises have them all."""
    given = EXERCISES[name]
    thoughtless = [label for label, _ in answers.unthinking(given)]
    third = thoughtless[list(EXERCISES).index(name) % 3 :: 3]
    every = {**answers.right(given), **answers.wrong(given)}
    return {label: source for label, source in every.items() if label not in thoughtless or label in third}


@pytest.mark.parametrize("name", EXERCISES)
def test_every_answer_gets_the_same_verdict(page, site_url, name, judged):
    """Starter, solution, accepted answers, misconceptions and some constants: in the page as on a machine."""
    given = EXERCISES[name]
    page.goto(f"{site_url}lessons/{given.topic}/")
    exercise(page, name)
    different = {}
    for label, source in compared(name).items():
        here, there = essence(judge(page, name, source)), essence(judged(given, source).to_dict())
        if here != there:
            different[label] = {key: (here[key], there[key]) for key in here if here[key] != there[key]}
    assert different == {}


def test_there_is_enough_to_compare():
    """The comparison covers exercises, ten answers for each, and every answer without thought in one of three."""
    assert len(EXERCISES) >= 3
    assert all(len(compared(name)) >= 10 for name in EXERCISES)
    assert {label for name in list(EXERCISES)[:3] for label in compared(name)} >= {*answers.CONSTANTS}
