"""Months of three services of Larder, minute by minute, with what happened in them and what it asks of an alert.

A trace is what a scraper keeps: two counters, read once a minute. Everything is drawn from `random.Random(seed)`, so a
month is the same on every platform.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

HOUR, DAY, MONTH = 60, 24 * 60, 30 * 24 * 60  # minutes


class Service(NamedTuple):
    """A service, its SLO over 30 days as a fraction, its requests per hour, and how soon its pages must end, in min."""

    name: str
    slo: float
    per_hour: int
    reset: int = 45


CHECKOUT = Service("checkout", 0.999, 36_000)
RECIPES = Service("recipes", 0.9, 6_000)
SUPPLIERS = Service("suppliers", 0.999, 10, reset=240)
SERVICES = (CHECKOUT, RECIPES, SUPPLIERS)


class Incident(NamedTuple):
    """What happened from one minute to another; which severity it asks for, if any, and within how many minutes."""

    kind: str
    what: str
    start: int
    end: int
    expects: str = ""
    within: int = 0


class Trace(NamedTuple):
    """A service's counters, minute by minute, and the incidents in order of time."""

    service: Service
    requests: Sequence[int]
    errors: Sequence[int]
    incidents: Sequence[Incident]


class Spell(NamedTuple):
    """Minutes in which a share of the requests fails."""

    start: int
    end: int
    ratio: float


def until(burn: float, share: float) -> int:
    """The minutes in which a burn rate spends a share of the month's budget."""
    return round(share * MONTH / burn)


def count(
    service: Service,
    spells: Sequence[Spell],
    incidents: Sequence[Incident] = (),
    *,
    minutes: int = MONTH,
    burn: float = 0.0,
    lone: Sequence[int] = (),
    seed: int = 0,
) -> Trace:
    """Play a service: its usual burn, spells of failures, and single failures at some minutes."""
    random = Random(seed).random
    ratios = [burn * (1 - service.slo)] * minutes
    for spell in spells:
        ratios[spell.start : spell.end] = [spell.ratio] * (min(spell.end, minutes) - spell.start)
    mean = service.per_hour / HOUR
    # Traffic is 30 % lower at 04:00 and 30 % higher at 16:00, except where there is hardly any.
    day = [mean * (1.3 - abs(960 - at) / 1200) if at >= 240 else mean * (0.7 + (240 - at) / 1200) for at in range(DAY)]
    day = day if mean > 1 else [mean] * DAY
    requests = [int(day[minute % DAY] + random()) for minute in range(minutes)]
    errors = [int(n * ratio + random()) for n, ratio in zip(requests, ratios, strict=True)]
    for minute in lone:
        requests[minute] += 1
        errors[minute] += 1
    return Trace(service, list(accumulate(requests)), list(accumulate(errors)), tuple(sorted(incidents, key=_start)))


def _start(incident: Incident) -> int:
    return incident.start


@lru_cache(maxsize=16)
def month(service: Service, seed: int) -> Trace:
    """Thirty days of a service with incidents of every kind that it has, at times and of sizes that the seed draws."""
    rng = Random(f"{service.name} {seed}")
    make = {"checkout": _checkout, "recipes": _recipes, "suppliers": _suppliers}[service.name]
    spells, incidents, lone = make(rng)
    burn = rng.uniform(0.15, 0.35) if service.per_hour > 100 else 0.0
    return count(service, spells, incidents, burn=burn, lone=lone, seed=rng.randrange(2**32))


Drawn = tuple[list[Spell], list[Incident], list[int]]


def _checkout(rng: Random) -> Drawn:
    """Four incidents to page on, a slow one, and spikes that are over before anyone could look."""
    spells, incidents = [], []
    makers = [_outage, _fast, _leak, _flapping]
    rng.shuffle(makers)
    for make, day in zip(makers, (5, 8, 11, 14), strict=True):
        incident, made = make(rng, CHECKOUT, day * DAY + rng.randrange(30 * HOUR))
        incidents.append(incident)
        spells += made
    slow, made = _slow(rng, CHECKOUT, 19 * DAY + rng.randrange(DAY))
    for day in (2, 4, 28):
        start = day * DAY + rng.randrange(20 * HOUR)
        end = start + rng.randrange(2, 4)
        made.append(Spell(start, end, rng.uniform(0.08, 0.12)))
        what = f"{end - start} minutes in which a tenth of the requests failed"
        incidents.append(Incident("spike", what, start, end))
    return spells + made, [*incidents, slow], []


