"""The five panels' own PromQL, each one mistake away from the truth, and probes that look at the answers."""

from labs.monitoring.queries.live import UNSEEN, alarms, outcome
from labs.monitoring.queries.solution import queries as right
from labs.monitoring.truth import PANELS, averaged_p99, last_less_first, rate_of_sum, same


def rate_of_sum_first():
    """Add first, then take the rate

    `rate(sum(…)[5m:])` sees one series that falls when an instance restarts, takes that for a counter that began
    again at zero, and counts the rest of the sum once more. Write `sum(rate(…[5m]))`: `rate` must see each counter
    by itself.
    """
    return right() | {"checkout_rate": PANELS["checkout_rate"].query}


def saturated_quantile():
    """The p99 line is at 1 s, so the p99 is 1 s

    `histogram_quantile` returns the largest finite bound, 1, whenever the rank lies beyond it. It says nothing about
    how many were slower. Divide the rate of the bucket `le="1"` by that of `le="+Inf"`, and take it from one.
    """
    return right() | {"search_slow": PANELS["search_slow"].query}


def no_data_is_healthy():
    """No data is no trouble

    Where there is no series a comparison returns nothing, and an alert that returns nothing is off. Add
    `or absent(requests_total{job="payments"})`. `or vector(0)` makes it worse: it draws a healthy zero.
    """
    return right() | {"payments_alarm": PANELS["payments_alarm"].query}


def averaged_quantiles():
    """The mean of the p99s is the p99

    `avg(histogram_quantile(…))` gives an idle instance as much weight as a busy one. Add the buckets first:
    `histogram_quantile(0.99, sum by (le) (rate(…[5m])))`.
    """
    return right() | {"checkout_p99": PANELS["checkout_p99"].query}


def last_minus_first():
    """Last minus first is what came in

    `delta` and subtraction are for gauges: after a restart they are negative. `rate` and `increase` know that a
    counter which falls has begun again at zero.
    """
    return right() | {"orders_rate": PANELS["orders_rate"].query}


def _numbers(answer, key, lie):
    """Whether each of the recordings' answers is this lie."""
    found = outcome(answer()).found
    return bool(found) and all(
        len(each[key]) == 1 and same(each[key][0].value, lie(recording))
        for each, recording in zip(found, UNSEEN, strict=True)
    )


def probe_rate_of_sum_first(answer):
    return _numbers(answer, "checkout_rate", rate_of_sum)


def probe_saturated_quantile(answer):
    return any(_numbers(answer, "search_slow", lambda _, value=value: value) for value in (0.0, 0.01, 1.0))


def probe_no_data_is_healthy(answer):
    healthy, failing, silent = (alarms(each["payments_alarm"]) for each in outcome(answer()).found)
    return failing and not healthy and not silent


def probe_averaged_quantiles(answer):
    return _numbers(answer, "checkout_p99", averaged_p99)


def probe_last_minus_first(answer):
    return _numbers(answer, "orders_rate", last_less_first)
