"""Which page is being rendered, by MkDocs or by Zensical, and where things are seen from it."""

import posixpath
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import markdown
import yaml

from nines.lab import ROOT


@dataclass(frozen=True)
class Page:
    """A page's source path inside docs/, its front matter, and the checkout it belongs to."""

    path: str = "index.md"
    root: Path = ROOT
    meta: dict[str, Any] = field(default_factory=dict)

    @property
    def section(self) -> str:
        """The folder of docs/ it is in, or nothing."""
        return posixpath.dirname(self.path)

    @property
    def slug(self) -> str:
        return posixpath.splitext(posixpath.basename(self.path))[0]

    def source_link(self, path: str) -> str:
        """The link to another page as an author would write it, which MkDocs checks and turns into a URL."""
        return posixpath.relpath(path, self.section or ".")

    def to(self, path: str) -> str:
        """The relative URL of another page (its path in docs/, with an optional #anchor) or of a file."""
        name, hash_sign, anchor = path.partition("#")
        target = posixpath.relpath(place(name) or ".", place(self.path) or ".")
        return target + ("/" if name.endswith(".md") else "") + hash_sign + anchor


def place(path: str) -> str:
    """Where a file of docs/ is in the site: a page's folder, or the file itself."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index")


def current(md: markdown.Markdown) -> Page:
    """The page that this Markdown instance renders; outside a site, the home page."""
    if "relpath" in md.treeprocessors:
        links: Any = md.treeprocessors["relpath"]
        if hasattr(links, "file"):
            root = Path(links.config.docs_dir).parent
            return Page(links.file.src_uri, root, dict(links.file.page.meta))
    for processor in md.preprocessors:
        if type(processor).__name__ == "ContextPreprocessor":
            seen: Any = processor
            root = Path(seen.config.get("config_file_path") or ROOT / "mkdocs.yml").resolve().parent
            return Page(seen.page.path, root, dict(seen.page.meta))
    return Page()


class Loader(yaml.SafeLoader):
    """YAML whose `!ENV` and `!!python/…` tags mean nothing here."""


Loader.add_multi_constructor("!", lambda *_: None)
Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


@cache
def reading_order(root: Path) -> dict[str, list[str]]:
    """The nav of mkdocs.yml as sections of page paths; pages outside a section are under an empty name."""
    nav = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader).get("nav", [])
    order: dict[str, list[str]] = {}
    for entry in nav:
        title, value = next(iter(entry.items())) if isinstance(entry, dict) else ("", entry)
        if isinstance(value, list):
            order.setdefault(title, []).extend(leaf for item in value for leaf in leaves(item))
        else:
            order.setdefault("", []).append(value)
    return order


def leaves(item: Any) -> list[str]:
    """The page paths below one nav entry."""
    if isinstance(item, str):
        return [item]
    values = item.values() if isinstance(item, dict) else item
    return [leaf for value in values for leaf in leaves(value)]