def _recipes(rng: Random) -> Drawn:
    """An outage to page on, a slow burn, and hours that are worse than usual and within what was agreed."""
    outage, spells = _outage(rng, RECIPES, 6 * DAY + rng.randrange(2 * DAY))
    slow, made = _slow(rng, RECIPES, 17 * DAY + rng.randrange(DAY))
    incidents = [outage, slow]
    for day in (3, 12, 27):
        start = day * DAY + rng.randrange(20 * HOUR)
        end, ratio = start + rng.randrange(30, 50), rng.uniform(0.25, 0.35)
        made.append(Spell(start, end, ratio))
        what = f"{end - start} minutes in which {ratio:.0%} of the requests failed"
        incidents.append(Incident("rush", what, start, end))
    return spells + made, incidents, []


def _suppliers(rng: Random) -> Drawn:
    """An outage to page on, and single failures days apart."""
    outage, spells = _outage(rng, SUPPLIERS, 12 * DAY + rng.randrange(DAY))
    lone = [day * DAY + rng.randrange(DAY) for day in (2, 5, 8, 18, 21, 25, 28)]
    return spells, [outage, *(Incident("lone", "a single request failed", at, at + 1) for at in lone)], lone


Made = tuple[Incident, list[Spell]]


def _outage(rng: Random, service: Service, start: int) -> Made:
    """Nearly everything fails for hours."""
    end = start + rng.randrange(3 * HOUR, 5 * HOUR)
    within = 15 if service is CHECKOUT else 60 if service is RECIPES else 90
    return Incident("outage", "nearly all requests failed", start, end, "page", within), [Spell(start, end, 0.98)]


def _fast(rng: Random, service: Service, start: int) -> Made:
    """A part fails, at a rate that spends the month in one to two days."""
    burn = rng.uniform(18, 26)
    end = start + rng.randrange(150, 200)
    what = f"{burn * (1 - service.slo):.1%} of the requests failed, a burn rate of {burn:.0f}"
    return Incident("fast", what, start, end, "page", until(burn, 0.04)), [Spell(start, end, burn * (1 - service.slo))]


def _leak(rng: Random, service: Service, start: int) -> Made:
    """A smaller part fails for most of a day."""
    burn = rng.uniform(7.5, 9)
    end = start + rng.randrange(9 * HOUR, 12 * HOUR)
    what = f"{burn * (1 - service.slo):.1%} of the requests failed, a burn rate of {burn:.0f}"
    return Incident("leak", what, start, end, "page", until(burn, 0.08)), [Spell(start, end, burn * (1 - service.slo))]


def _flapping(rng: Random, service: Service, start: int) -> Made:
    """Everything fails for some minutes, again and again, as when a process is restarted each time it dies."""
    rounds, bad = rng.randrange(9, 15), rng.randrange(3, 6)
    spells = [Spell(start + 12 * n, start + 12 * n + bad, 0.98) for n in range(rounds)]
    what = f"everything failed for {bad} of every 12 minutes"
    return Incident("flapping", what, start, spells[-1].end, "page", 20), spells


def _slow(rng: Random, service: Service, start: int) -> Made:
    """The budget would be gone before the month is, and nobody needs to get up for it."""
    burn = rng.uniform(1.6, 2.4)
    end = start + until(burn, 0.2)
    what = f"{burn * (1 - service.slo):.2%} of the requests failed for days, a burn rate of {burn:.1f}"
    within = until(burn, 0.15)
    return Incident("slow", what, start, end, "ticket", within), [Spell(start, end, burn * (1 - service.slo))]
