"""The answers that a checker must survive, in a page: a clear verdict, a responsive page, a working next Check."""

import pytest

from nines.lab import exercise as find
from tests.check.hostile import HOSTILE, MACHINE
from tests.page.browser import EXERCISE, LESSON, exercise, judge

NAMES = sorted({*HOSTILE} - MACHINE)
# Counts the turns of the page's own event loop.
PULSE = "() => { window.pulse = 0; setInterval(() => window.pulse++, 50) }"


@pytest.mark.parametrize("part", range(4))
def test_a_hostile_answer_leaves_the_page_working(page, watch, site_url, part):
    """Each gets a verdict that is not a pass and speaks in words; the page lives on, and the solution then passes."""
    page.goto(site_url + LESSON)
    exercise(page)
    page.evaluate(PULSE)
    wrong = {}
    for name in NAMES[part::4]:
        before = page.evaluate("window.pulse")
        verdict = judge(page, EXERCISE, HOSTILE[name].source)
        after = judge(page, EXERCISE, find(EXERCISE).solution)
        fine = verdict["status"] in {*HOSTILE[name].statuses, "stopped"} and after["status"] == "passed"
        spoken = verdict["message"] and "Traceback" not in verdict["message"]
        if not (fine and spoken and page.evaluate("window.pulse") > before):
            wrong[name] = (verdict["status"], verdict["message"], after["status"], after["message"])
    assert wrong == {}
    watch.errors.clear()  # what Pyodide says when an answer takes it down


def test_thirty_of_them_reach_a_page():
    """The list is the house's, less what needs processes."""
    assert len(NAMES) >= 30
