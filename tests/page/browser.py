"""A browser on the built site: pages that notice foreign requests and errors, and what a reader does on them."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

ARTICLE, LESSON = "foundations/error_budgets/", "lessons/error_budgets/"
EXERCISE = "error_budgets.budget_left"
PATIENCE = 90_000  # milliseconds: a busy machine is slow, and no test asserts time
MISTAKEN = """def budget_left(good, valid, slo):
    if slo >= 1:
        raise ValueError("no budget")
    return max(0.0, 1 - (valid - good) / ((1 - slo) * valid)) if valid else 1.0
"""
STORED = "name => JSON.parse(localStorage.getItem('nines:' + name))"

# Puts a text into an exercise as another tab would, checks it, and gives the verdict.
JUDGE = """([name, text]) => {
    const element = document.querySelector(`nines-exercise[name="${name}"]`);
    const key = 'nines:draft:' + name;
    localStorage.setItem(key, JSON.stringify({ text, starter: element.starter }));
    dispatchEvent(new StorageEvent('storage', { key }));
    return new Promise(resolve => {
        element.addEventListener('nines-verdict', event => resolve(event.detail), { once: true });
        element.querySelector('.nines-primary').click();
    });
}"""


class Watch:
    """What went wrong on the pages of a context: requests to other hosts, errors, violations of the policy."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.host = urlsplit(url).netloc
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.requests: list[str] = []
        context.on("request", lambda request: self.asked(request.url))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("console", lambda message: message.type == "error" and self.errors.append(message.text))

    def asked(self, url: str) -> None:
        """Note a request."""
        self.requests.append(url)
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.foreign.append(url)


def exercise(page: Page, name: str = EXERCISE) -> Locator:
    """An exercise on a page, once it can be used."""
    found = page.locator(f'nines-exercise[name="{name}"]')
    expect(found.get_by_role("button", name="Check")).to_be_visible(timeout=PATIENCE)
    return found


def write(found: Locator, text: str) -> None:
    """Replace the text of an exercise by typing, as a reader would."""
    found.locator(".nines-edit, .nines-area, .cm-content").first.click()
    content = found.locator(".cm-content")
    content.wait_for(timeout=PATIENCE)
    content.press("Control+a")
    content.press("Delete")
    content.page.keyboard.insert_text(text)


def text_of(found: Locator) -> str:
    """What an exercise's editor, whichever it is, holds."""
    return found.evaluate("element => element.source.text")


def check(found: Locator) -> Locator:
    """Press Check and wait for the verdict."""
    found.get_by_role("button", name="Check").click()
    verdict = found.locator(".nines-verdict")
    verdict.wait_for(timeout=PATIENCE)
    return verdict


def judge(page: Page, name: str, text: str) -> dict[str, Any]:
    """The page's verdict on a text."""
    return page.evaluate(JUDGE, [name, text])


def stored(page: Page, name: str) -> Any:
    """What the browser keeps under one of our keys."""
    return page.evaluate(STORED, name)


def lesson(path: Path) -> dict[str, str]:
    """The sources of a notebook file by cell id."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {cell["id"]: "".join(cell["source"]) for cell in cells}
