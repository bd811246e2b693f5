from labs.monitoring.anomalous.solution import anomalous as now


def anomalous(orders):
    """An alarm that remembers for two hours and a half."""
    return any(now(orders[: len(orders) - back]) for back in (0, 3, 6, 9, 12, 15))
