"""Ten recorded days of three parts of Larder, three of them with an outage, as four candidate SLIs saw them.

The same events feed all readings, so the readings differ only in where and what they measure:

- `server_errors` — responses of the application other than 5xx, of all its responses.
- `balancer` — responses of the load balancer other than 5xx, of all its responses.
- `mean_latency` — hours in which the mean response time was at most 800 ms, of all hours with traffic.
- `client` — reports of the clients that say "worked, within 2 s", of all reports that arrived.

What users felt is known only afterwards, from orders that people tried to place and that never arrived.

The parts fail in different ways. `web` is the shop itself. `partners` is the interface through which suppliers send
orders; their client reports over the connection it measures. `stores` are the tills. The recordings are simulated.
"""

from random import Random
from typing import NamedTuple

PARTS = ("web", "partners", "stores")
DAYS, HOURS, PER_HOUR = 10, 24, 25


class Day(NamedTuple):
    """One recorded day; `readings` maps each candidate SLI to its (good, valid) counts."""

    outage: str | None
    felt: float
    readings: dict[str, tuple[int, int]]


class Effect(NamedTuple):
    """What one event leaves behind at the server and at the balancer (None: it never got there) and at the client."""

    server: int | None
    balancer: int | None
    duration_ms: int
    works: bool
    reports: bool | None


class Outage(NamedTuple):
    """A name, how many of 100 events fail, in which hours, and what a failing event looks like."""

    name: str
    percent: int
    hours: range
    effect: Effect


FINE = Effect(200, 200, 120, True, True)
ALL_DAY = range(HOURS)
OUTAGES = {
    "web": (
        Outage(
            "the payment page hangs until browsers give up", 85, range(9, 18), Effect(200, 499, 9_000, False, False)
        ),
        Outage("no server is in rotation", 95, range(8, 19), Effect(None, 503, 2, False, False)),
        Outage("a release answers with an empty page", 60, range(10, 18), Effect(200, 200, 40, False, False)),
    ),
    "partners": (
        Outage("a migration breaks order intake", 85, range(6, 13), Effect(500, 500, 30, False, None)),
        Outage("no server is in rotation", 95, range(8, 18), Effect(None, 503, 2, False, None)),
        Outage("the balancer cuts off slow answers", 80, range(12, 21), Effect(200, 504, 8_000, False, None)),
    ),
    "stores": (
        Outage("prices cannot be read", 30, ALL_DAY, Effect(500, 500, 6_000, False, False)),
        Outage("the stock service fails", 45, ALL_DAY, Effect(500, 500, 5_000, False, False)),
        Outage("loyalty cards are refused", 25, ALL_DAY, Effect(500, 500, 7_000, False, False)),
    ),
}


def recording(part: str, seed: int) -> list[Day]:
    """Return ten days of one part of Larder in an order that depends on the seed."""
    rng = Random(seed)
    plan = [*OUTAGES[part], *[None] * (DAYS - len(OUTAGES[part]))]
    rng.shuffle(plan)
    return [_day(rng, part, outage) for outage in plan]


def _day(rng: Random, part: str, outage: Outage | None) -> Day:
    """Play one day event by event and let each candidate SLI count what it can see."""
    events = []
    for hour in range(HOURS):
        for _ in range(PER_HOUR):
            failing = outage is not None and hour in outage.hours and rng.randrange(100) < outage.percent
            events.append((hour, outage.effect if outage and failing else FINE))
    felt = sum(not effect.works for _, effect in events) / len(events)
    if outage is None:
        events += _background(rng, part)
    elif part == "stores":
        events = [(hour, effect if effect.works else _degraded(rng, effect)) for hour, effect in events]
    return Day(outage.name if outage else None, felt, _readings(events))


def _degraded(rng: Random, effect: Effect) -> Effect:
    """A crashing process takes its last log lines with it, and a till in trouble seldom manages to report."""
    lost = rng.randrange(6) == 0
    return effect._replace(server=None if lost else effect.server, reports=False if rng.randrange(20) < 3 else None)


def _background(rng: Random, part: str) -> list[tuple[int, Effect]]:
    """Return what happens on a quiet day without any user noticing."""
    some = rng.randrange(70, 80)
    if part == "web":  # the nightly export of the catalog
        export = FINE._replace(duration_ms=20_000, reports=None)
        return [(hour, export) for hour in (2, 3, 4) for _ in range(some // 15)]
    if part == "partners":  # a supplier's test system, reporting failures of its own
        return [(rng.randrange(HOURS), Effect(None, None, 0, False, False)) for _ in range(some // 3)]
    # Tills of a closed store: they call a route that is gone and report that they are offline.
    return [(rng.randrange(HOURS), Effect(None, 502, 2, False, False)) for _ in range(some)]


def _readings(events: list[tuple[int, Effect]]) -> dict[str, tuple[int, int]]:
    """Count the four candidates over one day's events."""
    server = [e.server < 500 for _, e in events if e.server]
    balancer = [e.balancer < 500 for _, e in events if e.balancer]
    reports = [e.reports for _, e in events if e.reports is not None]
    hours = []
    for hour in range(HOURS):
        times = [e.duration_ms for at, e in events if at == hour and e.balancer]
        hours.append(sum(times) <= 800 * len(times))
    found = {"server_errors": server, "balancer": balancer, "mean_latency": hours, "client": reports}
    return {name: (sum(good), len(good)) for name, good in found.items()}
