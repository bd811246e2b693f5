"""Larder's three sets of data, the plans on offer for each, and the failures that decide which of the plans hold.

Times are hours unless the name says otherwise. A backup holds the data as of its start; it can be used once it has
arrived elsewhere. The log (WAL) is shipped every `log_min` minutes and replayed on top of a backup.
"""

from collections.abc import Iterator
from itertools import product
from math import ceil
from random import Random
from typing import NamedTuple

SETS = ("orders", "catalog", "photos")
DAY, MONTH = 24, 730
EVERY = (6, 12, 24, 48, 168)
LOG_MIN = {"orders": (0, 5, 15, 30, 60), "catalog": (0, 30, 60, 240), "photos": (0,)}
RPO_H = {"orders": (0.25, 0.5, 1.0), "catalog": (4.0, 24.0), "photos": (24.0, 48.0)}
KEEP_DAYS = (1, 7, 14, 21, 28, 35, 60, 90)


class Plan(NamedTuple):
    """A schedule that can be bought; the price is in euros a month."""

    every_h: int
    log_min: int
    keep_days: int
    replica: bool
    price: float


class Data(NamedTuple):
    """A set of data: what backing up and restoring takes, what is promised, and the plans on offer."""

    name: str
    backup_h: float
    ship_h: float
    log_ship_h: float
    restore_h: float
    replay_share: float
    promote_h: float
    notice_h: float
    decide_h: float
    audit_h: float
    found_h: tuple[float, ...]
    rpo_h: float
    rto_h: float
    plans: tuple[Plan, ...]


class Failure(NamedTuple):
    """Something that happened: an outage is noticed, and a corruption found, `wait_h` after `at_h`."""

    kind: str
    at_h: float
    wait_h: float
    decide_h: float


class Outcome(NamedTuple):
    """What a failure cost: hours of data, and hours without service; None where no backup was left to restore."""

    lost_h: float | None
    down_h: float | None


def dataset(name: str, seed: int) -> Data:
    """One of Larder's sets of data, as it is in the world of this seed."""
    rng = Random(f"{name} {seed}")
    size_gb = rng.randrange(300, 600)
    log_gb_per_h = rng.randrange(5, 15) / 10
    backup, ship = rng.randrange(4, 10) / 4, rng.randrange(2, 6) / 4
    log_ship, restore = rng.randrange(2, 5) / 60, rng.randrange(3, 8) / 4
    share = rng.randrange(3, 7) / 100
    notice, decide = rng.randrange(6, 13) / 12, rng.randrange(6, 13) / 12
    audit = DAY * rng.choice((6, 7, 13, 14, 20, 21, 28))
    found = tuple(round(audit * rng.randrange(5, 85) / 100, 1) for _ in range(5))
    rpo_h = rng.choice(RPO_H[name])
    aim = rng.choice((12, 24, 48))
    slow = notice + decide + restore + (share * (aim + backup + ship) if name != "photos" else 0)
    rates = size_gb, log_gb_per_h
    return Data(
        name=name,
        backup_h=backup,
        ship_h=ship,
        log_ship_h=log_ship,
        restore_h=restore,
        replay_share=share,
        promote_h=0.1,
        notice_h=notice,
        decide_h=decide,
        audit_h=audit,
        found_h=found,
        rpo_h=rpo_h,
        rto_h=ceil(slow * 4 + 0.4) / 4,
        plans=tuple(_offers(name, *rates)),
    )


def _offers(name: str, size_gb: float, log_gb_per_h: float) -> Iterator[Plan]:
    """Every plan with its price: reading, keeping copies, shipping and keeping the log, and a second server."""
    replicas = (False,) if name == "photos" else (False, True)
    for every, log, keep, replica in product(EVERY, LOG_MIN[name], KEEP_DAYS, replicas):
        copies = ceil(keep * DAY / every) + 1
        price = size_gb * (0.004 * MONTH / every + 0.015 * copies)
        if log:
            price += 0.01 * MONTH * 60 / log + 0.015 * log_gb_per_h * DAY * keep
        yield Plan(every, log, keep, replica, round(price + (size_gb * 0.25 + 40) * replica, 2))


def failures(data: Data, seed: int, count: int = 300) -> list[Failure]:
    """What happens to this set of data in many years: outages, and corruption that an audit finds days later."""
    rng, found = Random(f"{data.name} fails {seed}"), []
    for number in range(count):
        kind = ("outage", "corruption")[number % 2]
        longest = data.notice_h if kind == "outage" else data.audit_h
        wait, decide = ((1 - rng.random() ** 2) * most for most in (longest, data.decide_h))
        found.append(Failure(kind, 10_000 + 10_000 * rng.random(), wait, decide))
    return found


def outcome(data: Data, plan: Plan, failure: Failure) -> Outcome:
    """What one failure costs under a plan, by what had arrived before it and what is still kept when it is found."""
    outage = failure.kind == "outage"
    if outage and plan.replica:
        return Outcome(0.0, failure.wait_h + failure.decide_h + data.promote_h)
    started = _newest(failure.at_h, plan.every_h, data.backup_h + data.ship_h)
    until = _newest(failure.at_h, plan.log_min / 60, data.log_ship_h) if plan.log_min else started
    if failure.at_h + failure.wait_h - started > plan.keep_days * DAY:
        return Outcome(None, None)
    replay = data.replay_share * (until - started)
    down = (failure.wait_h if outage else 0.0) + failure.decide_h + data.restore_h + replay
    return Outcome(failure.at_h - until, down)


def _newest(at: float, every: float, arrives_after: float) -> float:
    """The start of the newest of a series of copies that had arrived by then."""
    return (at - arrives_after) // every * every
