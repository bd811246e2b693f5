"""The successor of Material for MkDocs reads the same project: its pages hold the same content."""

import os
import shutil
import subprocess
import sys

from bs4 import BeautifulSoup

from nines.lab import ROOT
from nines.site.topics import sections


def test_zensical_builds_the_same_pages(built, tmp_path):
    """Numbers are computed, cells and exercises embedded, formulas MathML: it drops what it can't do in silence."""
    for name in ("docs", "overrides", "notebooks", "labs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / ".cache" / "lessons", tmp_path / ".cache" / "lessons")
    command = [sys.executable, "-m", "zensical", "build", "--clean", "-f", "mkdocs.yml"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    topic = next(topic for entries in sections(ROOT).values() for topic in entries)
    for path in ("", topic.path.removesuffix(".md"), f"lessons/{topic.slug}"):
        ours = BeautifulSoup((built / path / "index.html").read_text(), "html5lib").select_one("article")
        theirs = BeautifulSoup((tmp_path / "site" / path / "index.html").read_text(), "html5lib").select_one("article")
        for selector in (
            "h1",
            "h2",
            "math",
            "nines-exercise",
            "nines-cell",
            "nines-explore",
            "nines-predict",
            "nines-budget",
            "svg",
        ):
            assert len(theirs.select(selector)) == len(ours.select(selector)), (path, selector)
        for selector in ("nines-exercise pre", "nines-aliases", ".nines-topic", "td", ".nines-incident"):
            assert [each.get_text(" ", strip=True) for each in theirs.select(selector)] == [
                each.get_text(" ", strip=True) for each in ours.select(selector)
            ], (path, selector)
        assert "{{" not in theirs.get_text()
