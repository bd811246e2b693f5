"""What Larder tells about itself as it runs: histograms, counters, logs and spans, with the names of OpenTelemetry."""

import json
from bisect import bisect_left
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nines.sim.draws import micros
from nines.sim.request import ERROR, OK, REFUSED, REJECTED, TIMEOUT, Request

if TYPE_CHECKING:
    from nines.sim.calls import Edge
    from nines.sim.instance import Instance
    from nines.sim.world import World

# The buckets that OpenTelemetry's semantic conventions advise for HTTP durations, in seconds.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0)
BOUNDS = tuple(micros(bound) for bound in BUCKETS)
STATUS = {OK: "200", ERROR: "500", REJECTED: "503"}
ERROR_TYPE = {ERROR: "500", REJECTED: "503", TIMEOUT: "timeout", REFUSED: "connection_refused"}

Labels = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Histogram:
    """Counts per bucket (the last one is +Inf) and the sum, in microseconds so that it is exact."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total_us: int = 0

    def observe(self, us: int) -> None:
        """Count one duration."""
        self.counts[bisect_left(BOUNDS, us)] += 1
        self.total_us += us


@dataclass(frozen=True, slots=True)
class Span:
    """One span: ids as OpenTelemetry prints them, times in microseconds of simulated time."""

    trace_id: str
    span_id: str
    parent_id: str
    name: str
    kind: str
    service: str
    start: int
    end: int
    status: str
    attributes: dict[str, str]


class Telemetry:
    """Records a world. `spans` keeps one trace in that many (0: none), `logs` the most lines that are kept.

    `scrape` (seconds) keeps a snapshot of every metric at that interval, for openmetrics(…, history=True).
    `methods` gives the HTTP method of request kinds that are not GET.
    """

    def __init__(
        self,
        *,
        spans: int = 0,
        logs: int = 10_000,
        scrape: float | None = None,
        methods: Mapping[str, str] | None = None,
    ) -> None:
        self.histograms: dict[str, dict[Labels, Histogram]] = {}
        self.counters: dict[str, dict[Labels, int]] = {}
        self.snapshots: list[tuple[int, list[Any]]] = []
        self.lines: list[dict[str, Any]] = []
        self.dropped = 0
        self._kept: list[tuple[Request, int, str, int, str, dict[str, str]]] = []
        self.methods = dict(methods or {})
        self.world: World
        self._every = spans
        self._most = logs
        self._scrape = scrape
        self._ids = 0
        self._fast: dict[tuple[str, ...], Histogram] = {}

    def attach(self, world: "World") -> None:
        """Start to record a world; the world calls this."""
        self.world = world
        if self._scrape:
            world.process(self._scraping(micros(self._scrape)))

    def _scraping(self, interval: int) -> Generator[Any, Any, None]:
        from nines.sim.openmetrics import families

        while True:
            yield self.world.timeout(interval)
            self.snapshots.append((int(self.world.now), families(self)))

    def count(self, name: str, amount: int = 1, **attributes: str) -> None:
        """Add to a counter."""
        series = self.counters.setdefault(name, {})
        labels = tuple(sorted(attributes.items()))
        series[labels] = series.get(labels, 0) + amount

    def log(self, severity: str, service: str, body: str, request: Request | None = None, **attributes: Any) -> None:
        """Keep one structured line, in the shape of OpenTelemetry's log data model."""
        if len(self.lines) >= self._most:
            self.dropped += 1
            return
        line: dict[str, Any] = {"timestamp": self.world.seconds, "severity_text": severity, "service.name": service}
        line |= {"body": body, **attributes}
        if request is not None:
            line |= {"trace_id": f"{request.id:032x}", "span_id": f"{2 * request.span + 1:016x}"}
        self.lines.append(line)

    def log_text(self) -> str:
        """The log as JSON lines."""
        return "".join(json.dumps(line) + "\n" for line in self.lines)

    def sends(self, request: Request) -> None:
        """Give a call its place in the trace."""
        self._ids += 1
        request.span = self._ids

    def served(self, instance: "Instance", request: Request, outcome: str) -> None:
        """Record what a service did for a request: its duration counts from arrival, waiting included."""
        service, kind = instance.service.name, request.kind
        histogram = self._fast.get((service, kind, outcome))
        if histogram is None:
            labels = self._labels(service, kind, outcome)
            histogram = self._histogram("http.server.request.duration", labels)
            self._fast[service, kind, outcome] = histogram
        now = int(self.world.now)
        histogram.observe(now - request.arrived_us)
        if outcome != OK:
            self.log("ERROR", service, f"request {outcome}", request, **{"http.route": f"/{kind}"})
        if self._every and request.id % self._every == 0:
            attributes = {"http.response.status_code": STATUS[outcome], "service.instance.id": instance.name}
            self._kept.append((request, 1, service, now, outcome, attributes))

    def called(self, edge: "Edge", request: Request, outcome: str) -> None:
        """Record one attempt of a call as its caller saw it."""
        key = (edge.caller, edge.callee.name, request.kind, outcome)
        histogram = self._fast.get(key)
        if histogram is None:
            labels = (*self._labels(edge.caller, request.kind, outcome), ("server.address", edge.callee.name))
            histogram = self._fast[key] = self._histogram("http.client.request.duration", labels)
        histogram.observe(int(self.world.now) - request.arrived_us)
        if self._every and request.id % self._every == 0:
            attributes = {"server.address": edge.callee.name, "http.request.resend_count": str(request.resend)}
            self._kept.append((request, 0, edge.caller, int(self.world.now), outcome, attributes))

    def _labels(self, service: str, kind: str, outcome: str) -> Labels:
        labels = [("service.name", service), ("http.request.method", self.methods.get(kind, "GET"))]
        labels.append(("http.route", f"/{kind}"))
        if outcome in STATUS:
            labels.append(("http.response.status_code", STATUS[outcome]))
        if outcome in ERROR_TYPE:
            labels.append(("error.type", ERROR_TYPE[outcome]))
        return tuple(labels)

    def _histogram(self, name: str, labels: Labels) -> Histogram:
        return self.histograms.setdefault(name, {}).setdefault(labels, Histogram())

    @property
    def spans(self) -> list[Span]:
        """The spans that were kept, in the order in which they ended."""
        return [self._span(*kept) for kept in self._kept]

    def _span(
        self, request: Request, side: int, service: str, end: int, outcome: str, attributes: dict[str, str]
    ) -> Span:
        own = 2 * request.span + side
        parent = own - 1 if side else (2 * request.parent + 1 if request.parent else 0)
        if outcome in ERROR_TYPE:
            attributes = {**attributes, "error.type": ERROR_TYPE[outcome]}
        return Span(
            trace_id=f"{request.id:032x}",
            span_id=f"{own:016x}",
            parent_id=f"{parent:016x}" if parent else "",
            name=f"{self.methods.get(request.kind, 'GET')} /{request.kind}",
            kind="SERVER" if side else "CLIENT",
            service=service,
            start=request.arrived_us,
            end=end,
            status="UNSET" if outcome == OK else "ERROR",
            attributes=attributes,
        )
