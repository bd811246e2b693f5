"""What a month of firings says about an alert policy: each function finds the first fault of its kind, in words.

All take a trace and the firings on it, wherever these come from, and return an empty text where there is no fault.
"""

from collections.abc import Iterable, Sequence

from labs.burn_rates.alerts import Firing
from labs.burn_rates.traces import DAY, HOUR, Incident, Trace

GRACE = HOUR  # after an incident's end, in which a page may still begin
MEMORY = 3 * DAY  # after an incident's end, in which a ticket may still begin


def span(minutes: float) -> str:
    """A duration in the unit that a person would use for it."""
    if minutes < 2 * HOUR:
        return f"{minutes:.0f} minute{'s' * (round(minutes) != 1)}"
    return f"{minutes / HOUR:.1f} hours" if minutes < 2 * DAY else f"{minutes / DAY:.1f} days"


def clock(minute: int) -> str:
    """A moment of the month."""
    return f"day {minute // DAY + 1}, {minute % DAY // HOUR:02d}:{minute % HOUR:02d}"


def told(trace: Trace, incident: Incident) -> str:
    """An incident in words."""
    service = trace.service
    lasted = f"; it lasted {span(incident.end - incident.start)}" if incident.expects else ""
    return (
        f"In {service.name} (SLO {100 * service.slo:g} %, {service.per_hour:,} requests per hour), from "
        f"{clock(incident.start)} on, {incident.what}{lasted}."
    )


def during(incident: Incident, firings: Iterable[Firing], severity: str) -> list[Firing]:
    """The firings of a severity that overlap an incident."""
    return [
        each
        for each in firings
        if each.severity == severity and each.fired < incident.end and each.over > incident.start
    ]


def expecting(trace: Trace, severity: str) -> list[Incident]:
    """The incidents that ask for a severity."""
    return [each for each in trace.incidents if each.expects == severity]


def delay(incident: Incident, firings: Iterable[Firing]) -> int | None:
    """How many minutes after its start an incident had the severity that it asks for; None where it never had."""
    found = during(incident, firings, incident.expects)
    return max(0, min(each.fired for each in found) - incident.start) if found else None


def missed(trace: Trace, firings: Sequence[Firing], severity: str) -> str:
    """An incident without the alert that it asks for."""
    for incident in expecting(trace, severity):
        if delay(incident, firings) is None:
            return f"{told(trace, incident)} Yours never sent a {severity}."
    return ""


def late(trace: Trace, firings: Sequence[Firing], severity: str) -> str:
    """An incident whose alert came too late."""
    for incident in expecting(trace, severity):
        after = delay(incident, firings)
        if after is not None and after > incident.within:
            return (
                f"{told(trace, incident)} Your {severity} came after {span(after)}; within {span(incident.within)} "
                "is possible and needed."
            )
    return ""


def bare(trace: Trace, firings: Iterable[Firing], severity: str) -> list[Firing]:
    """The alerts that began when nothing asked for them; a ticket may also follow what asks for a page."""
    reasons = [each for each in trace.incidents if each.expects in (severity, "page")]
    grace = GRACE if severity == "page" else MEMORY
    return [
        each
        for each in firings
        if each.severity == severity and not any(one.start <= each.fired < one.end + grace for one in reasons)
    ]


def unfounded(trace: Trace, firings: Sequence[Firing], severity: str) -> str:
    """An alert that began when nothing asked for it."""
    found = bare(trace, firings, severity)
    if not found:
        return ""
    first = found[0]
    cause = next((each for each in trace.incidents if each.start <= first.fired < each.end + GRACE), None)
    ordinary = f"In {trace.service.name}, {clock(first.fired)} was an ordinary moment."
    often = f" There were {len(found)} such {severity}s in the month." if len(found) > 1 else ""
    what = told(trace, cause) if cause else ordinary
    return f"{what} Yours sent a {severity}, for which nobody needed to act.{often}"


def lingering(trace: Trace, firings: Sequence[Firing]) -> str:
    """A page that went on long after its incident."""
    for incident in expecting(trace, "page"):
        over = max((each.over for each in during(incident, firings, "page")), default=incident.end)
        if over - incident.end > trace.service.reset:
            return (
                f"{told(trace, incident)} Your page went on for {span(over - incident.end)} after its end: nobody "
                f"can see whether a repair worked, or whether it starts again. {span(trace.service.reset)} is enough."
            )
    return ""
