"""What a detector's alarms in a week of orders are worth: each function finds a fault of its kind, in words."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from labs.monitoring.season import HOUR, STEP, WEEK, Incident, Season, Shadow, moment, season

Detector = Callable[[Sequence[int | None]], object]
GRACE = HOUR  # samples after an incident's end in which its alarm may still be on
ALLOWED = 5  # false alarms in five weeks, ...
HAUNTED = 10  # ... those at moments whose past was out of the ordinary, which leaves three weeks to judge by, ...
MISSED = 1  # ... and incidents of a kind that may be missed in five: chance has its part in all three


@lru_cache(maxsize=64)
def alarms(detector: Detector, seed: int) -> Sequence[bool]:
    """Whether the alarm is on, at each sample of the week."""
    week = season(seed)
    return [bool(detector(week.seen(at))) for at in range(WEEK)]


def strange(detector: Detector, seed: int) -> str:
    """The fault of a detector that returns neither True nor False."""
    kind = type(detector(season(seed).seen(0)))
    return "" if kind is bool else f"Return True while the alarm is to be on, else False; you return a {kind.__name__}."


def delay(on: Sequence[bool], incident: Incident) -> int | None:
    """How many samples of an incident had passed when its alarm went on; None where it was never, or already, on."""
    begun = [at for at in range(incident.start, incident.end) if on[at] and not on[at - 1]]
    return begun[0] - incident.start + 1 if begun else None


def overlooked(detector: Detector, seeds: Sequence[int], *kinds: str) -> str:
    """The kind of incident that is missed or found late too often."""
    for kind in kinds:
        faults = [fault for seed in seeds if (fault := _overlooked(alarms(detector, seed), season(seed), kind))]
        if len(faults) > MISSED:
            return f"{faults[0]} In {len(seeds)} weeks with one such incident each that happened {len(faults)} times."
    return ""


def _overlooked(on: Sequence[bool], week: Season, kind: str) -> str:
    (incident,) = (each for each in week.incidents if each.kind == kind)
    after = delay(on, incident)
    if after is not None and after <= incident.within:
        return ""
    told = f"On {moment(incident.start)}, {incident.what}, for {(incident.end - incident.start) * STEP} minutes."
    if after:
        return f"{told} Your alarm came after {after * STEP} minutes; {incident.within * STEP} are enough."
    return f"{told} Your alarm {'was on already' if on[incident.start] else 'stayed off'}."


def begun(on: Sequence[bool]) -> Iterator[int]:
    """The samples at which an alarm went on, or had been on for another hour."""
    since = 0
    for at, now in enumerate(on):
        since = since + 1 if now else 0
        if since % HOUR == 1:
            yield at


def within(at: int, spells: Sequence[Incident | Shadow], grace: int = 0) -> Incident | Shadow | None:
    """The spell in which a sample lies, or just after which."""
    return next((each for each in spells if each.start <= at < each.end + grace), None)


def unfounded(detector: Detector, seed: int) -> list[int]:
    """When the alarm went on, or stayed on for another hour, on ordinary samples with an ordinary past."""
    week = season(seed)
    excused = (*week.incidents, *week.shadows)
    return [at for at in begun(alarms(detector, seed)) if not within(at, excused, GRACE)]


def haunted(detector: Detector, seed: int) -> list[tuple[int, str]]:
    """When the alarm went on where all is well now and was not some weeks ago; and what had been."""
    week = season(seed)
    found = [(at, within(at, week.shadows)) for at in begun(alarms(detector, seed)) if not within(at, week.incidents)]
    return [(at, shadow.what) for at, shadow in found if isinstance(shadow, Shadow)]
