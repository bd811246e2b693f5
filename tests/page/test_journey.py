"""A reader with nothing installed solves an exercise in the page: by mouse, by keyboard alone, and by ear."""

from playwright.sync_api import expect

from nines.lab import exercise as find
from tests.page.browser import ARTICLE, EXERCISE, LESSON, MISTAKEN, check, exercise, stored, text_of, write

RIGHT = find(EXERCISE).solution
FOCUS = """() => {
    const editor = document.activeElement.closest('.cm-editor');
    const outlined = each => {
        const style = getComputedStyle(each);
        return style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
    };
    return outlined(document.activeElement) || (editor !== null && outlined(editor));
}"""


def tab_to(page, words, most=80):
    """Press Tab until the focus is on something whose name holds these words; every stop shows where it is."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "() => { const e = document.activeElement; return e.getAttribute('aria-label') ?? e.textContent.trim() }"
        )
        if words in here:
            assert page.evaluate(FOCUS), f"nobody sees that {words!r} has the focus"
            return
    raise AssertionError(f"Tab never reached {words!r}")


def test_wrong_then_right_by_mouse(page, site_url):
    """A known mistake is named with a link to its paragraph; the right answer passes; progress shows everywhere."""
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    write(found, MISTAKEN)
    verdict = check(found)
    expect(verdict).to_have_attribute("aria-label", "Verdict: Not yet")
    link = verdict.get_by_role("link", name="An empty budget cannot get emptier")
    assert link.get_attribute("href") == f"{site_url}{ARTICLE}#clamped_at_zero"
    expect(page.locator("#clamped_at_zero")).to_have_count(1)
    expect(verdict.locator("figure.nines-evidence svg")).to_be_visible()
    found.get_by_role("button", name="Hint").click()
    expect(found.locator(".nines-hint")).to_have_attribute("data-check", "test_an_overspent_budget_is_negative")
    found.get_by_role("button", name="Solution").click()
    expect(found.get_by_role("status").last).to_contain_text("so far you have checked 1")
    write(found, RIGHT)
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-verdict")).to_have_attribute("aria-label", "Verdict: Passed")
    found.get_by_role("button", name="Solution").click()
    expect(found.locator(".nines-solution code")).to_have_text(RIGHT.strip(), use_inner_text=True)
    expect(found).to_have_attribute("data-state", "passed")
    expect(page.locator(".md-nav .nines-navmark").first).to_contain_text("1 of 2 solved")
    page.goto(site_url)
    expect(page.locator('nines-progress[topic="error_budgets"]')).to_contain_text("1 of 2 solved")
    kinds = [(event["kind"], event.get("status"), event.get("misconception")) for event in stored(page, "events")]
    assert kinds == [
        ("check", "failed", "clamped_at_zero"),
        ("hint", None, None),
        ("check", "passed", None),
        ("solution", None, None),
    ]


def test_wrong_then_right_by_keyboard(page, site_url):
    """Tab reaches the editor and leaves it again after Escape; the focus is always visible; verdicts are announced."""
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    tab_to(page, "Your answer, budget_left")
    found.locator(".cm-content").wait_for()
    assert page.evaluate(FOCUS)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(MISTAKEN)
    page.keyboard.press("Control+Enter")
    found.locator(".nines-verdict").wait_for()
    spoken = found.locator(".nines-status")
    expect(spoken).to_have_attribute("aria-live", "polite")
    expect(spoken).to_contain_text("Not yet.")
    expect(spoken).to_contain_text("An empty budget cannot get emptier")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(RIGHT)
    page.keyboard.press("Tab")
    assert text_of(found) != RIGHT, "inside the editor Tab indents"
    page.keyboard.press("Control+z")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.cm-editor')") is None
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    tab_to(page, "Check", most=3)
    page.keyboard.press("Enter")
    expect(spoken).to_contain_text("Passed.")
    assert page.evaluate("document.activeElement.textContent") == "Check"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")


def test_python_stays_warm_from_page_to_page(page, watch, site_url):
    """Going to another page keeps the interpreter: it is loaded once."""
    page.goto(site_url + ARTICLE)
    check(exercise(page))
    page.get_by_role("link", name="Lesson", exact=True).first.click()
    page.wait_for_url("**/" + LESSON)
    check(exercise(page))
    assert len([url for url in watch.requests if "pyodide.asm.mjs" in url]) == 1


def test_loading_is_shown_with_sizes(context, page, site_url):
    """While Python loads, the status line and a progress bar say how much there is to come."""
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    found.evaluate(
        """element => {
            window.said = [];
            const note = () => window.said.push(element.querySelector('.nines-status').textContent);
            new MutationObserver(note).observe(element, { childList: true, subtree: true, characterData: true });
        }"""
    )
    check(found)
    said = page.evaluate("window.said")
    assert any("MB of" in words for words in said)
    assert "Starting Python…" in said
    assert "Checking…" in said
    expect(found.locator("progress")).to_be_hidden()


def test_hints_come_one_at_a_time_and_three_different_answers_open_the_solution(page, site_url):
    """Each press shows one hint more; an answer that was checked before does not count again."""
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    hints = found.locator(".nines-hints .nines-hint")
    for count in (1, 2):
        found.get_by_role("button", name="Hint").click()
        expect(hints).to_have_count(count)
    for value in (1, 2, 2):
        write(found, f"def budget_left(good, valid, slo):\n    return {value}\n")
        check(found)
    found.get_by_role("button", name="Solution").click()
    expect(found.locator(".nines-status")).to_contain_text("so far you have checked 2")
    write(found, "def budget_left(good, valid, slo):\n    return 3\n")
    check(found)
    found.get_by_role("button", name="Solution").click()
    expect(found.locator(".nines-solution code")).to_have_text(RIGHT.strip(), use_inner_text=True)


def test_an_answer_can_be_run_and_an_endless_one_stopped(page, site_url):
    """Run shows what the answer prints; Stop ends a Check at once, without a verdict, and the next one works."""
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    write(found, "print('ran', 6 * 7)\n")
    found.get_by_role("button", name="Run").click()
    expect(found.locator(".nines-output")).to_have_text("ran 42")
    write(found, "while True:\n    pass\n")
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-status")).to_have_text("Checking…")
    found.get_by_role("button", name="Stop").click()
    expect(found.locator(".nines-status")).to_contain_text("Stopped.")
    expect(found.locator(".nines-verdict")).to_have_count(0)
    assert stored(page, "events") is None
    write(found, RIGHT)
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-verdict")).to_have_attribute("aria-label", "Verdict: Passed")
