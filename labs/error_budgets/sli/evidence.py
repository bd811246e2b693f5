"""The budget of one day, hour by hour, by three ways of counting the same log."""

from labs.error_budgets.log import DAY_MS, record
from nines.notebook import chart as charts

SEED, SLO, HOURS = 7, 0.95, 24


def chart(answer, naive, reference):
    """Budget left of the day's 95 % SLO after each hour: the learner's count, the naive one and the reference."""
    requests = record(SEED)
    budget = (1 - SLO) * reference(requests)[1]
    rows, left = [], {}
    for what, count in {"yours": answer, "failures left out": naive, "reference": reference}.items():
        for hour in range(HOURS + 1):
            good, valid = count([r for r in requests if r.at_ms < hour * DAY_MS // HOURS])
            left[what] = 1 - (valid - good) / budget
            rows.append({"hour": hour, "left": left[what], "what": what})
    return charts.line(
        rows,
        "hour",
        "left",
        series="what",
        x_title="hour of the day",
        y_title="budget left",
        y_format=".0%",
        title=f"By your count {left['yours']:.0%} of the budget is left, by the reference {left['reference']:.0%}",
        description=f"One day with a {SLO:.0%} SLO. The evening's slow payments leave {left['reference']:.0%} of the "
        f"budget; by your count {left['yours']:.0%} is left, and {left['failures left out']:.0%} without failures.",
    )
