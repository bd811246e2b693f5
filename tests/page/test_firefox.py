"""The journey in Firefox, where one is installed that Playwright can drive."""

from playwright.sync_api import expect

from nines.lab import exercise as find
from tests.conftest import require
from tests.page.browser import ARTICLE, EXERCISE, MISTAKEN, PATIENCE, Watch, check, exercise, text_of, write


def test_wrong_then_right_in_firefox(playwright, site_url):
    """A known mistake is named, the right answer passes, an endless one is stopped, and a reload keeps the text."""
    browser = playwright.firefox.launch(executable_path=require("firefox"))
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    watch = Watch(context, site_url)
    page = context.new_page()
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    write(found, MISTAKEN)
    expect(check(found)).to_contain_text("An empty budget cannot get emptier")
    write(found, "def budget_left(good, valid, slo):\n    while True:\n        pass\n")
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-verdict.nines-stopped")).to_be_visible()
    write(found, find(EXERCISE).solution)
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-verdict.nines-passed")).to_be_visible()
    page.reload()
    assert text_of(exercise(page)) == find(EXERCISE).solution
    browser.close()
    assert watch.foreign == []
