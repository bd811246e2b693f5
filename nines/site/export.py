"""An executed lesson as a page: nbconvert walks it, and its code cells become references to the executed cache."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import MarkdownExporter

TEMPLATE = """
{%- block body -%}
{{ resources.nines.head }}
{% for cell in nb.cells %}
{%- if cell.cell_type == "markdown" %}
{{ cell.source | page_links }}
{% elif cell.cell_type == "code" and cell.source.strip() %}
{{ cell | reference(resources.nines.slug) }}
{% endif -%}
{% endfor %}
{%- endblock body -%}
"""


class LessonExporter(MarkdownExporter):
    """Markdown cells as they are; code cells as `{{ cell(…) }}` and `{{ exercise(…) }}`, filled in from the cache."""

    @property
    def template_name(self) -> str:  # type: ignore[override]
        return "base"

    def default_filters(self) -> Any:
        """The filters of nbconvert and ours."""
        yield from super().default_filters()
        yield "reference", reference
        yield "page_links", page_links


def markdown(executed: Path) -> str:
    """The page of an executed lesson."""
    book = nbformat.read(executed, as_version=4)
    slug = executed.stem
    exporter = LessonExporter(raw_template=TEMPLATE)
    text, _ = exporter.from_notebook_node(book, resources={"nines": {"slug": slug, "head": head(book)}})
    return text.strip() + "\n"


def reference(cell: Any, slug: str) -> str:
    """How a page refers to an executed cell."""
    kind = "exercise" if "exercise" in cell.metadata.get("tags", []) else "cell"
    return f'{{{{ {kind}("{slug}.{cell.id}") }}}}'


def page_links(source: str) -> str:
    """Links of a notebook, which sees docs/ beside its folder, as links of a page in docs/lessons/."""
    return re.sub(r"\]\(\.\./docs/", "](../", source)


def head(book: Any) -> str:
    """Front matter with the first paragraph as the description."""
    texts = [cell.source for cell in book.cells if cell.cell_type == "markdown"]
    paragraphs = [part.strip() for text in texts for part in re.split(r"\n\s*\n", text)]
    plain = next((part for part in paragraphs if part[:1].isalpha()), "")
    words = re.sub(r"\s+", " ", re.sub(r"\[(.+?)\]\(.+?\)|[*_`]", r"\1", plain))
    return f"---\ndescription: {json.dumps(words[:200], ensure_ascii=False)}\n---"
