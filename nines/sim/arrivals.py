"""When requests come: open loops, which do not wait for answers."""

import math
from collections.abc import Callable, Iterable, Iterator
from random import Random

from nines.sim.draws import SECOND, micros

Arrivals = Callable[[Random], Iterator[int]]


def steady(rate: float) -> Arrivals:
    """Evenly spaced requests, `rate` per second."""

    def times(rng: Random) -> Iterator[int]:
        number = 0
        while True:
            number += 1
            yield round(number * SECOND / rate)

    return times


def varying(rate: Callable[[float], float], peak: float) -> Arrivals:
    """Poisson arrivals at a rate that depends on the time in seconds and is never above the peak."""

    def times(rng: Random) -> Iterator[int]:
        now = 0
        while True:
            now += round(-math.log(1.0 - rng.random()) / peak * SECOND)
            wanted = rate(now / SECOND)
            if wanted > peak:
                raise ValueError(
                    f"the rate at {now / SECOND:.1f} s is {wanted:g}/s, above the stated peak of {peak:g}/s"
                )
            if rng.random() * peak < wanted:
                yield now

    return times


def constant(rate: float) -> Arrivals:
    """Poisson arrivals, `rate` per second on average."""

    def times(rng: Random) -> Iterator[int]:
        now, mean = 0, SECOND / rate
        while True:
            now += round(-math.log(1.0 - rng.random()) * mean)
            yield now

    return times


def diurnal(mean: float, swing: float, period: float) -> Arrivals:
    """Poisson arrivals whose rate swings around the mean: `swing` 0.5 means from half to one and a half times."""
    return varying(lambda now: mean * (1 - swing * math.cos(2 * math.pi * now / period)), mean * (1 + swing))


def spike(base: float, peak: float, start: float, end: float) -> Arrivals:
    """Poisson arrivals at a base rate, and at the peak rate from start to end (seconds)."""
    return varying(lambda now: peak if start <= now < end else base, max(base, peak))


def replayed(seconds: Iterable[float]) -> Arrivals:
    """Requests at recorded times in seconds, in order."""
    recorded = sorted(micros(moment) for moment in seconds)
    return lambda rng: iter(recorded)
