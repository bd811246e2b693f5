"""A chart's numbers as a small table: what a terminal and a reader of tables get."""

from typing import Any

ROWS = 8


def table(spec: dict[str, Any], rows: int = ROWS) -> tuple[list[str], list[list[str]]]:
    """Heads and formatted cells of the chart's first data: x down, series across; long data is sampled evenly."""
    layer = _first_with_data(spec)
    if layer is None:
        return [], []
    encoding, values = layer.get("encoding", {}), layer["data"]["values"]
    fields = {side: channel for side, channel in encoding.items() if isinstance(channel, dict) and channel.get("field")}
    series = fields.get("color", {}).get("field")
    if series and {"x", "y"} <= fields.keys() and series not in (fields["x"]["field"], fields["y"]["field"]):
        heads, grid = _pivoted(values, fields, series)
    else:
        shown = {channel["field"]: channel.get("title") or channel["field"] for channel in fields.values()}
        order = sorted(shown, key=lambda field: not isinstance(values[0].get(field), str))
        heads = [str(shown[field]) for field in order]
        grid = [[row.get(field) for field in order] for row in values]
    return heads, [[_cell(value) for value in row] for row in _sampled(grid, rows)]


def _first_with_data(spec: dict[str, Any]) -> dict[str, Any] | None:
    for layer in spec.get("layer", [spec]):
        data = layer.get("data") or spec.get("data") or {}
        if any(data.get("values") or []) and layer.get("encoding"):
            return layer | {"data": data}
    return None


def _pivoted(values: list[dict[str, Any]], fields: dict[str, Any], series: str) -> tuple[list[str], list[list[Any]]]:
    x, y = fields["x"], fields["y"]
    names = list(dict.fromkeys(row.get(series) for row in values))
    at: dict[Any, dict[Any, Any]] = {}
    for row in values:
        at.setdefault(row.get(x["field"]), {})[row.get(series)] = row.get(y["field"])
    unit = y.get("title") or y["field"]
    heads = [str(x.get("title") or x["field"]), *(f"{name}: {unit}" for name in names)]
    return heads, [[where, *(found.get(name) for name in names)] for where, found in at.items()]


def _sampled(grid: list[list[Any]], rows: int) -> list[list[Any]]:
    if len(grid) <= rows:
        return grid
    return [grid[round(at * (len(grid) - 1) / (rows - 1))] for at in range(rows)]


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
