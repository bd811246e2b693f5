from itertools import pairwise
from math import inf

from labs.monitoring.samples import quantile


def rate(series):
    values = [value for _, value in series.samples]
    seconds = series.samples[-1][0] - series.samples[0][0]
    return sum(new - old if new >= old else new for old, new in pairwise(values)) / seconds


def total(found):
    return sum(rate(each) for each in found)


def buckets(found):
    bounds = {each.labels["le"] for each in found}
    return {float(le): total(each for each in found if each.labels["le"] == le) for le in bounds}


def truths(recording):
    search = buckets(recording.find("seconds_bucket", job="search"))
    checkout = buckets(recording.find("seconds_bucket", job="checkout"))
    tried = total(recording.find("requests_total", job="payments"))
    failed = total(recording.find("errors_total", job="payments"))
    return {
        "checkout_rate": total(recording.find("requests_total", job="checkout")),
        "search_slow": 1 - search[1.0] / search[inf],
        "payments_alarm": tried == 0 or failed / tried > 0.01,
        "checkout_p99": quantile(0.99, checkout),
        "orders_rate": total(recording.find("orders_total")),
    }
