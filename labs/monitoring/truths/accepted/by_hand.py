def speed(series):
    """Rates as Prometheus says it: what was there before each restart is added back."""
    first, last = series.samples[0], series.samples[-1]
    lost = sum(
        before[1] for before, after in zip(series.samples, series.samples[1:], strict=False) if after[1] < before[1]
    )
    return (last[1] + lost - first[1]) / (last[0] - first[0])


def truths(recording):
    """No helper but find: the quantile is interpolated here."""
    fleet = sum(speed(each) for each in recording.find("requests_total", job="checkout"))
    counts = {}
    for each in recording.find("seconds_bucket", job="checkout"):
        counts[float(each.labels["le"])] = counts.get(float(each.labels["le"]), 0) + speed(each)
    bounds = [0.0, *sorted(counts)]
    counts[0.0] = 0.0
    rank = 0.99 * counts[float("inf")]
    place = next(n for n, bound in enumerate(bounds) if counts[bound] >= rank)
    low, high = bounds[place - 1], bounds[place]
    p99 = low + (high - low) * (rank - counts[low]) / (counts[high] - counts[low])
    within = speed(recording.find("seconds_bucket", job="search", le="1")[0])
    every = speed(recording.find("seconds_bucket", job="search", le="+Inf")[0])
    payments = recording.find("requests_total", job="payments")
    alarm = True
    if payments:
        alarm = speed(recording.find("errors_total", job="payments")[0]) > 0.01 * speed(payments[0])
    orders = speed(recording.find("orders_total", job="orders")[0])
    return {
        "checkout_rate": fleet,
        "search_slow": (every - within) / every,
        "payments_alarm": alarm,
        "checkout_p99": p99,
        "orders_rate": orders,
    }
