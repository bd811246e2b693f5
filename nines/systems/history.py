"""What a rule file would have done over history: a real Prometheus evaluates it at every step of the past."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nines.systems.openmetrics import Series
from nines.systems.prometheus import Prometheus


@dataclass(frozen=True)
class Firing:
    """One time that an alert fired: since when its expression was true, when it fired, and when it was over.

    Moments are Unix seconds; `over` is the end of the history where the alert still fired then. The labels are those of
    the series and of the rule, with templates as they stand.
    """

    alert: str
    labels: Mapping[str, str]
    true: float
    fired: float
    over: float


def firings(server: Prometheus, start: float, end: float, step: float = 60) -> list[Firing]:
    """Every firing of every alert in the server's rules from `start` to `end`, evaluated every `step` seconds.

    Recording rules are evaluated first, in as many steps as they build on one another; the server is restarted after
    each, on their backfilled results.
    """
    rules = [rule for group in server.api("rules")["groups"] for rule in group["rules"]]
    recording = [rule for rule in rules if rule["type"] == "recording"]
    for names in _levels({rule["name"]: rule["query"] for rule in recording}):
        level = [rule for rule in recording if rule["name"] in names]
        server.backfill([each for rule in level for each in _recorded(server, rule, start, end, step)])
        server.restart()
    found: list[Firing] = []
    for rule in rules:
        if rule["type"] == "alerting":
            for series in server.query_range(rule["query"], start, end, step):
                moments = [moment for moment, _ in series.points]
                found += _episodes(rule, series.labels, moments, step)
    return sorted(found, key=lambda each: (each.fired, each.alert))


def _recorded(server: Prometheus, rule: Mapping[str, Any], start: float, end: float, step: float) -> list[Series]:
    """What a recording rule would have written."""
    found = server.query_range(rule["query"], start, end, step)
    return [Series(rule["name"], each.points, _labels(rule, each.labels)) for each in found]


def _labels(rule: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, str]:
    """The labels of a rule's result: those of the series without its name, then the rule's own."""
    return {name: value for name, value in {**labels, **rule.get("labels", {})}.items() if name != "__name__"}


def _levels(recorded: Mapping[str, str]) -> list[set[str]]:
    """The names of recording rules in steps, each of which builds only on those before; a circle is one step."""
    levels: list[set[str]] = []
    while left := set(recorded) - set[str]().union(*levels):
        free = {name for name in left if not any(_names(recorded[name], other) for other in left - {name})}
        levels.append(free or left)
    return levels


def _names(query: str, metric: str) -> bool:
    """Whether a query has this metric's name in it as a whole word."""
    return re.search(rf"(?<![\w:]){re.escape(metric)}(?![\w:])", query) is not None


def _episodes(
    rule: Mapping[str, Any], labels: Mapping[str, str], moments: Iterable[float], step: float
) -> list[Firing]:
    """The firings of one series of an alert, from the moments at which its expression was true."""
    kept, found = rule.get("keepFiringFor", 0), list[Firing]()
    for first, last in _runs(moments, step):
        if found and first <= found[-1].over:
            found[-1] = replace(found[-1], over=last + step + kept)
        elif last - first >= rule["duration"]:
            found.append(
                Firing(rule["name"], _labels(rule, labels), first, first + rule["duration"], last + step + kept)
            )
    return found


def _runs(moments: Iterable[float], step: float) -> Iterator[tuple[float, float]]:
    """The first and last moments of each run without a gap."""
    run: list[float] = []
    for moment in moments:
        if run and moment - run[-1] > 1.5 * step:
            yield run[0], run[-1]
            run = []
        run.append(moment)
    if run:
        yield run[0], run[-1]
