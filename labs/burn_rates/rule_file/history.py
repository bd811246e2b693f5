"""Thirty days of Larder in a real Prometheus, and what a rule file would have done in them."""

import time
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from labs.burn_rates.alerts import SEVERITIES, Firing
from labs.burn_rates.figures import timeline
from labs.burn_rates.report import lines
from labs.burn_rates.traces import DAY, MONTH, SERVICES, Trace, month
from nines.notebook import show
from nines.systems import Prometheus, Series, SystemsError, firings, started

SEED, PUBLIC = 2_024, 1  # the month that nobody has seen, and the one that everybody may
STEP = 5  # minutes between evaluations
MINUTE = 60
LARGE = 10**9  # a counter near zero would keep rate() from extrapolating to the ends of its window
NAMES = ", ".join(service.name for service in SERVICES)
Fired = Mapping[str, tuple[Firing, ...]]


class Outcome(NamedTuple):
    """What a rule file did to each service, or why that can't be said."""

    fired: Fired
    refused: str = ""


def series(traces: Mapping[str, Trace], begin: float) -> list[Series]:
    """The counters of the services as Prometheus would have scraped them, from a Unix time on."""
    return [
        Series(metric, [(begin + MINUTE * at, float(LARGE + n)) for at, n in enumerate(counter)], {"job": name})
        for name, trace in traces.items()
        for metric, counter in (("requests_total", trace.requests), ("errors_total", trace.errors))
    ]


def fired(rules: str, traces: Mapping[str, Trace], step: int = STEP) -> Fired:
    """When the alerts of a rule file would have fired, by job; ValueError in words where that can't be judged.

    Rules are evaluated half a minute after a scrape, so that a window of n minutes holds n readings in every version.
    """
    begin = int(time.time()) // MINUTE * MINUTE - MINUTE * (MONTH + 10)
    with Prometheus(rules=rules, series=series(traces, begin)) as server:
        origin = begin + MINUTE / 2
        last = max(len(trace.requests) for trace in traces.values()) - 1
        found = firings(server, origin + MINUTE * DAY, origin + MINUTE * last, MINUTE * step)
    by_job: dict[str, list[Firing]] = {name: [] for name in traces}
    for each in found:
        job, severity = each.labels.get("job", ""), each.labels.get("severity", "")
        if job not in by_job:
            raise ValueError(
                f"{each.alert} fired with the label job={job!r}. Nobody can tell whom to call: keep the label, for "
                f"instance with sum by (job), so that it is one of {NAMES}."
            )
        if severity not in SEVERITIES:
            raise ValueError(f"{each.alert} fired with the label severity={severity!r}: give each rule page or ticket.")
        by_job[job].append(
            Firing(severity, round((each.fired - origin) / MINUTE), round((each.over - origin) / MINUTE))
        )
    return {job: tuple(each) for job, each in by_job.items()}


@cache
def unseen() -> Mapping[str, Trace]:
    """The month on which rule files are judged."""
    return {service.name: month(service, SEED) for service in SERVICES}


def public() -> Mapping[str, Trace]:
    """The months that one may look at."""
    return {service.name: month(service, PUBLIC) for service in SERVICES}


def rehearse(rules: str) -> None:
    """Show what a rule file would have done in the public month, or say why that can't be known."""
    try:
        found = fired(rules, public())
    except (SystemsError, ValueError) as error:
        print(error)
        return
    print(lines(public(), found))
    show(timeline(public()["checkout"], found["checkout"], "In Prometheus, checkout's month"))


def serve(rules: str) -> Prometheus | None:
    """A Prometheus with the public month and these rules, until `stop()`; without one None, and a word why."""
    begin = int(time.time()) // MINUTE * MINUTE - MINUTE * MONTH
    return started(Prometheus(rules=rules, series=series(public(), begin)))


@cache
def outcome(rules: object) -> Outcome:
    """What a rule file did in the month that nobody has seen; looked up once for a text."""
    if not isinstance(rules, str) or not rules.strip():
        return Outcome({}, f"Your function returned {rules!r}: return the text of a rule file.")
    try:
        return Outcome(fired(rules, unseen()))
    except (SystemsError, ValueError) as error:
        return Outcome({}, str(error))
