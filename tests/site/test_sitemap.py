"""The map of the site, from which instant navigation learns what a page of it is."""

import re

import pytest

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
