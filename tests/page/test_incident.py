"""A retry policy goes through a brown-out in the page: what it did is drawn, whether it lost or won."""

from playwright.sync_api import expect

from nines.contract import answers
from nines.lab import exercise as find
from tests.page.browser import check, exercise, write

NAME = "resilience.retry_for"
LESSON = "lessons/resilience/"
MARKS = "svg => svg.querySelectorAll('.mark-line path, .mark-symbol path, .mark-rect path').length"


def drawn(verdict):
    """The words of the evidence under a verdict, once its chart holds marks and its table numbers."""
    figure = verdict.locator("figure.nines-evidence")
    chart = figure.locator(".nines-live svg")
    expect(chart).to_be_visible()
    assert chart.evaluate(MARKS) > 1
    figure.get_by_text("Show as table").click()
    cells = figure.locator("tbody td").all_inner_texts()
    assert sum(any(sign.isdigit() for sign in cell) for cell in cells) > 5
    words = figure.locator("figcaption").inner_text()
    assert chart.evaluate("svg => svg.getAttribute('aria-label')") == words
    return words, cells


def test_a_losing_and_a_winning_policy_are_drawn(page, site_url):
    """Each verdict shows the goodput of its own policy, as a chart, in words and as a table."""
    given = find(NAME)
    naive = next(iter(given.misconceptions))
    page.goto(site_url + LESSON)
    found = exercise(page, NAME)
    write(found, dict(answers.mistakes(given))[naive])
    verdict = check(found)
    expect(verdict).to_have_attribute("aria-label", "Verdict: Not yet")
    expect(verdict.locator(f'a[href$="#{naive}"]')).to_be_visible()
    lost = drawn(verdict)
    write(found, given.solution)
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-verdict")).to_have_attribute("aria-label", "Verdict: Passed")
    won = drawn(found.locator(".nines-verdict"))
    assert lost[0] != won[0]
    assert lost[1] != won[1]
