"""The five panels in Python, each one mistake away from the truth, and probes that know each by its number."""

from labs.monitoring.samples import record
from labs.monitoring.truth import averaged_p99, last_less_first, rate_of_sum, same, truth

SEED = 5


def rate_of_sum_first(recording):
    """Add first, then take the rate

    You add the counters up and then look how the sum grew. When one instance restarts the sum falls, and what is
    left of it looks like a counter that began again at zero: it is counted whole, thousands of requests per second
    that nobody sent. Take the rate of each series, then add.
    """
    return truth(recording) | {"checkout_rate": rate_of_sum(recording)}


def saturated_quantile(recording):
    """The p99 line is at 1 s, so the p99 is 1 s

    A histogram knows nothing beyond its last finite bound, and its quantile stops there: 1 s may be 1 s or 30. So
    you can't take 1 % as the share of slower requests. Count them: all, less those in the bucket of 1 s.
    """
    return truth(recording) | {"search_slow": 0.01}


def no_data_is_healthy(recording):
    """No data is no trouble

    Payments has no samples, so it has no failures either, and your alarm stays off. That is what a dead service
    looks like. Ask for the absence by itself: no series is an alarm.
    """
    silent = not recording.find("requests_total", job="payments")
    return truth(recording) | ({"payments_alarm": False} if silent else {})


def averaged_quantiles(recording):
    """The mean of the p99s is the p99

    You take the p99 of each instance and then the mean. An instance with three requests a second weighs as much as
    one with fifty. Add up the buckets of all instances by their bound, then take the quantile.
    """
    return truth(recording) | {"checkout_p99": averaged_p99(recording)}


def last_minus_first(recording):
    """Last minus first is what came in

    The counter began again at zero when its process restarted, and last minus first is negative. Where a value is
    below the one before it, it was counted from zero: add it whole.
    """
    return truth(recording) | {"orders_rate": last_less_first(recording)}


def probe_rate_of_sum_first(answer):
    return same(answer(record(SEED))["checkout_rate"], rate_of_sum(record(SEED)))


def probe_saturated_quantile(answer):
    return any(same(answer(record(SEED))["search_slow"], value) for value in (0.0, 0.01, 1.0))


def probe_no_data_is_healthy(answer):
    return not answer(record(SEED, "silent"))["payments_alarm"] and answer(record(SEED, "failing"))["payments_alarm"]


def probe_averaged_quantiles(answer):
    return same(answer(record(SEED))["checkout_p99"], averaged_p99(record(SEED)))


def probe_last_minus_first(answer):
    found = answer(record(SEED))["orders_rate"]
    return same(found, last_less_first(record(SEED))) or same(found, 0.0)
