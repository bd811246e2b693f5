from statistics import median

from labs.monitoring.season import WEEK


def anomalous(orders):
    """A band of half of the usual: nothing rings, and a loss of four in ten doesn't either."""
    odd = 0
    for back in (1, 2, 3):
        usual = median([each for weeks in (1, 2, 3, 4) if (each := orders[-back - weeks * WEEK]) is not None])
        odd += orders[-back] is None or abs(orders[-back] - usual) > 0.5 * usual
    return odd >= 2
