from labs.monitoring.season import WEEK


def anomalous(orders):
    """The last half hour as a whole, beside the middle two of the same half hour in four weeks."""
    now = half_hour(orders, 0)
    if len(now) < 2:
        return True
    usual = sorted(sum(each) / len(each) for weeks in (1, 2, 3, 4) if (each := half_hour(orders, weeks)))
    middle = usual[1:-1] or usual
    share = sum(now) / len(now) / (sum(middle) / len(middle))
    return not 0.72 < share < 1.4


def half_hour(orders, weeks):
    end = len(orders) - weeks * WEEK
    return [each for each in orders[end - 3 : end] if each is not None]
