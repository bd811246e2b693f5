import math

from labs.monitoring.samples import quantile


def rate(series):
    """Cut the samples into pieces without a restart, and add up what each grew."""
    grown, low, previous = 0.0, series.samples[0][1], series.samples[0][1]
    for _, value in series.samples[1:]:
        if value < previous:
            grown += previous - low
            low = 0.0
        previous = value
    return (grown + previous - low) / (series.samples[-1][0] - series.samples[0][0])


def truths(recording):
    def rates(name, **labels):
        return [(each.labels, rate(each)) for each in recording.find(name, **labels)]

    def histogram(job):
        merged = dict.fromkeys((float(labels["le"]) for labels, _ in rates("seconds_bucket", job=job)), 0.0)
        for labels, speed in rates("seconds_bucket", job=job):
            merged[float(labels["le"])] += speed
        return merged

    answers = {"checkout_rate": math.fsum(speed for _, speed in rates("requests_total", job="checkout"))}
    search = histogram("search")
    answers["search_slow"] = (search[math.inf] - search[1]) / search[math.inf]
    try:
        ((_, failed),), ((_, tried),) = rates("errors_total", job="payments"), rates("requests_total", job="payments")
        answers["payments_alarm"] = failed / tried >= 0.01
    except ValueError:
        answers["payments_alarm"] = True
    answers["checkout_p99"] = quantile(0.99, histogram("checkout"))
    ((_, answers["orders_rate"]),) = rates("orders_total")
    return answers
