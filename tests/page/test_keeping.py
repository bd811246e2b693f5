"""What a reader wrote stays: over reloads, in other tabs, when the starter changes, and when the browser refuses."""

import json

import pytest
from playwright.sync_api import expect

from nines.lab import exercise as find
from tests.page.browser import ARTICLE, EXERCISE, MISTAKEN, check, exercise, stored, text_of, write

STARTER = find(EXERCISE).starter
KEY = f"draft:{EXERCISE}"


def test_every_character_is_kept(page, site_url):
    """What is typed is there after a reload at any moment."""
    page.goto(site_url + ARTICLE)
    write(exercise(page), "abc")
    page.keyboard.type("def")
    page.reload()
    assert text_of(exercise(page)) == "abcdef"
    expect(exercise(page).locator("pre.nines-edit")).to_have_text("abcdef")


def test_characters_typed_before_the_editor_is_here_are_kept(context, page, site_url):
    """The text area that stands in while the editor loads hands over what was typed, and where."""
    context.route("**/editor-*.js", lambda route: page.wait_for_timeout(500) or route.continue_())
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    found.locator(".nines-edit").focus()
    page.keyboard.type("# early ")
    found.locator(".cm-content").wait_for()
    page.keyboard.type("late ")
    assert text_of(found) == "# early late " + STARTER


def test_two_tabs_show_the_same_text(context, page, site_url):
    """What one tab changes the other shows, without losing a character."""
    page.goto(site_url + ARTICLE)
    other = context.new_page()
    other.goto(site_url + ARTICLE)
    write(exercise(page), "one")
    expect(exercise(other).locator("pre.nines-edit")).to_have_text("one")
    write(exercise(other), "two")
    expect(exercise(page).locator(".cm-content")).to_have_text("two")
    page.bring_to_front()
    exercise(page).locator(".cm-content").press("End")
    page.keyboard.type("!")
    expect(exercise(other).locator(".cm-content")).to_have_text("two!")


def test_cleared_storage_is_a_fresh_start(page, site_url):
    """After the browser's storage is cleared the page is as on a first visit."""
    page.goto(site_url + ARTICLE)
    write(exercise(page), "mine")
    page.evaluate("localStorage.clear()")
    page.reload()
    assert text_of(exercise(page)) == STARTER
    expect(exercise(page)).to_have_attribute("data-state", "new")


def test_damaged_storage_is_a_fresh_start(page, site_url):
    """Keys that hold something else than ours are not believed."""
    page.goto(site_url + ARTICLE)
    page.evaluate(f"localStorage.setItem('nines:{KEY}', '{{'); localStorage.setItem('nines:events', '7')")
    page.reload()
    assert text_of(exercise(page)) == STARTER


def test_a_changed_starter_is_offered_and_not_imposed(page, site_url):
    """An answer begun from an older starter stays; the new one can be seen, taken, and undone."""
    page.goto(site_url + ARTICLE)
    old = json.dumps({"text": "my work", "starter": "the old starter"})
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [f"nines:{KEY}", old])
    page.reload()
    found = exercise(page)
    assert text_of(found) == "my work"
    notice = found.locator(".nines-notice")
    expect(notice).to_contain_text("has changed since you began")
    notice.get_by_role("button", name="Start from it").click()
    assert text_of(found) == STARTER
    notice.get_by_role("button", name="Undo").click()
    assert text_of(found) == "my work"
    notice.get_by_role("button", name="Keep mine").click()
    expect(notice).to_be_empty()
    page.reload()
    assert text_of(exercise(page)) == "my work"
    expect(exercise(page).locator(".nines-notice")).to_be_empty()


def test_an_untouched_answer_follows_the_starter(page, site_url):
    """Who has not changed the old starter gets the new one without being asked."""
    page.goto(site_url + ARTICLE)
    old = json.dumps({"text": "the old starter", "starter": "the old starter"})
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [f"nines:{KEY}", old])
    page.reload()
    assert text_of(exercise(page)) == STARTER


def test_reset_can_be_undone(page, site_url):
    """Reset shows the starter, Undo brings the answer back."""
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    write(found, MISTAKEN)
    found.get_by_role("button", name="Reset").click()
    assert text_of(found) == STARTER
    assert stored(page, KEY) is None
    found.get_by_role("button", name="Undo").click()
    assert text_of(found) == MISTAKEN
    assert stored(page, KEY)["text"] == MISTAKEN


@pytest.mark.parametrize(("error", "words"), [("QuotaExceededError", "storage is full"), ("SecurityError", "refuses")])
def test_storage_that_fails_is_said_and_work_goes_on(page, site_url, error, words):
    """When the browser stores nothing, the page says so, keeps the text in the tab and still checks."""
    page.add_init_script(f"Storage.prototype.setItem = () => {{ throw new DOMException('no', '{error}') }}")
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    write(found, MISTAKEN)
    expect(found.locator(".nines-notice")).to_contain_text(words)
    assert text_of(found) == MISTAKEN
    expect(check(found)).to_contain_text("An empty budget cannot get emptier")


def test_it_works_offline_once_python_is_here(context, page, watch, site_url):
    """After a first Check the network is not needed for the next."""
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    check(found)
    write(found, MISTAKEN)
    context.set_offline(True)
    verdict = check(found)
    expect(verdict).to_contain_text("An empty budget cannot get emptier")
    expect(verdict.locator("figcaption")).not_to_be_empty()
    expect(verdict.locator(".nines-problem")).to_contain_text("could not be drawn")
    write(found, find(EXERCISE).solution)
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-verdict")).to_have_attribute("aria-label", "Verdict: Passed")
    watch.errors.clear()  # the browser notes that the chart's code could not be fetched
