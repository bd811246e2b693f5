"""Charts in house style: small constructors that return Vega-Lite v5 specifications as plain dictionaries.

Rows are dictionaries; `x` and `y` name their keys. Colors are those of the light scheme; `themed` gives the others.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from nines.notebook.labels import apart
from nines.notebook.palette import LIGHT, SERIES, color, themed

__all__ = ["area", "band", "bars", "color", "layered", "line", "points", "rule", "themed"]

Rows = Sequence[dict[str, Any]]
Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
WIDTH, HEIGHT = 480, 260
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
CONFIG: Spec = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": LIGHT["muted"],
        "titleColor": LIGHT["ink"],
        "domainColor": LIGHT["muted"],
        "tickColor": LIGHT["muted"],
        "gridColor": LIGHT["line"],
        "labelFontSize": 12,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "titlePadding": 8,
    },
    "axisX": {"grid": False, "labelFlush": False, "labelSeparation": 10},
    "axisY": {"domain": False, "ticks": False, "titleAlign": "left", "titleAngle": 0, "titleAnchor": "start"}
    | {"titleX": 0, "titleY": -14},
    "axisBand": {"domain": False, "ticks": False},
    "title": {"color": LIGHT["ink"], "fontSize": 14, "fontWeight": 600, "anchor": "start", "offset": 12},
    "line": {"strokeWidth": 2.5},
    "text": {"color": LIGHT["ink"], "fontSize": 12},
}
HALO = {"color": LIGHT["paper"], "stroke": LIGHT["paper"], "strokeWidth": 4, "strokeJoin": "round"}  # behind a label


def line(rows: Rows, x: str, y: str, *, description: str, series: str | None = None, **options: Any) -> Spec:
    """Lines over x, one per value of `series` (at most four), each labelled at its end."""
    return _over_x({"type": "line"}, rows, x, y, description, series, options)


def points(rows: Rows, x: str, y: str, *, description: str, series: str | None = None, **options: Any) -> Spec:
    """Points over x, one color per value of `series` (at most four), each labelled at its last point."""
    return _over_x({"type": "point", "filled": True, "size": 50}, rows, x, y, description, series, options)


def area(rows: Rows, x: str, y: str, *, description: str, series: str | None = None, **options: Any) -> Spec:
    """Areas from zero to y over x, not stacked, one per value of `series` (at most four)."""
    mark = {
        "type": "area",
        "line": {"color": color(options["token"])} if "token" in options else True,
        "fillOpacity": 0.25,
    }
    return _over_x(mark, rows, x, y, description, series, options)


def band(rows: Rows, x: str, low: str, high: str, *, description: str, token: str = "series-1", **options: Any) -> Spec:
    """The range between two columns over x, as a shaded band in a token's color."""
    mark = {"type": "area", "color": color(token), "fillOpacity": 0.25}
    encoding = {"x": _axis(x, "x", options), "y": _axis(low, "y", options), "y2": {"field": high}}
    return _chart([{"data": _data(rows), "mark": mark, "encoding": encoding}], description, options)


def bars(
    rows: Rows, category: str, value: str, *, description: str, highlight: str | None = None, **options: Any
) -> Spec:
    """Horizontal bars in the order of the rows, each labelled with its value; `highlight` names one to stand out."""
    options.setdefault("height", max(80, 34 * len(rows)))
    side: Spec = {"field": category, "type": "nominal", "sort": None, "title": options.get("x_title")}
    side["axis"] = {"labelColor": LIGHT["ink"], "labelLimit": 220}
    length = _axis(value, "y", options)
    length["axis"] = length.get("axis", {}) | {"grid": True}
    encoding: Spec = {"y": side, "x": length}
    if highlight is not None:
        test = {"field": category, "equal": highlight}
        encoding["color"] = {"condition": {"test": test, "value": SERIES[1]}, "value": SERIES[0]}
    label: Spec = {"field": value, "type": "quantitative"}
    if "y_format" in options:
        label["format"] = options["y_format"]
    layers = [
        {"data": _data(rows), "mark": {"type": "bar", "color": SERIES[0], "size": 20}, "encoding": encoding},
        {
            "data": _data(rows),
            "mark": {"type": "text", "align": "left", "dx": 5},
            "encoding": {"y": side, "x": length, "text": label},
        },
    ]
    return _chart(layers, description, options)


def rule(value: float, label: str, *, axis: str = "y", token: str = "page", end: bool = False, **options: Any) -> Spec:
    """A threshold at one value of the axis, labelled at its start or end: a layer for `layered`, a chart by itself."""
    where: Spec = {"datum": value, "type": "quantitative"}
    text: Spec = {"type": "text", "text": label, "color": color(token), "align": "right" if end else "left"}
    if axis == "y":
        text |= {"x": "width" if end else 0, "dx": -4 if end else 4, "dy": -7}
    else:
        text |= {"y": 8, "dx": -5 if end else 5}
    mark = {"type": "rule", "color": color(token), "strokeDash": [6, 4], "strokeWidth": 1.5}
    layers: list[Spec] = [{"mark": each, "encoding": {axis: where}} for each in (mark, text | HALO, text)]
    for layer in layers:
        layer["data"] = {"values": [{}]}
    return _chart(layers, options.pop("description", f"{label}: {value:g}."), options)


