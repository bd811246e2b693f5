"""The site in Chromium: accessible in both schemes, on a phone, alone with its host, with scripts and without."""

from pathlib import Path

import pytest

from nines.lab import ROOT, labs
from nines.site.topics import sections

ARTICLE = next(topic.path.removesuffix(".md") + "/" for entries in sections(ROOT).values() for topic in entries)
LESSON = f"lessons/{next(iter(labs(ROOT)))}/"
PAGES = {
    "home": "",
    "article": ARTICLE,
    "lesson": LESSON,
    "not found": "no/such/page/",
    "paged": "paged/",
    "start": "start/",
}
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def opened(browser, site_url):
    """Opens a page of the site in a new context; every test has its own storage."""
    contexts = []

    def open_page(path: str, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "bypass_csp": False} | options)
        contexts.append(context)
        tab = context.new_page()
        tab.heard = []
        tab.on("console", lambda said: tab.heard.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: tab.heard.append(str(error)))
        tab.goto(site_url + path, wait_until="networkidle")
        return tab

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(page, scheme, opened):
    """No violation of any rule, in light and in dark."""
    tab = opened(PAGES[page], color_scheme=scheme, bypass_csp=True)
    shown = tab.evaluate("document.body.getAttribute('data-md-color-scheme')")
    assert shown == {"light": "default", "dark": "slate"}[scheme]
    tab.add_script_tag(path=AXE)
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    told = [
        f"{each['id']}: {node['target']} {node['any'][0]['message'] if node['any'] else ''}"
        for each in found
        for node in each["nodes"]
    ]
    assert not told


@pytest.mark.parametrize("page", PAGES)
def test_a_phone_needs_no_sideways_scrolling(page, opened):
    """At 390 px nothing is wider than the screen."""
    tab = opened(PAGES[page], viewport={"width": 390, "height": 844}, has_touch=True)
    wide = """[...document.querySelectorAll('article *')].filter(e => {
        const box = e.getBoundingClientRect();
        if (box.width === 0 || box.right <= innerWidth + 1) return false;
        for (let p = e.parentElement; p; p = p.parentElement)
            if (getComputedStyle(p).overflowX !== 'visible' && p.getBoundingClientRect().right <= innerWidth + 1)
                return false;
        return true;
    }).map(e => e.outerHTML.slice(0, 90))"""
    assert tab.evaluate(wide) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("page", PAGES)
def test_no_page_asks_another_host(page, browser, site_url):
    """While it loads and while its figure is moved a page speaks to its own host only, and the policy holds."""
    context = browser.new_context()
    asked, heard = [], []
    context.route("**/*", lambda route: (asked.append(route.request.url), route.continue_()))
    tab = context.new_page()
    tab.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    tab.goto(site_url + PAGES[page], wait_until="networkidle")
    for slider in tab.locator("nines-budget input[type=range]").all():
        slider.press("ArrowRight")
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith((site_url, "blob:", "data:"))] == []
    assert [each for each in heard if "404" not in each] == []


def test_the_policy_refuses_inline_scripts(opened):
    """A script that somebody smuggles into a page does not run."""
    tab = opened("")
    tab.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.smuggled = true';
        document.body.append(script);
    }""")
    assert tab.evaluate("window.smuggled") is None


def test_being_paged_opens_the_search(opened):
    """One click and the keyboard is in the search field; what was typed finds the article by an alias."""
    tab = opened("")
    tab.click("a.nines-paged")
    assert tab.evaluate("document.activeElement.name") == "query"
    tab.keyboard.type("ErrorBudgetExhausted")
    tab.wait_for_selector(".md-search-result__link")
    assert tab.get_attribute(".md-search-result__link >> nth=0", "href").split("?")[0].endswith(ARTICLE)


def test_the_search_is_loaded_when_somebody_searches(opened):
    """A visit that never searches pays nothing for the index; focusing the field fetches it."""
    tab = opened("")
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.reload(wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    with tab.expect_response("**/search/search_index.json") as answer:
        tab.focus("[data-md-component=search-query]")
    assert answer.value.ok


def test_without_scripts_everything_is_there(opened):
    """Reading, the figure, the exercise and the way for the paged need no JavaScript."""
    tab = opened("", java_script_enabled=False)
    assert tab.is_visible("nines-budget svg")
    tab.click("a.nines-paged")
    assert tab.url.endswith("/paged/")
    tab = opened(ARTICLE, java_script_enabled=False)
    for selector in (
        "nines-explore svg >> nth=0",
        "nines-predict ol.nines-options",
        "nines-predict .nines-reveal",
        "nines-exercise pre",
    ):
        tab.locator(selector).first.scroll_into_view_if_needed()
        assert tab.locator(selector).first.is_visible() or selector.endswith(".nines-reveal")


def test_going_to_another_page_keeps_the_document(opened):
    """Instant navigation works below any address, whatever host the site was built for, so that Python stays warm."""
    tab = opened("start/")
    tab.evaluate("window.kept = 'warm'")
    tab.click("article a[href*='foundations']")
    tab.wait_for_url("**/" + ARTICLE)
    tab.wait_for_selector("h1:has-text('Error budgets')")
    assert tab.evaluate("window.kept") == "warm"


def test_the_chosen_scheme_stays(opened):
    """The switch changes the scheme, and the next page has it before it is painted."""
    tab = opened("", color_scheme="light")
    tab.click("label[title='Switch to dark colors']")
    assert tab.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"
    tab.goto(tab.url + "about/")
    assert tab.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"


def test_nothing_moves_for_those_who_ask_for_calm(opened):
    """Under reduced motion no element has a transition or an animation that takes time."""
    tab = opened("", reduced_motion="reduce")
    moving = """[...document.querySelectorAll('*')].filter(e => {
        const style = getComputedStyle(e);
        const times = [style.transitionDuration, style.animationDuration].join(',').split(',');
        return times.some(time => parseFloat(time) > 0.01);
    }).length"""
    assert tab.evaluate(moving) == 0


def test_an_article_prints_as_an_article(opened):
    """On paper there is no header, no navigation and no button."""
    tab = opened(ARTICLE)
    tab.emulate_media(media="print")
    for selector in (".md-header", ".md-sidebar--primary", ".md-footer", ".headerlink >> nth=0", ".nines-parts"):
        assert not tab.locator(selector).first.is_visible(), selector
    assert tab.locator("h1").is_visible()
    assert tab.locator(".nines-incident").is_visible()


def test_axe_is_where_the_page_packages_are():
    """The accessibility tests use the pinned axe of web/package.json."""
    assert Path(AXE).is_file(), "npm ci in web/ (make site does it) brings axe-core"
