"""What JupyterLab makes of our output, in a real browser: bundles that look right can still be drawn wrongly."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browsers import launched
from tests.conftest import require
from tests.notebook.conftest import cell

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
RUN_ALL = """async () => {
    await jupyterapp.restored;
    const session = jupyterapp.shell.currentWidget.context.sessionContext;
    await session.ready;
    await session.session.kernel.info;  // before the kernel has answered once, running a cell does nothing
    await jupyterapp.commands.execute("notebook:run-all-cells");
}"""
CELLS = [
    cell("imports", "from nines.notebook import check, explore, predict\nfrom nines.notebook.chart import line"),
    cell(
        "figure",
        "def draw(x):\n"
        "    if x == 2:\n        raise ValueError('no two')\n"
        "    return line([{'a': 0, 'b': 0}, {'a': 1, 'b': x}], 'a', 'b', description=f'x is {x}.')\n"
        "explore(draw, x=[1, 2, 3])",
    ),
    cell("prediction", "predict('tiny.a', 'How much?', {'six': 'It is so.', 'nine': 'squared'}, 'six')"),
    cell("double", "def double(x):\n    return x * x"),
    cell("check_double", "check(double)"),
]


def started(note: Path) -> str:
    """The address that a Jupyter server writes down once it listens."""
    for _ in range(300):
        if note.exists() and (text := note.read_text()):
            return json.loads(text)["url"]
        time.sleep(0.1)
    pytest.fail("JupyterLab did not start within 30 s")


@pytest.fixture
def lesson(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A lesson open in JupyterLab's dark theme, every cell run."""
    chromium = require("chromium")
    folder = tmp_path / "workspace"
    theme = tmp_path / "settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings"
    for path, content in [
        (theme, {"theme": "JupyterLab Dark"}),
        (
            folder / "tiny.ipynb",
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": KERNEL}, "cells": CELLS},
        ),
    ]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content))
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTERLAB_WORKSPACES_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("JUPYTERLAB_SETTINGS_DIR", str(tmp_path / "settings"))
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.port=0", "--ServerApp.allow_root=True"]
    command += [
        f"--ServerApp.root_dir={folder}",
        "--LabApp.news_url=None",
        "--LabApp.expose_app_in_browser=True",
        "--IdentityProvider.token=",
    ]
    command += ["--ServerApp.ip=127.0.0.1", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        address = started(tmp_path / "JUPYTER_RUNTIME_DIR" / f"jpserver-{server.pid}.json")
        with launched(chromium) as browser:
            page = browser.new_page(viewport={"width": 1200, "height": 2400})
            page.set_default_timeout(60_000)
            page.goto(f"{address}lab/tree/tiny.ipynb")
            page.locator(".jp-Notebook .jp-Cell").first.wait_for()
            page.evaluate(RUN_ALL)
            page.locator(".nines-verdict").wait_for()
            yield page
    finally:
        server.terminate()
        server.wait(20)


def test_jupyterlab_draws_everything_a_lesson_shows(lesson: Page):
    """In the dark theme: verdict, link and evidence, a figure that moves and explains its errors, a prediction."""
    lesson.locator(".vega-embed canvas").nth(1).wait_for()
    verdict = lesson.locator(".nines-verdict")
    assert "Squaring instead of doubling" in verdict.inner_text()
    assert verdict.locator("a").get_attribute("href").endswith("section/tiny/#squared")
    ink = verdict.evaluate("element => getComputedStyle(element).color")
    assert min(map(int, re.findall(r"\d+", ink)[:3])) > 150, f"dark text on a dark page: {ink}"
    corner = "canvas => [...canvas.getContext('2d').getImageData(2, 2, 1, 1).data]"
    assert lesson.locator(".vega-embed canvas").first.evaluate(corner) == [0xFC, 0xFC, 0xF9, 255]

    lesson.locator(".widget-dropdown select").select_option("2")
    lesson.get_by_text("Nothing to draw at x = 2: ValueError: no two").wait_for()
    lesson.locator(".widget-dropdown select").select_option("3")
    lesson.locator(".vega-embed canvas").nth(1).wait_for()

    lesson.get_by_text("nine", exact=True).click()
    lesson.get_by_text("90 %", exact=True).click()
    lesson.get_by_text("Commit", exact=True).click()
    lesson.get_by_text("✗ You said nine; it is six. Doubling adds a number to itself once.").wait_for()
    assert lesson.get_by_text("Javascript Error").count() == 0
