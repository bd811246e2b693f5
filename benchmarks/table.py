"""The table that every benchmark prints its rows into."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One measured thing: our value, the peers' in the same unit from the same run, and the aim where there is one."""

    what: str
    unit: str
    ours: float
    peers: dict[str, float | str] = field(default_factory=dict)
    aim: float | None = None

    def cells(self) -> list[str]:
        """The row as text: a peer that could not run says why instead of a number."""
        beside = [
            f"{name} {value} " if isinstance(value, str) else f"{name} {value:,.4g} (×{value / self.ours:.2g})"
            for name, value in self.peers.items()
        ]
        met = "" if self.aim is None else f"≤ {self.aim:,.4g} {'met' if self.ours <= self.aim else 'NOT MET'}"
        return [self.what, f"{self.ours:,.4g} {self.unit}", met, "; ".join(beside)]


def show(rows: list[Row]) -> None:
    """Print rows in columns."""
    lines = [["what", "Nines", "aim", "beside it (× ours)"], *(row.cells() for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(3)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, [*widths, 0], strict=True)).rstrip())


def median_ms(action: Callable[[], object], repeat: int = 9) -> float:
    """The median wall time of an action in milliseconds, after one run that is not counted."""
    action()
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000
