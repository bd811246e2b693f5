"""The built site and a browser, for every test of this folder."""

from tests.browsers import browser, playwright
from tests.built import built, site_url

__all__ = ["browser", "built", "playwright", "site_url"]
