"""Five weeks that nobody has seen, each with six incidents: five of each kind, of which one may be missed by chance."""

from labs.monitoring.season import moment
from labs.monitoring.watch import ALLOWED, HAUNTED, haunted, overlooked, strange, unfounded


def missed(anomalous, seeds, *kinds):
    """The kind of incident that is missed too often, in words, once the answer says True or False."""
    fault = strange(anomalous, seeds[0])
    assert not fault, fault
    return overlooked(anomalous, seeds, *kinds)


def test_lost_orders_are_found(anomalous, seeds):
    fault = missed(anomalous, seeds, "part", "leak", "night")
    assert not fault, fault


def test_silence_is_found(anomalous, seeds):
    fault = missed(anomalous, seeds, "silent")
    assert not fault, fault


def test_too_many_orders_are_found(anomalous, seeds):
    fault = missed(anomalous, seeds, "surge")
    assert not fault, fault


def test_an_incident_is_found_again_a_week_later(anomalous, seeds):
    fault = missed(anomalous, seeds, "again")
    assert not fault, fault


def test_ordinary_hours_are_quiet(anomalous, seeds):
    found = [at for seed in seeds for at in unfounded(anomalous, seed)]
    assert len(found) <= ALLOWED, (
        f"{moment(found[0])} was ordinary, and your alarm went on. In {len(seeds)} weeks that happened {len(found)} "
        f"times, an alarm that stays on counted once an hour; {ALLOWED} may be chance."
    )


def test_what_once_was_is_no_alarm_now(anomalous, seeds):
    found = [each for seed in seeds for each in haunted(anomalous, seed)]
    at, what = found[0] if found else (0, "")
    assert len(found) <= HAUNTED, (
        f"On {moment(at)} all was well, and your alarm was on: {what}. That happened {len(found)} times in "
        f"{len(seeds)} weeks; {HAUNTED} may be chance."
    )
