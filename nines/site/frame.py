"""What stands around the text of a topic's pages: its parts at the title, and the words that should find it."""

import datetime
import xml.etree.ElementTree as ET
from typing import Any

from nines.lab import LabError, labs
from nines.site.context import Page


def put(root: ET.Element, page: Page) -> None:
    """Add the frame to a page's tree, where the page is an article or a lesson."""
    if not page.section:
        return
    add_aliases(root, page)
    add_review(root, page)
    title = next((place for place, child in enumerate(root) if child.tag == "h1"), -1)
    root.insert(title + 1, parts(page))  # before the title it would be a section of its own to the search


def parts(page: Page) -> ET.Element:
    """The line at the title: the topic's article and lesson."""
    line = element("nav", {"class": "nines-parts", "aria-label": "Parts of this topic", "data-search-exclude": ""})
    try:
        lab = labs(page.root).get(page.slug) if (page.root / "labs").is_dir() else None
    except LabError:
        lab = None
    if lab is None or not lab.notebook.is_file():
        return line
    for label, path in (("Article", f"{lab.article}.md"), ("Lesson", f"lessons/{page.slug}.md")):
        here = {"aria-current": "page"} if path == page.path else {}
        line.append(element("a", {"href": page.source_link(path), **here}, label))
    return line


def add_aliases(root: ET.Element, page: Page) -> None:
    """Put the aliases of the front matter where search and readers see them: after the incident box, or the title."""
    aliases = [str(alias) for alias in page.meta.get("aliases", [])]
    if not aliases:
        return
    line = element("p", {"class": "nines-aliases"}, "Also found as: " + " · ".join(aliases))
    heads = [i for i, child in enumerate(root) if child.tag == "h1" or "nines-incident" in child.get("class", "")]
    root.insert(max(heads, default=-1) + 1, line)


def add_review(root: ET.Element, page: Page) -> None:
    """Say at the end when somebody last read the page against its sources."""
    if reviewed := page.meta.get("reviewed"):
        day = datetime.date.fromisoformat(str(reviewed))
        line = element("p", {"class": "nines-reviewed"}, "Last reviewed on ")
        line.append(element("time", {"datetime": day.isoformat()}, f"{day:%B} {day.day}, {day.year}"))
        root.append(line)


def element(tag: str, attributes: dict[str, Any], text: str = "") -> ET.Element:
    """An element with its text."""
    made = ET.Element(tag, attributes)
    made.text = text
    return made
