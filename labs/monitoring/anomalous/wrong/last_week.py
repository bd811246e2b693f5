from statistics import median

from labs.monitoring.season import WEEK


def anomalous(orders):
    """Last week was a usual week."""
    odd = 0
    for back in (1, 2, 3):
        near = orders[-back - WEEK - 2 : -back - WEEK + 3]
        usual = median([each for each in near if each is not None])
        odd += orders[-back] is None or abs(orders[-back] - usual) > 0.22 * usual + 4 * usual**0.5
    return odd >= 2
