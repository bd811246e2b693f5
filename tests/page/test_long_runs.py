"""The whole shop at full size lives through a brown-out in the page, which shows how far it has come."""

from playwright.sync_api import expect

from nines.sim.scenarios import brownout
from tests.page.browser import LESSON, write

RUN = "brownout(size='full', before=20, trigger=40, after=60, progress=progress)"
IMPORTS = "from nines.notebook import chart, explore, progress\nfrom nines.sim.scenarios import brownout\n"
# Notes what the page says, and how full the bar is whenever it is shown for something else than loading.
NOTE = """element => {
    window.said = [], window.bar = [];
    const status = element.querySelector('.nines-status'), bar = element.querySelector('progress');
    new MutationObserver(() => {
        window.said.push(status.textContent);
        if (!bar.hidden && bar.getAttribute('aria-label') === 'Done so far') window.bar.push(bar.value);
    }).observe(element, { childList: true, subtree: true, characterData: true, attributes: true });
}"""


def changed(page, source):
    """The lesson's first cell, running this text."""
    found = page.locator('nines-cell[cell="imports"]')
    write(found, source)
    found.evaluate(NOTE)
    found.get_by_role("button", name="Run").click()
    return found


def test_a_cell_shows_how_far_its_run_has_come(page, site_url):
    """Bar and status advance to the end, the bar goes, and the run is to the last event the one of a machine."""
    page.goto(site_url + LESSON)
    found = changed(page, f"{IMPORTS}run = {RUN}\nprint(run.events, run.digest)")
    expect(found.locator(".nines-toolbar .nines-status")).to_have_text("Ran.")
    here = brownout(size="full", before=20, trigger=40, after=60)
    expect(found.locator(".nines-output")).to_have_text(f"{here.events} {here.digest}")
    bar, said = page.evaluate("[window.bar, window.said]")
    assert bar == sorted(bar)
    assert len({*bar}) > 10
    assert max(bar) == 1
    assert {int(words.split()[1]) // 25 for words in said if words.endswith(" %")} == {0, 1, 2, 3, 4}
    expect(found.locator("progress")).to_be_hidden()


def test_only_a_run_that_comes_further_gets_more_time(page, site_url):
    """Each step forward begins the ten seconds anew, repeating oneself does not, and silence is stopped."""
    page.clock.install()
    source = (
        "from nines.notebook import progress\nfor share in (0.2, 0.4, 0.4, 0.1, 0.6):\n    progress(share)\n"
        "while True:\n    pass\n"
    )
    page.goto(site_url + LESSON)
    page.evaluate(
        """() => { window.limits = 0; const real = window.setTimeout;
        window.setTimeout = (act, wait, ...rest) => (window.limits += wait === 10000, real(act, wait, ...rest)) }"""
    )
    found = changed(page, source)
    expect(found.get_by_role("progressbar", name="Done so far")).to_have_attribute("value", "0.6")
    assert page.evaluate("window.limits") == 1 + 3
    page.clock.fast_forward(11_000)
    expect(found.locator(".nines-toolbar .nines-status")).to_contain_text("Stopped after 10 seconds")
    expect(found.locator("progress")).to_be_hidden()


def test_a_figure_shows_how_far_its_run_has_come(page, site_url):
    """Moving a control of a figure that simulates the whole shop shows the same bar, and then the figure."""
    picture = "chart.line([{'x': 0, 'y': run.events}], 'x', 'y', description=f'{run.events} events, seed {seed}')"
    run = RUN.replace("(", "(seed=seed, ", 1)
    body = f"    if seed == 1:\n        return 'not yet'\n    run = {run}\n    return {picture}"
    page.goto(site_url + LESSON)
    found = changed(page, f"{IMPORTS}def f(seed):\n{body}\nexplore(f, seed=[1, 2])")
    figure = found.locator("nines-explore")
    figure.get_by_role("combobox").wait_for()
    figure.evaluate(NOTE)
    figure.get_by_role("combobox").select_option("2")
    expect(figure.locator("figcaption")).to_contain_text("events, seed 2")
    bar = page.evaluate("window.bar")
    assert len({*bar}) > 10
    assert max(bar) == 1
    expect(figure.locator("progress")).to_be_hidden()
