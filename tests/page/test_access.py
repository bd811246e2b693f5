"""Everybody can use it: axe finds nothing in any state, in both schemes; nothing moves for who asked for stillness."""

import pytest
from playwright.sync_api import expect

from nines.lab import ROOT
from nines.lab import exercise as find
from tests.page.browser import ARTICLE, EXERCISE, LESSON, MISTAKEN, check, exercise, write

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SCAN = """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
    .map(each => each.id + ': ' + each.nodes.map(node => node.target.join(' ')).join(', '))"""


def violations(page):
    """What axe finds, with the elements; loaded by the test, so no page carries it."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(SCAN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(browser, site_url, scheme):
    """Idle, loading, not loaded, failed with hint, passed with solution, stopped, changed starter: no violation."""
    context = browser.new_context(color_scheme=scheme)
    context.set_default_timeout(90_000)
    page = context.new_page()
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    states = {"idle": violations(page)}
    write(found, MISTAKEN)
    context.route("**/*.wasm.bin", lambda route: None)
    found.get_by_role("button", name="Check").click()
    expect(found.locator("progress")).to_be_visible()
    states["loading"] = violations(page)
    context.unroute("**/*.wasm.bin")
    page.reload()
    context.route("**/stdlib-*", lambda route: route.abort())
    found = exercise(page)
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-status")).to_contain_text("What you wrote is kept")
    states["Python could not be loaded"] = violations(page)
    context.unroute("**/stdlib-*")
    page.reload()
    found = exercise(page)
    check(found)
    found.get_by_role("button", name="Hint").click()
    found.locator("figure svg").wait_for()
    found.get_by_text("checks passed").click()
    states["failed"] = violations(page)
    write(found, find(EXERCISE).solution)
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-verdict.nines-passed")).to_be_visible()
    found.get_by_role("button", name="Solution").click()
    found.locator(".nines-solution pre").wait_for()
    states["passed"] = violations(page)
    write(found, "def budget_left(good, valid, slo)\n    return 1\n")
    check(found)
    expect(found.locator(".nines-verdict.nines-broken")).to_be_visible()
    states["broken"] = violations(page)
    page.evaluate(f'localStorage.setItem(\'nines:draft:{EXERCISE}\', \'{{"text": "mine", "starter": "old"}}\')')
    page.goto(site_url + LESSON)
    exercise(page).locator(".nines-notice details summary").click()
    states["lesson with a changed starter"] = violations(page)
    page.locator("nines-explore").first.get_by_role("slider").first.press("ArrowRight")
    page.locator("nines-explore .nines-live svg").first.wait_for()
    question = page.locator("nines-predict").first
    question.get_by_role("radio").first.check()
    question.get_by_label("certain").check()
    question.get_by_role("button", name="Commit").click()
    states["figure moved, prediction made"] = violations(page)
    context.close()
    assert {state: found for state, found in states.items() if found} == {}


def test_nothing_moves_for_who_asked_for_stillness(browser, site_url):
    """Under reduced motion no animation and no transition runs, from opening the page to a verdict."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(90_000)
    page = context.new_page()
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    found.evaluate(
        """element => { window.moved = [];
        const note = event => { if (element.contains(event.target)) window.moved.push(event.target.className) };
        for (const kind of ['animationstart', 'transitionrun']) document.addEventListener(kind, note) }"""
    )
    check(found)
    found.get_by_role("button", name="Hint").click()
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") == []
    context.close()


WIDER = """() => [...document.querySelectorAll("nines-cell .nines-source, nines-exercise .nines-source, .cm-scroller")]
    .filter(code => code.scrollWidth > code.clientWidth).map(code => code.textContent)"""


@pytest.mark.parametrize("path", ["", ARTICLE, LESSON])
def test_nothing_is_wider_than_a_phone(browser, site_url, path):
    """At 390 px no page scrolls sideways, with an editor open and a verdict shown, and no code hides its line ends."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(90_000)
    page = context.new_page()
    page.goto(site_url + path)
    if path:
        write(exercise(page), MISTAKEN + "# " + "long " * 60)
        check(exercise(page))
        exercise(page).locator("figure svg").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(WIDER) == []
    context.close()


CUT = """() => [...document.querySelectorAll("svg text")]
    .filter(text => {
        const own = text.getBoundingClientRect(), picture = text.closest("svg").getBoundingClientRect();
        return own.width && (own.left < picture.left - 1 || own.right > picture.right + 1
            || own.top < picture.top - 1 || own.bottom > picture.bottom + 1);
    })
    .map(text => text.textContent)"""


def test_no_picture_cuts_its_words(browser, site_url, built):
    """On every page, on a phone and on a desk, each word of each picture is inside the picture."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    cut, seen = {}, 0
    for path in sorted(each.parent.relative_to(built).as_posix() for each in built.rglob("index.html")):
        page.goto(f"{site_url}{path}/" if path != "." else site_url, wait_until="domcontentloaded")
        seen += page.locator("svg text").count()
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            if words := page.evaluate(CUT):
                cut[path, width] = words
    context.close()
    assert seen > 100
    assert cut == {}
