"""The lesson's figures and the pictures behind its verdicts."""

from collections.abc import Iterable

from labs.burn_rates import judgement
from labs.burn_rates.alerts import Firing
from labs.burn_rates.judgement import span
from labs.burn_rates.traces import CHECKOUT, DAY, HOUR, MONTH, Spell, Trace, count, month
from nines.models import budget_spent, burn_rate, detection_time, max_burn_rate
from nines.notebook import chart

SEED = 7
BEGAN = 6 * HOUR  # when that Saturday's outage began
LOWEST = 0.05  # a burn rate that a logarithmic axis still shows


def burned(trace: Trace, at: int, minutes: int) -> float:
    """The burn rate over the minutes before a moment."""
    since = max(0, at - minutes)
    tried = trace.requests[at] - trace.requests[since]
    return (trace.errors[at] - trace.errors[since]) / tried / (1 - trace.service.slo) if tried else 0.0


def timeline(trace: Trace, fired: Iterable[Firing], who: str):
    """Points on a line: when pages and tickets began, over the burn rate of the month."""
    fired = [each for each in fired if each.fired < len(trace.requests)]
    rows = [
        {"day": at / DAY, "burn": max(LOWEST, burned(trace, at, HOUR))} for at in range(DAY, len(trace.requests), 60)
    ]
    titles = {"x_title": "day", "y_title": "burn rate over an hour", "y_scale": "log"} | {"y_domain": (LOWEST, 2000)}
    layers = [chart.line(rows, "day", "burn", token="muted", description="burn", **titles)]
    for severity, token in (("page", "page"), ("ticket", "series-1")):
        at = [each.fired for each in fired if each.severity == severity]
        begun = [{"day": each / DAY, "burn": max(LOWEST, burned(trace, each, HOUR))} for each in at]
        if begun:
            layers.append(chart.points(begun, "day", "burn", token=token, description=severity, **titles))
    for_pages = judgement.expecting(trace, "page")
    reached = sum(judgement.delay(each, fired) is not None for each in for_pages)
    begun = {severity: sum(each.severity == severity for each in fired) for severity in ("page", "ticket")}
    finding = (
        f"{who}: {reached} of {len(for_pages)} incidents paged; pages (red) began {begun['page']} times, tickets "
        f"(blue) {begun['ticket']} times"
    )
    text = f"{trace.service.name}'s month. {finding}."
    return chart.layered(*layers, title=finding, description=text)


def restarts() -> Trace:
    """Checkout on the Saturday on which everything fails for five of every twelve minutes, from 06:00 to 08:00."""
    spells = [Spell(BEGAN + 12 * n, BEGAN + 12 * n + 5, 1.0) for n in range(10)]
    return count(CHECKOUT, spells, minutes=10 * HOUR, burn=0.2, seed=SEED)


def lost(trace: Trace) -> float:
    """The share of a month's budget that the failures of a trace are."""
    return trace.errors[-1] / ((1 - trace.service.slo) * trace.service.per_hour * MONTH / HOUR)


def saturday():
    """Lines: the burn rate over 5 minutes and over an hour while an outage comes and goes."""
    trace = restarts()
    rows = [
        {"minute": at - BEGAN, "burn": burned(trace, at, minutes), "window": f"over {span(minutes)}"}
        for minutes in (5, 60)
        for at in range(BEGAN - 15, BEGAN + 135)
    ]
    finding = f"Never ten minutes without a gap, and {lost(trace):.0%} of the month's budget is gone"
    return chart.line(
        rows,
        "minute",
        "burn",
        series="window",
        x_title="minutes since the first failure",
        y_title="burn rate",
        title=finding,
        description=f"{finding}. Over five minutes the burn rate falls to zero between the bouts; over an hour it "
        "stays above 14.4 from the first minute on.",
    )


def two_windows(slo, errors_percent, outage_minutes, threshold):
    """Lines: the burn rates over an hour and over five minutes through an incident, with the threshold."""
    ratio, limit = errors_percent / 100, threshold
    top = burn_rate(ratio, slo)

    def over(window, at):
        return top * max(0, min(at, outage_minutes) - max(0, at - window)) / window

    end = outage_minutes + 30
    names = {60: "over an hour", 5: "over 5 minutes"}
    rows = [
        {"minute": end * step / 200, "burn": over(window, end * step / 200), "window": name}
        for window, name in names.items()
        for step in range(201)
    ]
    drawn = chart.line(
        rows,
        "minute",
        "burn",
        series="window",
        x_title="minutes since the errors began",
        y_title="burn rate",
        x_domain=(0, end),
        y_domain=(0, 1.15 * max(top, limit)),
        description="burn",
    )
    text = told(slo, ratio, outage_minutes, limit)
    return chart.layered(
        drawn, chart.rule(limit, f"page above {limit:g}", end=True), title=text, description=f"{text}."
    )


def told(slo: float, ratio: float, lasting: float, limit: float) -> str:
    """When a page with both windows comes and goes, in words."""
    if limit > max_burn_rate(slo) * (1 + 1e-9):
        return f"Never a page: at {100 * slo:g} % a total outage burns at {max_burn_rate(slo):.0f}"
    after = detection_time(slo, ratio, 60, limit)
    if after is None:
        return f"Never a page: the errors burn at {burn_rate(ratio, slo):.3g}"
    if after >= lasting:
        return f"No page: it would come after {span(after)}, and it is over"
    spent = budget_spent(burn_rate(ratio, slo), after / 60, 30)
    short = 5 * (1 - limit / burn_rate(ratio, slo))
    return f"Page after {after:.1f} minutes, at {spent:.1%} of the budget; it ends {short:.1f} minutes after the errors"


def usual_month():
    """Line: the burn rate of checkout's month, without any alert."""
    trace = month(CHECKOUT, SEED)
    drawn = timeline(trace, [], "checkout")
    quiet = sum(not each.expects for each in trace.incidents)
    text = f"Five incidents, {quiet} spikes: a spike of two minutes looks like half a day's leak"
    return drawn | {
        "title": text,
        "description": f"{text}. The burn rate over an hour, logarithmic, from a fifth on "
        "ordinary days to a thousand in an outage.",
    }