def layered(*charts: Spec, description: str, title: str | None = None, **options: Any) -> Spec:
    """Several charts of this module drawn over each other, on the axes of the first."""
    if not charts:
        raise ValueError("layered() needs at least one chart to draw.")
    titles = {
        side: channel["title"] for side, channel in charts[0]["layer"][0]["encoding"].items() if "title" in channel
    }
    layers = [_retitled(layer, titles) for chart in charts for layer in chart["layer"]]
    size = {key: charts[0][key] for key in ("width", "height")}
    return _chart(layers, description, size | options | {"title": title or charts[0].get("title")})


def _over_x(mark: Spec, rows: Rows, x: str, y: str, description: str, series: str | None, options: Spec) -> Spec:
    """One mark over x with its direct labels."""
    encoding: Spec = {"x": _axis(x, "x", options), "y": _axis(y, "y", options)}
    if mark["type"] == "area":
        encoding["y"]["stack"] = None
    if series is None:
        mark = {"color": color(options.pop("token", "series-1"))} | mark
        return _chart([{"data": _data(rows), "mark": mark, "encoding": encoding}], description, options)
    names = list(dict.fromkeys(row[series] for row in rows))
    if len(names) > len(SERIES):
        raise ValueError(f"A chart shows at most {len(SERIES)} series, and {series!r} has {len(names)}: {names}.")
    scale = {"domain": names, "range": SERIES[: len(names)]}
    encoding["color"] = {"field": series, "type": "nominal", "scale": scale, "legend": None}
    ends = [[row for row in rows if row[series] == name][-1] for name in names]
    size = options.get("width", WIDTH), options.get("height", HEIGHT)
    log = options.get("y_scale") == "log"
    ends = apart(ends, rows, x, y, size=size, domain=options.get("y_domain"), logarithmic=log)
    label = {"type": "text", "align": "left", "dx": 6, "fontWeight": 600}
    named = {channel: encoding[channel] for channel in "xy"} | {"text": {"field": series, "type": "nominal"}}
    layers = [
        {"data": _data(rows), "mark": mark, "encoding": encoding},
        {"data": _data(ends), "mark": label | HALO, "encoding": named},
        {"data": _data(ends), "mark": label, "encoding": named | {"color": encoding["color"]}},
    ]
    return _chart(layers, description, options)


def _retitled(layer: Spec, titles: dict[str, str]) -> Spec:
    """The layer with the axis titles of the whole: Vega-Lite would join those that differ by commas."""
    encoding = {
        side: channel | {"title": titles[side]} if "title" in channel and side in titles else channel
        for side, channel in layer["encoding"].items()
    }
    return layer | {"encoding": encoding}


def _axis(field: str, side: str, options: Spec) -> Spec:
    """A quantitative channel (other types by `x_type`) with its title, format, domain and scale from the options."""
    channel: Spec = {"field": field, "type": options.get(f"{side}_type", "quantitative")}
    channel["title"] = options.get(f"{side}_title", field)
    if f"{side}_format" in options:
        channel["axis"] = {"format": options[f"{side}_format"]}
    scale: Spec = {}
    if f"{side}_domain" in options:
        scale |= {"domain": list(options[f"{side}_domain"]), "nice": False}
    if f"{side}_scale" in options:
        scale |= {"type": options[f"{side}_scale"]}
    if scale:
        channel["scale"] = scale
    return channel


KNOWN = {"title", "width", "height"} | {
    f"{side}_{what}" for side in "xy" for what in ("title", "format", "domain", "scale", "type")
}


def _chart(layers: list[Spec], description: str, options: Spec) -> Spec:
    """The whole specification around its layers; the description is the text alternative and states the finding."""
    if unknown := set(options) - KNOWN:
        raise TypeError(f"A chart has no option {', '.join(sorted(unknown))}; it has {', '.join(sorted(KNOWN))}.")
    if not description or not description.strip():
        raise ValueError("A chart needs a description: one sentence that states what the picture shows.")
    spec: Spec = {"$schema": SCHEMA, "description": description, "background": "transparent"}
    if options.get("title"):
        spec["title"] = options["title"]
    spec |= {"width": options.get("width", WIDTH), "height": options.get("height", HEIGHT)}
    return spec | {"layer": layers, "config": CONFIG}


def _data(rows: Iterable[dict[str, Any]]) -> Spec:
    return {"values": [dict(row) for row in rows]}
