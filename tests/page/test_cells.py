"""Every code cell of a lesson can be changed and run in the page, and no Check sees what cells left behind."""

import json

import pytest
from playwright.sync_api import expect

from nines.lab import ROOT
from nines.lab import exercise as find
from nines.site.bundle import complete
from tests.page.browser import EXERCISE, LESSON, check, exercise, lesson, stored, write

NOTEBOOK = ROOT / "notebooks" / "error_budgets.ipynb"


def cell(page, name):
    """A cell of the lesson."""
    return page.locator(f'nines-cell[cell="{name}"]')


def run(found):
    """Press Run and wait until it ran."""
    found.get_by_role("button", name="Run").click()
    expect(found.locator(":scope > .nines-toolbar .nines-status")).to_contain_text("Ran")


def test_a_cell_runs_what_it_needs_first(page, site_url):
    """A cell in the middle runs the ones above it once, and shows what it prints."""
    page.goto(site_url + LESSON)
    log = cell(page, "the_log")
    expect(log.locator(".nines-output")).to_contain_text("rows")
    before = log.locator(".nines-output").inner_text()
    run(log)
    expect(log.locator(".nines-status")).to_have_text("Ran, after the cell above it.")
    assert log.locator(".nines-output").inner_text().split() == before.split()
    run(log)
    expect(log.locator(".nines-status")).to_have_text("Ran.")


def test_a_changed_cell_is_kept_and_can_be_reset(page, site_url):
    """An edited cell shows its own output, survives a reload and goes back to the lesson's text."""
    page.goto(site_url + LESSON)
    found = cell(page, "completion")
    write(found, "print('mine', 6 * 7)\n'a value'")
    run(found)
    expect(found.locator(".nines-output")).to_contain_text("mine 42")
    expect(found.locator(".nines-output")).to_contain_text("'a value'")
    page.reload()
    expect(cell(page, "completion").locator("pre.nines-edit")).to_contain_text("6 * 7")
    cell(page, "completion").get_by_role("button", name="Reset").click()
    assert stored(page, "draft:error_budgets.completion") is None


def test_an_error_is_shown_with_the_learners_own_frames(page, site_url):
    """A cell that raises shows the traceback of the cell, not of the page's machinery."""
    page.goto(site_url + LESSON)
    found = cell(page, "imports")
    write(found, "def f():\n    return 1 / 0\n\nf()\n")
    found.get_by_role("button", name="Run").click()
    error = found.locator(".nines-error")
    expect(error).to_contain_text("ZeroDivisionError")
    expect(error).to_contain_text("return 1 / 0")
    expect(error).not_to_contain_text("page.py")


def test_an_endless_cell_can_be_stopped(page, site_url):
    """Stop ends what runs at once, says what it means for other cells, and Python works again."""
    page.goto(site_url + LESSON)
    found = cell(page, "imports")
    write(found, "print('begun')\nwhile True:\n    pass\n")
    found.get_by_role("button", name="Run").click()
    expect(found.locator(".nines-output")).to_contain_text("begun")
    found.get_by_role("button", name="Stop").click()
    expect(found.locator(".nines-status")).to_contain_text("run the lesson’s cells again")
    write(found, "print('back')")
    run(found)
    expect(found.locator(".nines-output")).to_have_text("back")


def test_a_cell_that_takes_too_long_is_stopped(page, site_url):
    """After its time a cell is stopped by the page, which says so."""
    page.clock.install()
    page.goto(site_url + LESSON)
    found = cell(page, "imports")
    write(found, "print('begun')\nwhile True:\n    pass\n")
    found.get_by_role("button", name="Run").click()
    expect(found.locator(".nines-output")).to_contain_text("begun")
    page.clock.fast_forward(11_000)
    expect(found.locator(".nines-status")).to_contain_text("Stopped after 10 seconds")


def test_a_check_never_sees_what_cells_left_behind(page, site_url):
    """Names that a cell defined, and functions it replaced, play no part in a verdict."""
    page.goto(site_url + LESSON)
    found = exercise(page)
    mess = (
        "import builtins, math, random\nbuiltins.helper = lambda: 1.0\nmath.isclose = lambda *a, **k: True\n"
        "helper2 = lambda: 1.0\n"
    )
    write(cell(page, "imports"), mess)
    run(cell(page, "imports"))
    write(found, "def budget_left(good, valid, slo):\n    return helper2()\n")
    verdict = check(found)
    expect(verdict).to_contain_text("helper2")
    write(found, find(EXERCISE).solution)
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-verdict")).to_have_attribute("aria-label", "Verdict: Passed")


def test_the_lesson_downloads_with_the_answers_in_it(page, site_url):
    """The notebook has the learner's text in the exercise cell and is otherwise the lesson, ready for Jupyter."""
    page.goto(site_url + LESSON)
    found = exercise(page)
    mine = "def budget_left(good, valid, slo):\n    return 0.5\n"
    write(found, mine)
    with page.expect_download() as info:
        found.get_by_role("button", name="Download the lesson").click()
    assert info.value.suggested_filename == "error_budgets.ipynb"
    cells, original = lesson(info.value.path()), lesson(NOTEBOOK)
    assert cells.pop("budget_left") == mine.rstrip()
    original.pop("budget_left")
    assert cells == original
    assert json.loads(NOTEBOOK.read_text())["nbformat"] == 4


def test_a_figure_made_in_a_cell_can_be_moved(page, site_url):
    """`explore` and `predict` called in a cell give working figures and questions."""
    page.goto(site_url + LESSON)
    found = cell(page, "imports")
    source = (
        "from nines.notebook import chart, explore\n"
        "rows = lambda n: [{'x': i, 'y': i * n} for i in range(3)]\n"
        "def f(n):\n    return chart.line(rows(n), 'x', 'y', description=f'slope {n}')\n"
        "explore(f, n=(1, 5))\n"
    )
    write(found, source)
    run(found)
    figure = found.locator("nines-explore")
    figure.get_by_role("slider").press("ArrowRight")
    expect(figure.locator("figcaption")).to_have_text("slope 4")
    expect(figure.locator("svg")).to_be_visible()


@pytest.mark.parametrize("lab", complete(ROOT), ids=lambda lab: lab.slug)
def test_every_cell_of_a_lesson_runs(page, site_url, lab):
    """The last cell's Run brings all that are above it, the unsolved starters too, and none raises."""
    page.goto(f"{site_url}lessons/{lab.slug}/")
    found = page.locator("nines-cell:not([machine]):has(.nines-toolbar)").last
    run(found)
    expect(page.locator(".nines-error")).to_have_count(0)
    expect(found.locator(".nines-toolbar .nines-status")).to_contain_text("Ran, after the ")
