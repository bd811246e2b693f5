import math
from statistics import median

WEEK, AROUND = 7 * 24 * 6, 2
MISSING = "missing"


def score(orders, at):
    """How far a sample is from the median around its moment, in median deviations of the square roots."""
    if orders[at] is None:
        return math.inf
    near = range(-AROUND, AROUND + 1)
    past = [orders[at - weeks * WEEK + off] for weeks in range(1, 5) for off in near]
    roots = [math.sqrt(each) for each in past if each is not None]
    middle = median(roots)
    spread = 1.5 * median(abs(each - middle) for each in roots)
    return (math.sqrt(orders[at]) - middle) / max(spread, 0.06 * middle, 0.5)


def anomalous(orders):
    newest = len(orders) - 1
    scores = [score(orders, newest - back) for back in range(3)]
    low = sum(each < -2.2 for each in scores)
    high = sum(each > 3 for each in scores)
    return low >= 2 or high >= 2
