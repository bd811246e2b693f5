"""Charts as static pictures: Vega-Lite to inline SVG that follows the color scheme, with a caption and a table."""

import hashlib
import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from nines.notebook.palette import recolor

WIDE, NARROW = "wide", "narrow"
NARROW_WIDTH = 290
DEFAULTS = {"#000": "ink", "#000000": "ink", "black": "ink", "#888": "muted", "#ddd": "line"}
MOST_ROWS = 60


def figure(spec: dict[str, Any], store: Path, title: str | None = None) -> str:
    """A figure element: the picture (wide, and narrow for a phone), its finding as caption, and its numbers as a table."""
    name = hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:8]
    caption = f'<figcaption id="nines-caption-{name}">{html.escape(spec["description"])}</figcaption>'
    label = f'role="img" aria-labelledby="nines-caption-{name}"'
    pictures = [
        f'<div class="nines-chart nines-{size}" {label}>{picture(sized(spec, size), store)}</div>'
        for size in ((WIDE, NARROW) if resizable(spec) else (WIDE,))
    ]
    head = f'<p class="nines-figure-title">{html.escape(title)}</p>' if title else ""
    alone = "" if resizable(spec) else " nines-figure-fixed"
    return f'<figure class="nines-figure{alone}">{head}{"".join(pictures)}{caption}{table(spec)}</figure>'


def resizable(spec: dict[str, Any]) -> bool:
    """Whether the chart is one view whose width is a number."""
    return isinstance(spec.get("width"), int | float) and spec["width"] > NARROW_WIDTH


def sized(spec: dict[str, Any], size: str) -> dict[str, Any]:
    """The specification at a size."""
    return spec | {"width": NARROW_WIDTH} if size == NARROW else spec


def picture(spec: dict[str, Any], store: Path) -> str:
    """The chart as SVG without a background, its colors replaced by style tokens, its ids its own; kept in `store`."""
    text = json.dumps(spec | {"background": None}, sort_keys=True)
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    kept = store / f"{name}.svg"
    if not kept.exists():
        import vl_convert

        store.mkdir(parents=True, exist_ok=True)
        kept.write_text(vl_convert.vegalite_to_svg(json.loads(text), vl_version="5.20"), encoding="utf-8")
    return themed(kept.read_text(encoding="utf-8"), name)


def themed(svg: str, name: str) -> str:
    """An SVG for the page: light hexes become style tokens, ids get a prefix, the outer size leaves room to shrink."""
    svg = recolor(svg, "css")
    svg = re.sub(
        r'(fill|stroke)="(#\w+|black)"',
        lambda m: f'{m[1]}="var(--nines-{DEFAULTS[m[2]]})"' if m[2] in DEFAULTS else m[0],
        svg,
    )
    svg = re.sub(r'\bid="', f'id="n{name}-', svg)
    svg = re.sub(r"url\(#", f"url(#n{name}-", svg)
    svg = re.sub(r'(?<=")#(?=clip|gradient)', f"#n{name}-", svg)
    svg = re.sub(r' (?:role|aria-roledescription|aria-label|aria-hidden)="[^"]*"', "", svg)
    return re.sub(
        r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)" viewBox="([^"]*)">',
        r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="\3" width="\1" height="\2" aria-hidden="true" focusable="false">',
        svg,
        count=1,
    )


def table(spec: dict[str, Any]) -> str:
    """The chart's rows as a folded table, or nothing where there are none or too many to read."""
    rows, titles = series(spec)
    columns = list(dict.fromkeys(key for row in rows for key in row if key in titles))
    if not rows or not columns:
        return ""
    shown = thinned(rows)
    head = "".join(f'<th scope="col">{html.escape(str(titles[column]))}</th>' for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{value(row.get(c))}</td>' for c in columns)}</tr>" for row in shown)
    part = f" ({len(shown)} of {len(rows)} rows)" if len(shown) < len(rows) else ""
    return (
        f'<details class="nines-table"><summary>Show as table{part}</summary>'
        f'<div class="nines-scroll" tabindex="0" role="group" aria-label="Numbers of the figure"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></details>"
    )


def series(spec: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows of the first layer that has a table of them, and the title of each field it encodes."""
    for view in [spec, *spec.get("layer", [])]:
        rows = (view.get("data") or spec.get("data") or {}).get("values")
        titles = {
            channel["field"]: channel.get("title") or channel["field"].replace("_", " ")
            for channel in view.get("encoding", {}).values()
            if isinstance(channel, dict) and "field" in channel
        }
        if isinstance(rows, list) and len(rows) > 1 and titles:
            return [row for row in rows if isinstance(row, dict)], titles
    return [], {}


def thinned(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """At most MOST_ROWS rows, evenly chosen."""
    step = -(-len(rows) // MOST_ROWS)
    return rows[::step]


@cache
def value(given: Any) -> str:
    """A cell of the table: numbers to four digits."""
    if isinstance(given, float):
        return f"{given:,.4g}"
    return html.escape("" if given is None else str(given))
