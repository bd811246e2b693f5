"""Alerts as data, and when they would have fired: the rules of Prometheus, in Python.

Counters are read once a minute. As with `rate()`, a window of n minutes compares the first with the last of the n
readings in it, so it takes two minutes to see anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import sub
from typing import NamedTuple

from labs.burn_rates.traces import DAY, Service, Trace, month

SEVERITIES = ("page", "ticket")


class Combinable:
    """A condition, which Python's `and` and `or` would silently replace by one of two."""

    def __bool__(self) -> bool:
        raise TypeError("combine conditions with both(...) or either(...): `and` and `or` keep only one of them")


@dataclass(frozen=True)
class Above(Combinable):
    """The share of failed requests over the last minutes is above a ratio."""

    minutes: int
    ratio: float


@dataclass(frozen=True)
class Failures(Combinable):
    """At least so many requests failed in the last minutes."""

    minutes: int
    least: float


@dataclass(frozen=True)
class Both(Combinable):
    """All of these conditions hold."""

    parts: tuple


@dataclass(frozen=True)
class Either(Combinable):
    """One of these conditions holds, or more."""

    parts: tuple


Condition = Above | Failures | Both | Either


@dataclass(frozen=True)
class Alert:
    """A severity ("page" or "ticket"), when it fires, and for how many minutes that must have been so without a gap."""

    severity: str
    when: Condition
    wait: int = 0


class Firing(NamedTuple):
    """An alert that fired, from a minute until another."""

    severity: str
    fired: int
    over: int


def above(minutes: int, ratio: float) -> Condition:
    """The share of failed requests over the last `minutes` is above `ratio`, a fraction."""
    return Above(window(minutes), number(ratio))


def failures(minutes: int, least: float) -> Condition:
    """At least `least` requests failed in the last `minutes`."""
    return Failures(window(minutes), number(least))


def both(*conditions: Condition) -> Condition:
    """All of the conditions hold: PromQL's `and`."""
    return Both(parts(conditions))


def either(*conditions: Condition) -> Condition:
    """At least one of the conditions holds: PromQL's `or`."""
    return Either(parts(conditions))


def window(minutes: int) -> int:
    """The minutes, if a window can be so long."""
    if isinstance(minutes, bool) or not isinstance(minutes, int) or minutes < 2:
        raise ValueError(f"a window is a whole number of minutes, 2 or more, not {minutes!r}")
    return minutes


def number(value: float) -> float:
    """The value, if it is a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"a threshold is a number, not {value!r}")
    return value


def parts(conditions: tuple) -> tuple:
    """The conditions, if they are some."""
    for each in conditions:
        if not isinstance(each, Condition):
            raise ValueError(f"a condition is made by above, failures, both or either; this is {each!r}")
    if not conditions:
        raise ValueError("both and either need conditions to combine")
    return conditions


def problem(alerts: object) -> str:
    """Why these are no alerts, in words; empty where they are."""
    if not isinstance(alerts, list | tuple) or isinstance(alerts, Alert):
        return f"returned {alerts!r}: return a list of Alert(severity, when)"
    for each in alerts:
        if not isinstance(each, Alert):
            return f"has {each!r} in its list: make each with Alert(severity, when)"
        if each.severity not in SEVERITIES:
            return f'has an alert of severity {each.severity!r}: it is "page" or "ticket"'
        if not isinstance(each.when, Condition):
            return f"has an alert whose condition is {each.when!r}: make it with above, failures, both or either"
        if isinstance(each.wait, bool) or not isinstance(each.wait, int) or each.wait < 0:
            return f"has an alert that waits {each.wait!r}: a number of whole minutes"
    return ""


def firings(alerts: Iterable[Alert], trace: Trace, start: int = DAY, step: int = 1) -> list[Firing]:
    """When each alert would have fired from the minute `start` on, evaluated every `step` minutes, in order of time."""
    moments = range(start, len(trace.requests), step)
    found = [
        Firing(alert.severity, first + alert.wait, last + step)
        for alert in alerts
        for first, last in _runs(_true(alert.when, trace, moments), step)
        if last - first >= alert.wait
    ]
    return sorted(found, key=lambda each: (each.fired, each.severity, each.over))


@lru_cache(maxsize=64)
def in_month(alerts: tuple[Alert, ...], service: Service, seed: int) -> tuple[Firing, ...]:
    """When alerts would have fired in a service's month."""
    return tuple(firings(alerts, month(service, seed)))


def _true(condition: Condition, trace: Trace, moments: Sequence[int]) -> Sequence[int]:
    """Those of the moments at which a condition holds; what `both` has ruled out is not looked at again."""
    if isinstance(condition, Both):
        for each in condition.parts:
            moments = _true(each, trace, moments)
        return moments
    if isinstance(condition, Either):
        return sorted({at for each in condition.parts for at in _true(each, trace, moments)})
    failed = _increases(trace.errors, moments, condition.minutes)
    if isinstance(condition, Failures):
        return [at for at, bad in zip(moments, failed, strict=True) if bad >= condition.least]
    ratio, tried = condition.ratio, _increases(trace.requests, moments, condition.minutes)
    return [at for at, bad, every in zip(moments, failed, tried, strict=True) if bad > ratio * every]


def _increases(counter: Sequence[int], moments: Sequence[int], minutes: int) -> Iterable[int]:
    """How much a counter grew in the window before each moment, as far back as it goes."""
    back = minutes - 1
    if not isinstance(moments, range) or (moments and moments[0] < back):
        return [counter[at] - counter[max(0, at - back)] for at in moments]
    now = counter[moments.start : moments.stop : moments.step]
    return map(sub, now, counter[moments.start - back : moments.stop - back : moments.step])


def _runs(moments: Iterable[int], step: int) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of moments without a gap."""
    first = last = None
    for at in moments:
        if first is None or last is None:
            first = at
        elif at > last + step:
            yield first, last
            first = at
        last = at
    if first is not None and last is not None:
        yield first, last
