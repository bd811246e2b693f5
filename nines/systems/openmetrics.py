"""Series with history, and the OpenMetrics text that promtool takes them in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Series:
    """One series: the metric's name, its labels, and its (Unix time in s, value) pairs in order of time."""

    name: str
    points: Iterable[tuple[float, float]]
    labels: Mapping[str, str] = field(default_factory=dict)


def write(series: Iterable[Series], file: Path) -> int:
    """Write series to a file as OpenMetrics text; how many samples there were."""
    count = 0
    with file.open("w", encoding="utf-8") as out:
        for each in series:
            labels = ",".join(f'{name}="{_escape(value)}"' for name, value in each.labels.items())
            head = f"{each.name}{{{labels}}} "
            for moment, value in each.points:
                out.write(f"{head}{value!r} {moment!r}\n")
                count += 1
        out.write("# EOF\n")
    return count


def _escape(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
