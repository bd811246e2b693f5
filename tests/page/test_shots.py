"""README and docs show the site by pictures that a command makes."""

import re

from nines.lab import ROOT
from tests import shots

IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+\.(?:png|webp|svg))\)")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def images():
    """The pictures that README and docs name: text alternative, and file."""
    return [
        (alt, (page.parent / path).resolve())
        for page in PAGES
        if "lessons" not in page.parts
        for alt, path in IMAGE.findall(page.read_text(encoding="utf-8"))
    ]


def test_every_picture_that_is_named_exists_and_is_described():
    """No picture is missing, and each has words for those who cannot see it."""
    assert [path.name for alt, path in images() if not path.is_file() or len(alt) < 10] == []


def test_the_command_makes_every_screenshot_that_is_shown_and_no_other():
    """What README and docs show is what is made and what is kept, each file small."""
    shown = {path.name for _, path in images() if path.parent == shots.FOLDER}
    assert shown == set(shots.SHOTS) == {path.name for path in shots.FOLDER.iterdir()}
    assert max(path.stat().st_size for path in shots.FOLDER.iterdir()) <= shots.MOST


def test_taking_them_gives_pictures_of_a_page(browser, site_url, tmp_path):
    """Each is a WebP picture that is not empty."""
    for path in shots.take(browser, site_url, tmp_path):
        made = path.read_bytes()
        assert made[:4] == b"RIFF"
        assert made[8:12] == b"WEBP"
        assert 5_000 < len(made) <= shots.MOST
