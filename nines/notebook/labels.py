"""Where the labels at the ends of lines stand: on their line, or moved up until they can be read."""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Any

LINE, LONG = 15, 100  # pixels that a label takes: its height, and its length at most


def apart(
    ends: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
    x: str,
    y: str,
    *,
    size: tuple[float, float],
    domain: tuple[float, float] | None = None,
    logarithmic: bool = False,
) -> list[dict[str, Any]]:
    """The ends' rows with `y` raised where two labels would overlap, in a chart of `size` pixels that draws `rows`."""
    places = [dict(row) for row in ends]
    heights = [row[y] for row in rows]
    if not all(isinstance(each, int | float) for each in heights):
        return places
    scaled, back = (log, exp) if logarithmic else (float, float)
    low, high = map(scaled, domain or (min(heights), max(heights)))
    least = (high - low) * LINE / size[1]
    placed: list[dict[str, Any]] = []
    for place in sorted(places, key=lambda row: row[y]):
        below = [scaled(other[y]) + least for other in placed if _beside(place[x], other[x], rows, x, size[0])]
        if below and max(below) > scaled(place[y]):
            place[y] = back(max(below))
        placed.append(place)
    return places


def _beside(one: Any, other: Any, rows: Sequence[Mapping[str, Any]], x: str, width: float) -> bool:
    """Whether labels that begin at these two would meet."""
    across = [row[x] for row in rows]
    if not all(isinstance(each, int | float) for each in across):
        return bool(one == other)
    return bool(abs(one - other) * width <= (max(across) - min(across)) * LONG)
