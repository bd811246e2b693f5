"""Figures move, predictions are committed before the truth is shown, charts follow the color scheme."""

from playwright.sync_api import expect

from tests.page.browser import ARTICLE, LESSON, stored

STROKES = """element => [...element.querySelectorAll('.nines-live svg path, .nines-live svg text')]
    .map(each => getComputedStyle(each).fill + getComputedStyle(each).stroke).join()"""


def test_a_slider_redraws_with_the_lessons_own_function(page, site_url):
    """Moving a control draws the figure for it, with its finding as caption and title and its table."""
    page.goto(site_url + ARTICLE)
    figure = page.locator("nines-explore").first
    before = figure.locator("figcaption").inner_text()
    slider = figure.get_by_role("slider", name="window days")
    for _ in range(5):
        slider.press("ArrowRight")
    expect(figure.locator(".nines-live svg")).to_be_visible()
    expect(figure.locator("figcaption")).to_contain_text("33 days")
    assert "33 days" not in before
    expect(figure.locator(".nines-figure-title")).to_contain_text("33 days")
    figure.get_by_text("Show as table").click()
    expect(figure.locator("details table")).to_be_visible()
    figure.get_by_role("button", name="Reset").click()
    expect(figure.locator("figcaption")).to_have_text(before)


def test_only_the_latest_values_are_drawn(page, site_url):
    """Values that were passed over while Python was busy are never asked for."""
    page.goto(site_url + ARTICLE)
    figure = page.locator("nines-explore").first
    slider = figure.get_by_role("slider", name="window days")
    slider.press("ArrowRight")
    expect(figure.locator("figcaption")).to_contain_text("29 days")
    page.evaluate(
        """() => { window.drawn = []; const place = document.querySelector('nines-explore figcaption');
        new MutationObserver(() => window.drawn.push(place.textContent)).observe(place, { childList: true }) }"""
    )
    slider.evaluate(
        """slider => { for (let days = 40; days <= 80; days++) {
            slider.value = days; slider.dispatchEvent(new Event('input')); } }"""
    )
    expect(figure.locator("figcaption")).to_contain_text("80 days")
    assert len(page.evaluate("window.drawn")) <= 3


def test_a_live_chart_follows_the_color_scheme(page, site_url):
    """Switching the palette recolors a chart at once, without drawing it again."""
    page.goto(site_url + ARTICLE)
    figure = page.locator("nines-explore").first
    figure.get_by_role("slider", name="window days").press("ArrowRight")
    figure.locator(".nines-live svg").wait_for()
    light = figure.evaluate(STROKES)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    assert figure.evaluate(STROKES) != light


def test_a_prediction_is_committed_before_the_truth_is_shown(page, site_url):
    """The figure is veiled until a choice with a confidence is made; both are remembered and shown again."""
    page.goto(site_url + LESSON)
    question = page.locator('nines-predict[name="error_budgets.the_evening"]')
    reveal = question.locator(".nines-reveal")
    expect(reveal).to_be_hidden()
    question.get_by_role("button", name="Commit").click()
    expect(question.get_by_role("status")).to_have_text("Choose an answer, then commit.")
    question.get_by_label("about 88 %").check()
    question.get_by_role("button", name="Commit").click()
    expect(question.get_by_role("status")).to_have_text("Say how sure you are, then commit.")
    question.get_by_label("90 %", exact=True).check()
    question.get_by_role("button", name="Commit").click()
    expect(reveal).to_be_visible()
    expect(question.get_by_role("status")).to_contain_text("You said about 88 %; it is about half.")
    event = stored(page, "events")[0]
    assert (event["prediction"], event["status"], event["confidence"]) == ("error_budgets.the_evening", "wrong", 90)
    page.reload()
    again = page.locator('nines-predict[name="error_budgets.the_evening"]')
    expect(again.locator(".nines-reveal")).to_be_visible()
    expect(again.get_by_label("about 88 %")).to_be_checked()
    expect(again.get_by_label("about 88 %")).to_be_disabled()


def test_the_budget_on_the_home_page_moves_without_python(page, watch, site_url):
    """The home page's slider changes the words and the picture, and loads nothing."""
    page.goto(site_url)
    figure = page.locator("nines-budget")
    before = figure.locator("figcaption").inner_text()
    asked = len(watch.requests)
    figure.get_by_role("slider").press("End")
    expect(figure.locator("figcaption")).not_to_have_text(before)
    assert len(watch.requests) == asked


def test_everything_is_readable_without_javascript(browser, site_url):
    """Starters, questions, figures and what they reveal are there for who runs no script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + LESSON)
    expect(page.locator("nines-exercise pre").first).to_be_visible()
    expect(page.locator("nines-predict .nines-reveal").first).to_be_visible()
    expect(page.locator("nines-explore svg").first).to_be_visible()
    context.close()
