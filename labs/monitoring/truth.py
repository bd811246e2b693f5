"""What the five panels say of a recording, and what is true; in Python as in PromQL."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from labs.monitoring.samples import INF, Recording, Series, quantile

Answers = Mapping[str, float]
LIMIT = 0.01  # the share of payments that may fail before somebody has to look


class Panel(NamedTuple):
    """A panel of the dashboard: its title, its unit, and the PromQL behind it, which lies."""

    title: str
    unit: str
    query: str


P99 = "histogram_quantile(0.99, sum by ({by}) (rate(seconds_bucket{{job={job}}}[5m])))"
PANELS = {
    "checkout_rate": Panel("Checkout, requests", "per second", 'rate(sum(requests_total{job="checkout"})[5m:15s])'),
    "search_slow": Panel("Search, p99", "s", P99.format(by="le", job='"search"')),
    "payments_alarm": Panel(
        "Payments, failing",
        "alarm",
        'sum(rate(errors_total{job="payments"}[5m])) / sum(rate(requests_total{job="payments"}[5m])) > 0.01',
    ),
    "checkout_p99": Panel("Checkout, p99", "s", "avg(" + P99.format(by="instance, le", job='"checkout"') + ")"),
    "orders_rate": Panel("Orders", "per second", "delta(orders_total[5m]) / 300"),
}


def rate(series: Series) -> float:
    """How much a counter grew per second, counting from zero after a restart."""
    grown = sum(new if new < old else new - old for (_, old), (_, new) in pairwise(series.samples))
    return grown / (series.samples[-1][0] - series.samples[0][0])


def total(series: Iterable[Series]) -> float:
    """The sum of the rates."""
    return sum(map(rate, series))


def buckets(series: Iterable[Series]) -> dict[float, float]:
    """The rates of histograms added up by upper bound."""
    found: dict[float, float] = {}
    for each in series:
        bound = float(each.labels["le"])
        found[bound] = found.get(bound, 0.0) + rate(each)
    return found


def truth(recording: Recording) -> dict[str, float]:
    """The five true answers."""
    search = buckets(recording.find("seconds_bucket", job="search"))
    tried = recording.find("requests_total", job="payments")
    failed = recording.find("errors_total", job="payments")
    (orders,) = recording.find("orders_total")
    return {
        "checkout_rate": total(recording.find("requests_total", job="checkout")),
        "search_slow": 1 - search[1.0] / search[INF],
        "payments_alarm": not tried or total(failed) / total(tried) > LIMIT,
        "checkout_p99": quantile(0.99, buckets(recording.find("seconds_bucket", job="checkout"))),
        "orders_rate": rate(orders),
    }


def rate_of_sum(recording: Recording) -> float:
    """Checkout's counters added up first."""
    sums: dict[float, float] = {}
    for each in recording.find("requests_total", job="checkout"):
        for at, value in each.samples:
            sums[at] = sums.get(at, 0.0) + value
    return rate(Series("sum", {}, sorted(sums.items())))


def averaged_p99(recording: Recording) -> float:
    """The mean of the p99 of each instance of checkout."""
    found = [quantile(0.99, buckets(recording.find("seconds_bucket", job="checkout", instance=each))) for each in "abc"]
    return sum(found) / len(found)


def last_less_first(recording: Recording) -> float:
    """The orders' last value less the first, per second."""
    ((_, _, samples),) = recording.find("orders_total")
    return (samples[-1][1] - samples[0][1]) / (samples[-1][0] - samples[0][0])


def same(one: object, other: float) -> bool:
    """Whether an answer is a value, to a part in a million."""
    return isinstance(one, int | float) and abs(one - other) <= 1e-6 * max(1.0, abs(other))
