"""The page in Chromium: a first visit's bytes, seconds and bytes to a cold verdict, a later Check, the tab's memory."""

import functools
import gzip
import http.server
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.table import Row
from nines.site import build
from tests.browsers import launched
from tests.conftest import PROGRAMS
from tests.page.browser import ARTICLE, LESSON, MISTAKEN, exercise, write

REPEAT = 5
# No ratio to a number of another run. By its documentation, JupyterLite's kernel loads Pyodide from a CDN.
APART = "measured apart; not run here, as it loads Pyodide from a CDN, or from 180 MB that pip does not have"
BROWNOUT = """import time
from nines.notebook import progress
from nines.sim.scenarios import brownout
start = time.perf_counter()
brownout(size="full", before=20, trigger=40, after=60, progress=progress)
print(time.perf_counter() - start)
"""
TEXT = {".html", ".js", ".mjs", ".css", ".json", ".svg", ".xml", ".txt", ""}


class Host(http.server.SimpleHTTPRequestHandler):
    """A static host that compresses text, as the usual ones do, and counts the bytes of the bodies it sends."""

    sent = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in TEXT or not path.is_file():
            Host.sent += path.stat().st_size if path.is_file() else 0
            return super().do_GET()
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        Host.sent += len(body)
        return None

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder; its URL."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def visit(browser: Browser, url: str) -> Iterator[Page]:
    """A first visit."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    yield page
    context.close()


def seconds_to_verdict(page: Page) -> float:
    """From a click on Check to the verdict on the page."""
    found = exercise(page)
    found.evaluate("element => element.querySelector('.nines-result').replaceChildren()")
    start = time.perf_counter()
    found.get_by_role("button", name="Check").click()
    found.locator(".nines-verdict").wait_for(timeout=120_000)
    return time.perf_counter() - start


def seconds_of_a_brownout(page: Page) -> float:
    """What a cell of a lesson needs for the whole shop's two minutes, Python being there."""
    found = page.locator("nines-cell").first
    write(found, BROWNOUT)
    found.get_by_role("button", name="Run").click()
    printed = found.locator(".nines-stream")
    printed.wait_for(timeout=120_000)
    return float(printed.inner_text())


def memory(browser: Browser) -> float:
    """The resident memory of the largest renderer, in MB."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    statuses = [Path(f"/proc/{each['id']}/status") for each in processes if each["type"] == "renderer"]
    lines = [line for status in statuses for line in status.read_text().splitlines() if line.startswith("VmRSS")]
    return max(int(line.split()[1]) for line in lines) * 1024 / 1e6


def rows() -> list[Row]:
    """The page's rows of the table of aims."""
    find, remedy = PROGRAMS["chromium"]
    chromium = find()
    if chromium is None:
        raise SystemExit(f"benchmarks: the page is measured in Chromium: {remedy}")
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder, "site"))
        with hosted(Path(folder, "site")) as url, launched(chromium) as browser:
            return [*measured(browser, url + ARTICLE), long_run(browser, url + LESSON)]


def long_run(browser: Browser, url: str) -> Row:
    """The row of the longest run that a lesson may have, the median of fresh contexts."""
    taken = []
    for _ in range(3):
        with visit(browser, url) as page:
            taken.append(seconds_of_a_brownout(page))
    return Row("two-minute brown-out, full size, in a cell", "s", statistics.median(taken), aim=6)


def measured(browser: Browser, url: str) -> list[Row]:
    """Every row, the times as medians of fresh contexts."""
    first, cold, loaded, later, held = [], [], [], [], []
    for _ in range(REPEAT):
        Host.sent = 0
        with visit(browser, url) as page:
            first.append(Host.sent / 1000)
            write(exercise(page), MISTAKEN)
            before = Host.sent
            cold.append(seconds_to_verdict(page))
            loaded.append((Host.sent - before) / 1e6)
            later.append(statistics.median(seconds_to_verdict(page) for _ in range(9)))
            held.append(memory(browser))
    return [
        Row("first visit of an article, gzip", "KB", statistics.median(first), aim=120),
        Row("cold Check, click to verdict", "s", statistics.median(cold), {"JupyterLite": f"11.3 s {APART}"}, aim=3.5),
        Row("loaded for a cold Check", "MB", statistics.median(loaded), {"JupyterLite": f"16.7 MB {APART}"}, aim=10.5),
        Row("later Check, click to verdict", "s", statistics.median(later), aim=0.3),
        Row("memory of the tab, Python in it", "MB", statistics.median(held)),
    ]
