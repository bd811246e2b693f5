from math import sqrt

from labs.monitoring.season import DAY


def anomalous(orders):
    """Every day is like the one before."""
    odd = 0
    for back in (1, 2, 3):
        now, usual = orders[-back], orders[-back - DAY]
        odd += now is None or (usual is not None and abs(now - usual) > 0.25 * usual + 4 * sqrt(usual))
    return odd >= 2
