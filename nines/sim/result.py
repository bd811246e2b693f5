"""What came of a run: useful work, attempts and latencies, by class and over time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nines.models import quantile
from nines.sim.clients import Record
from nines.sim.draws import SECOND, micros


@dataclass(frozen=True)
class Result:
    """One finished run. Series have one value per second; `attempts` counts the calls on the watched edge.

    `marks` names moments in seconds, such as the start and the end of the trigger; `digest` is equal for equal runs.
    """

    seed: int | str
    seconds: int
    records: Sequence[Record]
    attempts: Sequence[int]
    events: int
    capacity: float
    digest: str = ""
    marks: dict[str, float] = field(default_factory=dict)

    def _chosen(self, kind: str | None, start: float, end: float | None) -> list[Record]:
        first, last = micros(start), micros(self.seconds if end is None else end)
        return [r for r in self.records if kind in (None, r.kind) and first <= r.arrived < last]

    def offered(self, kind: str | None = None) -> list[int]:
        """Requests that users sent, per second of their arrival."""
        return self._series(self._chosen(kind, 0, None), lambda record: record.arrived)

    def goodput(self, kind: str | None = None) -> list[int]:
        """Requests that were answered well and in time, per second of the answer."""
        good = [record for record in self._chosen(kind, 0, None) if record.good]
        return self._series(good, lambda record: record.finished or 0)

    def finished(self, outcome: str, kind: str | None = None) -> list[int]:
        """Requests that ended in one way (see nines.sim.request.OUTCOMES), per second of the end."""
        ended = [record for record in self._chosen(kind, 0, None) if record.outcome == outcome]
        return self._series(ended, lambda record: record.finished or 0)

    def _series(self, records: Sequence[Record], when: Callable[[Record], int]) -> list[int]:
        series = [0] * self.seconds
        for record in records:
            second = when(record) // SECOND
            if second < self.seconds:
                series[second] += 1
        return series

    def share(self, kind: str | None = None, start: float = 0, end: float | None = None) -> float:
        """The share of good answers to requests that arrived between start and end (seconds); 1 if none came."""
        chosen = self._chosen(kind, start, end)
        return sum(record.good for record in chosen) / len(chosen) if chosen else 1.0

    def rate(self, kind: str | None = None, start: float = 0, end: float | None = None) -> float:
        """Good answers per second between start and end (seconds), by the time of the answer."""
        last = self.seconds if end is None else end
        good = [r for r in self._chosen(kind, 0, None) if r.good and start <= (r.finished or 0) / SECOND < last]
        return len(good) / (last - start)

    def latency(
        self, q: float = 0.99, kind: str | None = None, start: float = 0, end: float | None = None
    ) -> float | None:
        """The q-quantile of the seconds until a request that was let in got its answer; None if none did."""
        times = [r.finished - r.arrived for r in self._chosen(kind, start, end) if r.outcome == "ok" and r.finished]
        return quantile(times, q) / SECOND if times else None

    def rejected(self, kind: str | None = None) -> int:
        """How many requests were shed."""
        return sum(record.outcome == "rejected" for record in self._chosen(kind, 0, None))
