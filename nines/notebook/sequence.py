"""A schedule of a concurrent program as a sequence diagram: lifelines side by side, one arrow per step."""

from typing import Any

from nines.notebook.chart import Rows, Spec, color, layered


def sequence(rows: Rows, *, description: str, title: str | None = None) -> Spec:
    """The diagram of the rows that a losing schedule of nines.sim.interleave gives: time runs downwards."""
    names = [*dict.fromkeys(row["thread"] for row in rows), *dict.fromkeys(row["object"] for row in rows)]
    last = max(row["step"] for row in rows)
    bottom = last + 0.6
    place = {name: index for index, name in enumerate(names)}
    heads = [{"x": place[name], "name": name, "y": 0, "y2": bottom} for name in names]
    arrows = [
        {"x": place[row["thread"]], "x2": place[row["object"]], "y": row["step"], "text": _text(row)}
        | {"middle": (place[row["thread"]] + place[row["object"]]) / 2}
        for row in rows
    ]
    x: dict[str, Any] = {"field": "x", "type": "quantitative", "axis": None, "title": ""}
    x["scale"] = {"domain": [-0.5, len(names) - 0.5], "nice": False}
    y: dict[str, Any] = {"field": "y", "type": "quantitative", "axis": None, "title": ""}
    y["scale"] = {"domain": [bottom, -0.6], "nice": False}
    middle, end = x | {"field": "middle"}, x | {"field": "x2"}
    line = {"type": "rule", "color": color("series-1"), "strokeWidth": 1.5}
    # What a table of the diagram shows is its first layer, so the steps in words come first, and unseen.
    told = {"tooltip": _words("thread"), "text": _words("text", "does"), "description": _words("object", "to")}
    steps = [row | {"text": _text(row)} for row in rows]
    layers = [
        _layer(steps, {"type": "text", "opacity": 0}, told | {"y": y | {"field": "step", "title": "step"}}),
        _layer(heads, {"type": "rule", "color": color("line")}, {"x": x, "y": y, "y2": {"field": "y2"}}),
        _layer(heads, {"type": "text", "fontWeight": 600, "dy": -8}, {"x": x, "y": y, "text": {"field": "name"}}),
        _layer(arrows, line, {"x": x, "x2": {"field": "x2"}, "y": y}),
        _layer(arrows, {"type": "point", "filled": True, "size": 40, "color": color("series-1")}, {"x": end, "y": y}),
        _layer(arrows, {"type": "text", "dy": -7, "fontSize": 12}, {"x": middle, "y": y, "text": {"field": "text"}}),
    ]
    size = {"width": max(320, 150 * len(names)), "height": round(34 * (last + 1))}
    return layered({"layer": layers, **size}, description=description, title=title)


def _text(row: dict[str, Any]) -> str:
    return row["action"] if row["result"] in ("None", "True") else f"{row['action']} → {row['result']}"


def _words(field: str, title: str | None = None) -> Spec:
    return {"field": field, "type": "nominal", "title": title or field}


def _layer(rows: list[dict[str, Any]], mark: Spec, encoding: Spec) -> Spec:
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}
