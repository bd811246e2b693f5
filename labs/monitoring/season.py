"""Five weeks of Larder's orders, counted every ten minutes and drawn from a seed: four to learn from, one to judge.

A sample is None where none was scraped. Noise is wider than a Poisson count's: its variance is the mean plus 5 % of the
mean squared, on a level that wanders by 3 % within hours and grows by about 1 % a week.
"""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

STEP = 10  # minutes
HOUR, DAY, WEEK = 6, 144, 1008  # samples
KEPT = 4 * WEEK + DAY  # what a detector is shown: the newest sample, and those of four weeks and a day
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORKDAY = "12 7 5 5 5 6 12 35 55 50 48 55 62 55 50 52 60 78 95 100 90 65 40 22"
SATURDAY = "20 12 7 5 5 5 8 15 35 60 80 90 88 80 75 72 75 80 85 80 65 50 38 28"
SUNDAY = "20 12 7 5 5 5 6 10 20 40 60 75 80 75 75 80 95 115 130 135 115 80 45 22"
HOURS = [int(each) for day in (*[WORKDAY] * 5, SATURDAY, SUNDAY) for each in day.split()]  # % of a workday's peak
DISPERSION, WANDER, MEMORY = 0.05, 0.03, 0.95  # MEMORY: what the level keeps of itself from sample to sample
LOST, DEPLOYMENTS = 0.004, 3  # the share of samples lost one by one; how many in a week a deployment dents


class Incident(NamedTuple):
    """What happened in the week that is judged, between two of its samples, and within how many it must be found."""

    kind: str
    what: str
    start: int
    end: int
    within: int = 3


class Shadow(NamedTuple):
    """Ordinary samples of the week that is judged, which last time, some weeks ago, were not ordinary."""

    what: str
    start: int
    end: int


class Season(NamedTuple):
    """The samples, oldest first, what happened in their last week, and where something had happened before."""

    orders: Sequence[int | None]
    incidents: Sequence[Incident]
    shadows: Sequence[Shadow]

    def seen(self, at: int) -> Sequence[int | None]:
        """What a detector sees at a sample of the last week: that one is the last of them."""
        return self.orders[at + 1 : at + 1 + KEPT]


def shape(at: float) -> float:
    """The usual orders at a sample of a week, as a share of a workday's peak."""
    hour, part = divmod(at / HOUR, 1)
    one, next_one = (HOURS[int(hour + more) % len(HOURS)] for more in (0, 1))
    return (one + (next_one - one) * part) / 100


def moment(at: int) -> str:
    """A sample of the week as a person says it."""
    return f"{WEEKDAYS[at // DAY % 7]}, {at % DAY // HOUR:02d}:{at % HOUR * STEP:02d}"


@lru_cache(maxsize=32)
def season(seed: int) -> Season:
    """Five weeks with incidents of every kind in the last one, at times and of sizes that the seed draws."""
    rng = Random(f"orders {seed}")
    incidents, factors, shadows = _troubles(rng)
    peak, growth, level = rng.uniform(1_400, 1_800), rng.uniform(1.006, 1.014), 0.0
    dents = {_hour(rng, week, day, 9, 17): rng.uniform(0.35, 0.6) for week, day in _deployments(rng)}
    orders: list[int | None] = []
    for at in range(-KEPT, WEEK):
        level = MEMORY * level + rng.gauss(0, WANDER * math.sqrt(1 - MEMORY**2))
        mean = peak * growth ** (at / WEEK) * shape(at % WEEK) * math.exp(level)
        factor = factors.get(at, 1.0)
        mean *= factor * (dents.get(at, 1.0) if at not in factors else 1.0)
        count = max(0, round(rng.gauss(mean, math.sqrt(mean + (DISPERSION * mean) ** 2))))
        orders.append(None if factor < 0 or rng.random() < LOST else count)
    return Season(tuple(orders), tuple(incidents), tuple(shadows))


def _hour(rng: Random, week: int, day: int, first: int, last: int) -> int:
    """A sample between two hours of a day; weeks are counted from the one that is judged, which is 0."""
    return week * WEEK + day * DAY + rng.randrange(first * HOUR, last * HOUR)


def _deployments(rng: Random) -> Iterator[tuple[int, int]]:
    """The week and day of each deployment."""
    for week in range(-4, 1):
        yield from ((week, day) for day in rng.sample(range(5), DEPLOYMENTS))


def _troubles(rng: Random) -> tuple[list[Incident], dict[int, float], list[Shadow]]:
    """The incidents, what is left of the orders at each sample with trouble (−1: no sample), and the shadows."""
    one, other = rng.sample((1, 2), 2)
    part = _hour(rng, 0, one, 18, 19)
    night = _hour(rng, 0, other, 2, 3)
    again = _hour(rng, 0, 3, 17, 18)
    silent = _hour(rng, 0, 4, 13, 16)
    surge = _hour(rng, 0, 5, 12, 15)
    leak = _hour(rng, 0, 6, 13, 14)
    long = [rng.randrange(9, 15) for _ in range(5)]
    more = rng.uniform(1.9, 2.3)
    incidents = [
        Incident("part", "four of ten orders did not come through", part, part + long[0]),
        Incident("night", "no order came through, at night", night, night + long[1]),
        Incident("again", "a job that also ran last week locked the orders' table", again, again + long[2]),
        Incident("silent", "no sample arrived", silent, silent + long[3]),
        Incident("surge", f"a client sent its orders {more:.1f} times", surge, surge + long[4]),
        Incident("leak", "ever fewer orders came through, in the end half", leak, leak + 5 * HOUR, within=3 * HOUR),
    ]
    left = {"part": 0.6, "night": 0.0, "again": rng.uniform(0.3, 0.5), "silent": -1.0, "surge": more}
    factors = {at: left[each.kind] for each in incidents[:-1] for at in range(each.start, each.end)}
    factors |= {leak + n: 1 - 0.5 * min(1, n / (3 * HOUR)) for n in range(5 * HOUR)}
    factors |= {again - WEEK + n: 0.0 for n in range(-1, long[2] + 1)}
    factors |= {at - WEEK: 0.55 for at in range(DAY)}
    shadows = [Shadow("last Monday was a holiday", 0, DAY)]
    for week, day in zip((-1, -2, -3, -4), rng.sample(range(1, 7), 4), strict=True):
        start = _hour(rng, 0, day, 8, 11)
        factors |= {start + week * WEEK + n: 0.05 for n in range(HOUR)}
        shadows.append(Shadow(f"{-week} week{'s' * (week < -1)} ago an outage was here", start, start + HOUR))
    return incidents, factors, shadows
