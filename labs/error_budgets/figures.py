"""The lesson's figures, drawn from the recorded data and from the field's formulas."""

from labs.error_budgets.log import INCIDENT_MS, record, truth
from labs.error_budgets.outages import recording
from nines.models import budget_minutes, burn_rate, time_to_exhaustion
from nines.notebook import chart

SEED = 7


def evening():
    """Bars: the share that went well while payments was slow, by the dashboard's count and by the shoppers' outcome."""
    rows = [row for row in record(SEED) if row.at_ms in INCIDENT_MS]
    dashboard = sum(row.status < 500 for row in rows) / len(rows)
    good, valid = truth(SEED, within=INCIDENT_MS)
    shares = [("rows without a 5xx", dashboard), ("shoppers served in time", good / valid)]
    return chart.bars(
        [{"who counts": who, "share": share} for who, share in shares],
        "who counts",
        "share",
        highlight="shoppers served in time",
        y_title="share that went well, 18:00 to 18:40",
        y_format=".0%",
        y_domain=(0, 1),
        title=f"The dashboard says {dashboard:.0%}; {good / valid:.0%} of the shoppers were served",
        description=f"While payments was slow, {dashboard:.0%} of the log's rows carried no 5xx, but only "
        f"{good / valid:.0%} of the shoppers ({good} of {valid}) were served within two seconds.",
    )


def budget(slo, window_days, error_percent):
    """Line: the budget left over the window when errors stay at this ratio from its first day."""
    burn = burn_rate(error_percent / 100, slo)
    lasts = time_to_exhaustion(burn, window_days)
    allowed = f"{slo:.4g} over {window_days} days allows {minutes(budget_minutes(slo, window_days))}"
    if lasts is None:
        finding = "with no errors it is never spent"
    elif lasts > window_days * (1 + 1e-9):
        finding = f"at {error_percent:g} % errors {1 - burn:.0%} is left at the end"
    else:
        finding = f"at {error_percent:g} % errors it is gone after {minutes(lasts * 1440)}"
    end = min(window_days, 2 * lasts) if lasts else window_days
    rows = [{"day": end * step / 40, "left": 1 - burn * end * step / 40 / window_days} for step in range(41)]
    left = chart.line(
        rows,
        "day",
        "left",
        token="burn" if burn > 1 else "good",
        x_title="day of the window",
        y_title="budget left",
        x_domain=(0, window_days),
        y_domain=(-1, 1),
        y_format=".0%",
        description="left",
    )
    text = f"{allowed.replace(f'{slo:.4g}', f'{slo:.4%}'.rstrip('0%').rstrip('.') + ' %', 1)}; {finding}"
    return chart.layered(left, chart.rule(0, "spent"), title=text, description=f"{text}.")


def minutes(value):
    """A duration in the unit that a person would use for it."""
    if value < 120:
        return f"{value:.1f} min"
    return f"{value / 60:.1f} h" if value < 48 * 60 else f"{value / 1440:.1f} days"


def hanging_payments():
    """Bars: what each candidate SLI lost on the day when the payment page hung, beside what shoppers felt."""
    day = next(day for day in recording("web", SEED) if day.outage and "hangs" in day.outage)
    lost = [("shoppers felt", day.felt), *((name, 1 - good / valid) for name, (good, valid) in day.readings.items())]
    return chart.bars(
        [{"seen by": who, "lost": share} for who, share in lost],
        "seen by",
        "lost",
        highlight="shoppers felt",
        y_title="share of the day lost",
        y_format=".0%",
        title="Two of four SLIs saw nothing of the outage",
        description=f"On the day when the payment page hung, {day.felt:.0%} of what shoppers tried failed. "
        + " ".join(f"{name} lost {share:.0%}." for name, share in lost[1:]),
    )
