"""What a rule file would have done over history: a real Prometheus evaluates it at every step of the past."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nines.systems.prometheus import POINTS, Prometheus
from nines.systems.registry import COMPONENTS


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

    Recording rules are backfilled with promtool first, in as many passes as they build on one another, and the server
    is restarted after each.
    """
    rules = [rule for group in server.api("rules")["groups"] for rule in group["rules"]]
    recorded = {rule["name"]: rule["query"] for rule in rules if rule["type"] == "recording"}
    for _ in range(_depth(recorded)):
        _record(server, start, end, step)
    found: list[Firing] = []
    for rule in rules:
        if rule["type"] == "alerting":
            for series in server.query_range(rule["query"], start, end, step):
                moments = [moment for moment, _ in series.points]
                found += _episodes(rule, series.labels, moments, step)
    return sorted(found, key=lambda each: (each.fired, each.alert))


def _record(server: Prometheus, start: float, end: float, step: float) -> None:
    """One pass of promtool over the recording rules, in blocks of at most as many points as one query may ask for."""
    promtool = COMPONENTS["prometheus"].program("promtool").path
    span = [f"--start={start:.0f}", f"--end={end:.0f}", f"--eval-interval={step:.0f}s"]
    block = f"--max-block-duration={max(2, int(POINTS * step / 3600))}h"
    output = [f"--url={server.url}", f"--output-dir={server.directory / 'data'}"]
    file = server.directory / "rules.yml"
    server.keeper.must([promtool, "tsdb", "create-blocks-from", "rules", block, *span, *output, file])
    server.restart()


def _depth(recorded: Mapping[str, str]) -> int:
    """How many passes it takes until each recording rule has seen the results of those it builds on."""
    passes, known = 0, set[str]()
    while known != set(recorded):
        unknown = set(recorded) - known
        new = {name for name in unknown if not any(_names(recorded[name], other) for other in unknown - {name})}
        passes, known = passes + 1, known | (new or set(recorded))
    return passes


def _names(query: str, metric: str) -> bool:
    """Whether a query has this metric's name in it as a whole word."""
    return re.search(rf"(?<![\w:]){re.escape(metric)}(?![\w:])", query) is not None


def _episodes(
    rule: Mapping[str, Any], labels: Mapping[str, str], moments: Iterable[float], step: float
) -> list[Firing]:
    """The firings of one series of an alert, from the moments at which its expression was true."""
    named = {name: value for name, value in {**labels, **rule["labels"]}.items() if name != "__name__"}
    kept, found = rule.get("keepFiringFor", 0), list[Firing]()
    for first, last in _runs(moments, step):
        if found and first <= found[-1].over:
            found[-1] = replace(found[-1], over=last + step + kept)
        elif last - first >= rule["duration"]:
            found.append(Firing(rule["name"], named, first, first + rule["duration"], last + step + kept))
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
