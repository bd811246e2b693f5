from labs.monitoring.rules.solution import rules as right


def rules():
    """What was there twenty minutes ago and isn't now; what never was is never missed."""
    counter = 'requests_total{job="payments"}'
    return right().replace(f"absent({counter})", f"count({counter} offset 20m) unless count({counter})")
