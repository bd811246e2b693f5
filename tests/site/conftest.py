"""The built site and a browser, for every test of this folder."""

import pytest
from playwright.sync_api import sync_playwright

from tests.built import built, site_url
from tests.conftest import require

__all__ = ["built", "site_url"]

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium():
    """A Chromium that Playwright drives."""
    path = require("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
