"""One rolling restart of real processes under load per answer; the checks look at what it came to."""

from labs.cloud_native.process import GRACE_S
from labs.cloud_native.rollout import rollout


def rolled(Lifecycle):
    """The outcome of the rollout; where there was none, the reason is the failure, or that a part isn't written."""
    outcome = rollout(Lifecycle)
    if outcome.unwritten:
        raise NotImplementedError(outcome.problem)
    assert not outcome.problem, outcome.problem
    return outcome


def test_no_request_finds_the_door_closed(Lifecycle):
    outcome = rolled(Lifecycle)
    assert not outcome.refused, (
        f"{len(outcome.refused)} of {len(outcome.sent)} requests were sent to a process that had stopped accepting: "
        "the balancer had not heard of it yet, and answered 503."
    )


def test_no_work_is_cut_off(Lifecycle):
    outcome = rolled(Lifecycle)
    working = ", ".join(f"{each.name} with {each.cut}" for each in outcome.stops if each.cut)
    assert not outcome.cut, (
        f"{len(outcome.cut)} of {len(outcome.sent)} requests lost their answer because a process ended before it was "
        f"done. Orders in flight at the end: {working or 'none'}."
    )


def test_no_request_meets_a_cold_process(Lifecycle):
    outcome = rolled(Lifecycle)
    assert not outcome.cold, (
        f"{len(outcome.cold)} of {len(outcome.sent)} requests reached a process whose catalog was not loaded: it had "
        "said that it was ready."
    )


def test_every_process_ends_by_itself(Lifecycle):
    killed = [each.name for each in rolled(Lifecycle).stops if each.killed]
    assert not killed, f"{GRACE_S:g} s after SIGTERM process {' and '.join(killed)} still ran, and was killed."
