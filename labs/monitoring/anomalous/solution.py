from math import sqrt
from statistics import median

from labs.monitoring.season import WEEK


def anomalous(orders):
    """Two of the last three samples are missing, or far from the median of the same moment in four weeks."""
    odd = 0
    for back in (1, 2, 3):
        now = orders[-back]
        before = [orders[-back - weeks * WEEK] for weeks in (1, 2, 3, 4)]
        usual = median([each for each in before if each is not None])
        odd += now is None or abs(now - usual) > 0.2 * usual + 3 * sqrt(usual)
    return odd >= 2
