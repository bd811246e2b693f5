"""The built site and a browser, with one fresh context for each test."""

import pytest
from playwright.sync_api import expect

from tests.browsers import browser, playwright
from tests.built import built, site_url
from tests.page.browser import PATIENCE, Watch

__all__ = ["browser", "built", "playwright", "site_url"]

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def context(browser):
    """A reader who was never here before."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def watch(context, site_url):
    """What goes wrong in the context."""
    return Watch(context, site_url)


@pytest.fixture
def page(context, watch):
    """A page on which no request leaves the host and nothing reports an error."""
    page = context.new_page()
    yield page
    assert watch.foreign == []
    assert watch.errors == []
