"""The screenshots of README and docs, taken in Chromium from the built site: `make shots`."""

import base64
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from nines.lab import ROOT
from nines.lab import exercise as find
from nines.site import build
from tests.browsers import launched
from tests.built import served
from tests.conftest import PROGRAMS
from tests.page.browser import ARTICLE, EXERCISE, MISTAKEN, PATIENCE, check, exercise, write

FOLDER = ROOT / "docs" / "assets" / "shots"
MOST = 150_000  # bytes
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 780}


def article(page: Page) -> None:
    """The top of an article."""


def misconception(page: Page) -> None:
    """An exercise whose wrong answer was recognized."""
    aim(judged(page, MISTAKEN))


def passed(page: Page) -> None:
    """The same exercise, solved."""
    aim(judged(page, find(EXERCISE).solution))


def phone(page: Page) -> None:
    """The recognized mistake on a phone."""
    aim(judged(page, MISTAKEN).locator(".nines-verdict"))


def judged(page: Page, text: str) -> Locator:
    """The exercise with a text in its editor and the verdict on it."""
    found = exercise(page)
    write(found, text)
    check(found).locator(".nines-evidence svg").wait_for()
    page.evaluate("document.activeElement.blur()")
    return found


def aim(found: Locator) -> None:
    """Scroll so that the thing begins below the header."""
    top = "element.getBoundingClientRect().top + scrollY - 70"
    found.evaluate(f"element => scrollTo({{ top: {top}, behavior: 'instant' }})")


SHOTS: dict[str, tuple[Callable[[Page], None], dict[str, int]]] = {
    "article.webp": (article, WIDE),
    "misconception.webp": (misconception, {"width": 1280, "height": 1100}),
    "passed.webp": (passed, {"width": 1280, "height": 1100}),
    "phone.webp": (phone, PHONE),
}


def take(browser: Browser, url: str, folder: Path) -> list[Path]:
    """Every screenshot, each as a reader who comes for the first time sees it; the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (act, size) in SHOTS.items():
        context = browser.new_context(viewport=size, color_scheme="light", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(url + ARTICLE, wait_until="networkidle")
        act(page)
        picture = context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 80})
        (folder / name).write_bytes(base64.b64decode(picture["data"]))
        context.close()
    return [folder / name for name in SHOTS]


def main() -> None:
    """Build the site, photograph it, and say what was made."""
    locate, remedy = PROGRAMS["chromium"]
    chromium = locate()
    if chromium is None:
        sys.exit(f"shots: the page is photographed in Chromium: {remedy}")
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder, "site"))
        with served(Path(folder, "site")) as url, launched(chromium) as browser:
            for path in take(browser, url, FOLDER):
                print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
