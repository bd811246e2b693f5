"""Telemetry as OpenMetrics text, with the names that OpenTelemetry's metrics have in Prometheus."""

from collections.abc import Iterable
from dataclasses import dataclass

from nines.sim.draws import SECOND
from nines.sim.telemetry import BUCKETS, Labels, Telemetry

HELP = {
    "http.server.request.duration": "Duration of HTTP server requests.",
    "http.client.request.duration": "Duration of HTTP client requests.",
    "http.server.active_requests": "Number of active HTTP server requests.",
    "larder.queue.length": "Number of requests that wait for a worker.",
}
Points = list[tuple[str, Labels, float]]


@dataclass(frozen=True)
class Family:
    """One metric family: its name in Prometheus, type, unit, help, and per series its sample lines."""

    name: str
    type: str
    unit: str
    help: str
    series: dict[Labels, Points]


def families(telemetry: Telemetry) -> list[Family]:
    """Every metric of a world as it is now."""
    found = [
        _family(
            f"{name}.seconds",
            "histogram",
            "seconds",
            HELP[name],
            {k: _histogram(v.counts, v.total_us) for k, v in s.items()},
        )
        for name, s in telemetry.histograms.items()
    ]
    for name, series in telemetry.counters.items():
        points: dict[Labels, Points] = {labels: [("_total", (), value)] for labels, value in series.items()}
        found.append(_family(name, "counter", "", f"Count of {name}.", points))
    services = telemetry.world.services.values()
    active = {service.name: sum(len(i.jobs) for i in service.instances) for service in services}
    waiting = {service.name: sum(len(i.queue) for i in service.instances) for service in services}
    for name, values in (("http.server.active_requests", active), ("larder.queue.length", waiting)):
        gauge: dict[Labels, Points] = {
            (("service.name", service),): [("", (), value)] for service, value in values.items()
        }
        found.append(_family(name, "gauge", "", HELP[name], gauge))
    return found


def openmetrics(telemetry: Telemetry, *, history: bool = False, start: float = 0.0) -> str:
    """The metrics as OpenMetrics text; with history, every snapshot with its time, counted from `start` (Unix seconds).

    The text with history is what `promtool tsdb create-blocks-from openmetrics` reads.
    """
    if history:
        snapshots = [(f" {start + at / SECOND:.3f}", found) for at, found in telemetry.snapshots]
    else:
        snapshots = [("", families(telemetry))]
    merged: dict[str, dict[Labels, list[tuple[str, Points]]]] = {}
    heads: dict[str, list[str]] = {}
    for stamp, found in snapshots:
        for family in found:
            heads[family.name] = _head(family)
            series = merged.setdefault(family.name, {})
            for labels, points in family.series.items():
                series.setdefault(labels, []).append((stamp, points))
    lines = []
    for name, series in merged.items():
        lines += heads[name]
        for labels, moments in series.items():
            for stamp, points in moments:
                lines += [
                    f"{name}{suffix}{_braces([*labels, *more])} {_number(v)}{stamp}" for suffix, more, v in points
                ]
    return "\n".join([*lines, "# EOF", ""])


def _family(name: str, type_: str, unit: str, text: str, series: dict[Labels, Points]) -> Family:
    return Family(name.replace(".", "_"), type_, unit, text, series)


def _histogram(counts: list[int], total_us: int) -> Points:
    points: Points = []
    seen = 0
    for bound, count in zip([*map(str, BUCKETS), "+Inf"], counts, strict=True):
        seen += count
        points.append(("_bucket", (("le", bound),), seen))
    return [*points, ("_count", (), seen), ("_sum", (), total_us / SECOND)]


def _head(family: Family) -> list[str]:
    unit = [f"# UNIT {family.name} {family.unit}"] if family.unit else []
    return [f"# TYPE {family.name} {family.type}", *unit, f"# HELP {family.name} {family.help}"]


def _braces(labels: Iterable[tuple[str, str]]) -> str:
    pairs = ",".join(f'{key.replace(".", "_")}="{_escape(value)}"' for key, value in labels)
    return f"{{{pairs}}}" if pairs else ""


def _escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.6f}"
