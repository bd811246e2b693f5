"""A chart's numbers as a small table: what a terminal and a reader of tables get."""

from typing import Any, NamedTuple

ROWS = 8


class Table(NamedTuple):
    """Headings and formatted cells; `caption` says what the cells count where the headings don't."""

    caption: str
    heads: list[str]
    rows: list[list[str]]


def table(spec: dict[str, Any], rows: int = ROWS) -> Table:
    """The chart's first data: x down and series across, or its columns; long data is sampled evenly."""
    layer = _first_with_data(spec)
    if layer is None:
        return Table("", [], [])
    values = layer["data"]["values"]
    fields = {side: each for side, each in layer["encoding"].items() if isinstance(each, dict) and each.get("field")}
    series = fields.get("color", {}).get("field")
    if series and {"x", "y"} <= fields.keys() and series not in (fields["x"]["field"], fields["y"]["field"]):
        return _pivoted(values, fields["x"], fields["y"], series, rows)
    columns = {channel["field"]: channel for channel in fields.values()}
    order = sorted(columns.values(), key=lambda channel: not isinstance(values[0].get(channel["field"]), str))
    grid = [[_cell(row.get(each["field"]), each) for each in order] for row in _sampled(values, rows)]
    return Table("", [_title(each) for each in order], grid)


def _first_with_data(spec: dict[str, Any]) -> dict[str, Any] | None:
    for layer in spec.get("layer", [spec]):
        data = layer.get("data") or spec.get("data") or {}
        if any(data.get("values") or []) and layer.get("encoding"):
            return layer | {"data": data}
    return None


def _pivoted(values: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any], series: str, rows: int) -> Table:
    names = list(dict.fromkeys(row.get(series) for row in values))
    at: dict[Any, dict[Any, Any]] = {}
    for row in values:
        at.setdefault(row.get(x["field"]), {})[row.get(series)] = row.get(y["field"])
    grid = [
        [_cell(where, x), *(_cell(found.get(name), y) for name in names)]
        for where, found in _sampled(list(at.items()), rows)
    ]
    return Table(_title(y), [_title(x), *map(str, names)], grid)


def _sampled(items: list[Any], rows: int) -> list[Any]:
    if len(items) <= rows:
        return items
    return [items[round(at * (len(items) - 1) / (rows - 1))] for at in range(rows)]


def _title(channel: dict[str, Any]) -> str:
    return str(channel.get("title") or channel["field"])


def _cell(value: Any, channel: dict[str, Any]) -> str:
    """A value as the chart's axis writes it; d3's formats are Python's but for `~`, which drops trailing zeros."""
    if value is None:
        return "–"
    pattern = (channel.get("axis") or {}).get("format", "")
    if isinstance(value, int | float) and not isinstance(value, bool) and pattern and "~" not in pattern:
        try:
            return format(value, pattern)
        except ValueError:
            pass
    return f"{value:.4g}" if isinstance(value, float) else str(value)
