"""One browser for all page tests of a process, one fresh context for each test."""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.built import built, site_url  # noqa: F401 (fixtures)
from tests.conftest import require
from tests.page.browser import FLAGS, PATIENCE, Watch

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def playwright():
    """What drives the browsers: there can be one in a process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright):
    """Chromium."""
    browser = playwright.chromium.launch(executable_path=require("chromium"), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def context(browser):
    """A reader who was never here before."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def watch(context, site_url):  # noqa: F811
    """What goes wrong in the context."""
    return Watch(context, site_url)


@pytest.fixture
def page(context, watch):
    """A page on which no request leaves the host and nothing reports an error."""
    page = context.new_page()
    yield page
    assert watch.foreign == []
    assert watch.errors == []
