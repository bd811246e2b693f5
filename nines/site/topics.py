"""The topics there are: articles named by the nav, with what their front matter and their lab say."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nines.lab import Lab, labs
from nines.site.context import reading_order
from nines.site.errors import PageError


@dataclass(frozen=True)
class Topic:
    """An article, and its lab where it has one."""

    path: str
    title: str
    meta: dict[str, Any]
    lab: Lab | None

    @property
    def slug(self) -> str:
        return Path(self.path).stem

    @property
    def description(self) -> str:
        return self.meta.get("description", "")

    @property
    def aliases(self) -> list[str]:
        return [str(alias) for alias in self.meta.get("aliases", [])]


@cache
def sections(root: Path) -> dict[str, list[Topic]]:
    """The topics by section title, in reading order."""
    found = labs(root) if (root / "labs").is_dir() else {}
    return {
        title: [read(root, path, found) for path in paths]
        for title, paths in reading_order(root).items()
        if title and paths
    }


def read(root: Path, path: str, found: dict[str, Lab]) -> Topic:
    """One article's title and front matter."""
    try:
        text = (root / "docs" / path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PageError(f"mkdocs.yml names docs/{path}, which is not there") from None
    meta, body = front_matter(text)
    title = re.search(r"^# +(.+?)(?: *\{.*\})? *$", body, re.MULTILINE)
    return Topic(path, title[1] if title else Path(path).stem, meta, found.get(Path(path).stem))


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """A page's front matter and the rest of it."""
    match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    return (yaml.safe_load(match[1]) or {}, text[match.end() :]) if match else ({}, text)
