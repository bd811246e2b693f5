"""The map of the site, from which instant navigation learns what a page of it is."""

import re
import shutil

import pytest

from nines.lab import ROOT
from tests.built import served
from tests.site.tiny import mkdocs, project


@pytest.mark.parametrize(("url", "start"), [("", "http://localhost/"), ("https://a.test/b/", "https://a.test/b/")])
def test_every_page_is_on_the_map(tmp_path, monkeypatch, url, start):
    """Also where the site does not know its own address: else Python would start again on every page."""
    monkeypatch.setenv("NINES_SITE_URL", url)
    folder = project(tmp_path, {"other.md": "# Other\n\nA page.\n"})
    done = mkdocs(folder)
    assert done.returncode == 0, done.stderr
    found = re.findall("<loc>(.*?)</loc>", (folder / "site" / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(found) == [start, f"{start}other/"]


def test_a_site_without_an_address_keeps_its_document(browser, tmp_path, monkeypatch):
    """In a browser, from a subdirectory: going to another page loads no document, and so no second Python."""
    monkeypatch.setenv("NINES_SITE_URL", "")
    folder = project(tmp_path, {"other.md": "# Other\n\nA page.\n", "index.md": "# Home\n\n[On](other.md)\n"})
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    done = mkdocs(folder)
    assert done.returncode == 0, done.stderr
    with served(folder / "site") as url:
        tab = browser.new_page()
        tab.goto(url, wait_until="networkidle")
        tab.evaluate("window.kept = 'warm'")
        tab.click("article a[href*='other']")
        tab.wait_for_selector("h1:has-text('Other')")
        assert tab.url == url + "other/"
        assert tab.evaluate("window.kept") == "warm"
        tab.close()
