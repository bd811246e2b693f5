"""Each of four weeks, corrected for growth, says what to expect; a vote of three of them decides."""

from statistics import median

from labs.monitoring.season import DAY, WEEK


def total(orders, weeks):
    end = len(orders) - weeks * WEEK - 6
    return sum(each or 0 for each in orders[end - DAY : end])


def odd(orders, back, growth):
    now = orders[-back]
    if now is None:
        return True
    votes = 0
    for weeks in (1, 2, 3, 4):
        then = orders[-back - weeks * WEEK]
        if then is not None:
            usual = then * growth**weeks
            votes += abs(now - usual) > 0.2 * usual + 2.5 * usual**0.5
    return votes >= 3


def anomalous(orders):
    weekly = median(total(orders, weeks - 1) / total(orders, weeks) for weeks in (1, 2, 3))
    growth = min(max(weekly, 0.97), 1.03)
    return sum(odd(orders, back, growth) for back in (1, 2, 3)) >= 2
