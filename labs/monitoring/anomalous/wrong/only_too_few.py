from math import sqrt
from statistics import median

from labs.monitoring.season import WEEK


def anomalous(orders):
    """More orders are good news."""
    odd = 0
    for back in (1, 2, 3):
        usual = median([each for weeks in (1, 2, 3, 4) if (each := orders[-back - weeks * WEEK]) is not None])
        odd += orders[-back] is None or orders[-back] < 0.8 * usual - 3 * sqrt(usual)
    return odd >= 2
