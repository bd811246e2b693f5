from math import sqrt
from statistics import median

from labs.monitoring.season import WEEK


def anomalous(orders):
    """A single lost sample rings."""
    odd = 0
    for back in (1, 2, 3):
        usual = median([each for weeks in (1, 2, 3, 4) if (each := orders[-back - weeks * WEEK]) is not None])
        odd += orders[-back] is None or abs(orders[-back] - usual) > 0.2 * usual + 3 * sqrt(usual)
    return odd >= 2 or orders[-1] is None
