"""Charts as static pictures: Vega-Lite to inline SVG that follows the color scheme, with a caption and a table."""

import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

from nines.notebook.palette import recolor
from nines.notebook.table import table

NARROW_WIDTH = 270
MEASURED = "DejaVu Sans, Verdana, sans-serif"  # the widest of the system fonts, so that no label outgrows its place
DEFAULTS = {"#000": "ink", "#000000": "ink", "black": "ink", "#888": "muted", "#ddd": "line"}
MOST_ROWS = 30


def figure(spec: dict[str, Any], store: Path, kind: str | None = None) -> str:
    """A figure element: its finding as title, the picture (wide, and narrow for a phone), caption and numbers."""
    name = hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:8]
    title, description = title_of(spec), spec["description"]
    same = " nines-same" if title and title.rstrip(".") == description.rstrip(".") else ""
    label = f'role="img" aria-labelledby="nines-caption-{name}"'
    bare = {key: value for key, value in spec.items() if key != "title"}
    sizes = {"wide": bare, "narrow": bare | {"width": NARROW_WIDTH}} if resizable(spec) else {"only": bare}
    return (
        '<figure class="nines-figure">'
        + (f'<p class="nines-figure-kind">{html.escape(kind)}</p>' if kind else "")
        + (f'<p class="nines-figure-title">{html.escape(title)}</p>' if title else "")
        + "".join(f'<div class="nines-chart nines-{s}" {label}>{picture(v, store)}</div>' for s, v in sizes.items())
        + f'<figcaption id="nines-caption-{name}" class="nines-caption{same}">{html.escape(description)}</figcaption>'
        + numbers(spec)
        + "</figure>"
    )


def title_of(spec: dict[str, Any]) -> str:
    """The chart's title as one line."""
    title = spec.get("title") or ""
    title = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(title) if isinstance(title, list) else title


def resizable(spec: dict[str, Any]) -> bool:
    """Whether the chart is one view whose width is a number."""
    return isinstance(spec.get("width"), int | float) and spec["width"] > NARROW_WIDTH


def picture(spec: dict[str, Any], store: Path) -> str:
    """The chart as SVG without a background, its colors replaced by style tokens, its ids its own; kept in `store`."""
    text = json.dumps(
        spec | {"background": None, "config": spec.get("config", {}) | {"font": MEASURED}}, sort_keys=True
    )
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
    svg = re.sub(r' font-family="[^"]*"', "", svg)
    svg = re.sub(r'\bid="', f'id="n{name}-', svg)
    svg = re.sub(r"url\(#", f"url(#n{name}-", svg)
    svg = re.sub(r'(?<=")#(?=clip|gradient)', f"#n{name}-", svg)
    svg = re.sub(r' (?:role|aria-roledescription|aria-label|aria-hidden)="[^"]*"', "", svg)
    return re.sub(
        r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)" viewBox="([^"]*)">',
        r'<svg viewBox="\3" width="\1" height="\2" aria-hidden="true" focusable="false">',
        svg,
        count=1,
    )


def numbers(spec: dict[str, Any]) -> str:
    """The chart's numbers as a folded table, or nothing where it has none."""
    caption, heads, rows = table(spec, MOST_ROWS)
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{html.escape(each)}</th>' for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    named = f"<caption>{html.escape(caption)}</caption>" if caption else ""
    return (
        '<details class="nines-table"><summary>Show as table</summary>'
        '<div class="nines-scroll" tabindex="0" role="group" aria-label="Numbers of the figure">'
        f"<table>{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )
