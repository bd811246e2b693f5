"""The figures of orders and their band, the picture behind a detector's verdict, and what a try prints."""

from math import sqrt
from statistics import fmean, median

from labs.monitoring.season import DAY, HOUR, WEEK, Season, moment, season
from labs.monitoring.watch import GRACE, Detector, alarms, begun, delay, within
from nines.notebook import chart, show

SEED = 1
CENTERS = {"median": median, "mean": fmean}
TITLES = {"x_title": "day of the week, 0 is Monday 00:00", "y_title": "orders in ten minutes"}


def limits(orders, weeks=4, center="median", percent=20):
    """What the newest sample may lie between, by the same moment of some weeks: a share, and three Poisson sigmas."""
    known = [each for back in range(1, weeks + 1) if (each := orders[-1 - back * WEEK]) is not None]
    usual = CENTERS[center](known) if known else 0.0
    wide = percent / 100 * usual + 3 * sqrt(usual)
    return max(0.0, usual - wide), usual + wide


def outside(weeks, center, percent) -> Detector:
    """The detector that rings when two of the last three samples lie outside of the band, or are missing."""

    def detector(orders):
        odd = 0
        for back in range(3):
            seen = orders[: len(orders) - back]
            low, high = limits(seen, weeks, center, percent)
            odd += seen[-1] is None or not low <= seen[-1] <= high
        return odd >= 2

    return detector


def score(detector: Detector, seed: int = SEED) -> tuple[int, int]:
    """How many of a week's incidents a detector finds in time, and how often it rings otherwise."""
    on, week = alarms(detector, seed), season(seed)
    found = sum((after := delay(on, each)) is not None and after <= each.within for each in week.incidents)
    return found, sum(not within(at, week.incidents, GRACE) for at in begun(on))


def drawn(week: Season, first: int, last: int, every: int = 1, **how):
    """Layers of some of the week's samples: the band, and the orders over it."""
    band = [
        {"day": at / DAY, "low": round(low), "high": round(high)}
        for at in range(first, last, every)
        for low, high in [limits(week.seen(at), **how)]
    ]
    line = [{"day": at / DAY, "orders": week.seen(at)[-1]} for at in range(first, last, every)]
    return [
        chart.band(band, "day", "low", "high", description="band", **TITLES),
        chart.line(line, "day", "orders", token="muted", description="orders", **TITLES),
    ]


def lost_orders():
    """Tuesday and Wednesday with the band of four earlier weeks, and a threshold that can't fit both."""
    week = season(SEED)
    (part,) = (each for each in week.incidents if each.kind == "part")
    left = min(filter(None, (week.seen(at)[-1] for at in range(part.start, part.end))))
    layers = drawn(week, DAY, 3 * DAY)
    text = f"{moment(part.start)}: of ten orders four are lost, {left:,} are left. Every night has fewer"
    told = f"{text}. A threshold of 700 sees every night and not this; the band around four earlier weeks sees it."
    return chart.layered(*layers, chart.rule(700, "below 700"), title=text, description=told)


def watched(weeks, center, percent):
    """A week of orders with a band around the median or mean of some weeks, and where it rings."""
    detector = outside(weeks, center, percent)
    found, false = score(detector)
    band = f"{center.capitalize()} of {weeks} week{'s' * (weeks > 1)}, ± {percent} %"
    text = f"{band}: {found} of 6 incidents in time, {false} false alarms"
    return ringing(detector, text, weeks=weeks, center=center, percent=percent)


def ringing(detector: Detector, text: str, **how):
    """The public week's orders every half hour, the band, and the alarms."""
    week = season(SEED)
    on = alarms(detector, SEED)
    layers = drawn(week, 0, WEEK, HOUR // 2, **how)
    rung = [{"day": at / DAY, "orders": week.seen(at)[-1] or 0} for at in range(0, WEEK, HOUR // 2) if on[at]]
    if rung:
        layers.append(chart.points(rung, "day", "orders", token="page", description="alarm", **TITLES))
    return chart.layered(*layers, title=text, description=f"{text}. Red points: the alarm is on.")


def try_out(detector: Detector) -> None:
    """Print what a detector makes of the public week, and show it."""
    try:
        on = alarms(detector, SEED)
    except NotImplementedError:
        print("Not written yet.")
        return
    for each in season(SEED).incidents:
        after = delay(on, each)
        said = "missed" if after is None else f"found after {10 * after} minutes"
        print(f"{moment(each.start)}: {each.what}; {said}, and {10 * each.within} will do")
    found, false = score(detector)
    show(ringing(detector, f"Yours: {found} of 6 incidents in time, {false} false alarms"))
