"""Fifteen minutes of Larder's counters as Prometheus keeps them: a value every fifteen seconds, drawn from a seed.

A test puts the same recordings into a real Prometheus and holds what it returns equal to what `find` returns.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

INTERVAL, WINDOW, LENGTH = 15, 300, 900  # seconds
MOMENT = LENGTH + INTERVAL / 2  # between two scrapes, so that a window holds as many samples in every version
STATES = ("healthy", "failing", "silent")
INF = math.inf
CHECKOUT_BOUNDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, INF)
SEARCH_BOUNDS = (0.1, 0.25, 0.5, 1.0, INF)
FAST = (0.55, 0.85, 0.96, 0.996, 0.9995, 1.0, 1.0, 1.0)  # the share of requests at or below each bound
SLOW = (0.05, 0.15, 0.3, 0.5, 0.75, 0.93, 1.0, 1.0)


class Series(NamedTuple):
    """A series: its name, its labels, and its (seconds, value) samples in order of time."""

    name: str
    labels: Mapping[str, str]
    samples: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Recording:
    """What Prometheus has kept, looked at from one moment, in seconds since the recording began."""

    everything: tuple[Series, ...]
    moment: float = MOMENT

    def find(self, name: str, **labels: str) -> list[Series]:
        """The series of a name and these labels that have samples in the last 5 minutes, with those; perhaps none."""
        found = []
        for each in self.everything:
            if each.name == name and labels.items() <= each.labels.items():
                samples = [(at, value) for at, value in each.samples if self.moment - WINDOW < at <= self.moment]
                if samples:
                    found.append(Series(name, each.labels, samples))
        return found

    def at(self, moment: float) -> "Recording":
        """The same recording, looked at from another moment."""
        return Recording(self.everything, moment)


def quantile(q: float, buckets: Mapping[float, float]) -> float:
    """PromQL's histogram_quantile over cumulative counts by upper bound; it never exceeds the largest finite bound."""
    bounds = sorted(buckets)
    rank = q * buckets[bounds[-1]]
    low, below = 0.0, 0.0
    for bound in bounds[:-1]:
        if buckets[bound] >= rank:
            return low + (bound - low) * (rank - below) / (buckets[bound] - below)
        low, below = bound, buckets[bound]
    return low


def le(bound: float) -> str:
    """A bound as Prometheus labels it."""
    return "+Inf" if bound == INF else f"{bound:g}"


def record(seed: int, payments: str = "healthy") -> Recording:
    """A recording in which payments is healthy, failing or silent."""
    rng = Random(f"monitoring {seed}")
    restart = rng.randrange(LENGTH - 210, LENGTH - 90)
    series: list[Series] = []
    speeds = [rng.randrange(45, 60), rng.randrange(35, 45), rng.randrange(1, 4)]
    for instance, speed in zip("abc", speeds, strict=True):
        labels = {"job": "checkout", "instance": instance}
        start, shares = rng.randrange(200_000, 900_000), SLOW if instance == "c" else FAST
        reset = restart if instance == "a" else None
        steps = [speed * INTERVAL + rng.randrange(-speed, speed + 1) for _ in moments()]
        series.append(_counter("requests_total", labels, start, steps, reset))
        series += _histogram(labels, CHECKOUT_BOUNDS, shares, start, steps, reset)
    labels = {"job": "search", "instance": "a"}
    slow = rng.uniform(0.03, 0.09)
    shares = (0.5, 0.75, 0.85, 1 - slow, 1.0)
    steps = [rng.randrange(250, 350) for _ in moments()]
    series += _histogram(labels, SEARCH_BOUNDS, shares, rng.randrange(200_000, 900_000), steps, None)
    series += _payments(rng, payments)
    steps = [rng.randrange(30, 60) for _ in moments()]
    series.append(_counter("orders_total", {"job": "orders", "instance": "a"}, 48_000, steps, restart - 30))
    return Recording(tuple(series))


def moments() -> range:
    """When the counters are read, in seconds."""
    return range(0, LENGTH + 1, INTERVAL)


def _payments(rng: Random, state: str) -> Iterable[Series]:
    """Requests and failures of payments: 0.2 % of them, several percent, or silence from the fifth minute on."""
    labels = {"job": "payments", "instance": "a"}
    steps = [rng.randrange(150, 250) for _ in moments()]
    share = rng.uniform(0.03, 0.06) if state == "failing" else 0.002
    failed = [int(step * share + rng.random()) for step in steps]
    for name, grown, start in (("requests_total", steps, 500_000), ("errors_total", failed, 1_000)):
        whole = _counter(name, labels, start, grown, None)
        yield whole._replace(samples=whole.samples[:20]) if state == "silent" else whole


def _counter(name: str, labels: Mapping[str, str], value: int, steps: Iterable[int], reset: int | None) -> Series:
    """A counter that grows by these steps, and begins again at zero when its process restarts."""
    samples = []
    for at, step in zip(moments(), steps, strict=True):
        value = step // 2 if reset is not None and at - INTERVAL < reset <= at else value + step
        samples.append((float(at), float(value)))
    return Series(name, labels, samples)


def _histogram(
    labels: Mapping[str, str],
    bounds: Sequence[float],
    shares: Sequence[float],
    start: int,
    steps: Sequence[int],
    reset: int | None,
) -> Iterable[Series]:
    """The cumulative buckets of a histogram whose requests are spread by these shares."""
    for bound, share in zip(bounds, shares, strict=True):
        grown = [int(step * share) for step in steps]
        yield _counter("seconds_bucket", {**labels, "le": le(bound)}, int(start * share), grown, reset)
