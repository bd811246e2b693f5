"""The rolling restart that an answer is judged by; its outcome is kept, so that all checks look at one rollout."""

from functools import cache
from types import SimpleNamespace
from typing import Any

from labs.cloud_native import process
from labs.cloud_native.fleet import Fleet, NeverReady
from labs.cloud_native.outcome import Outcome
from nines.systems import MissingProgram


@cache
def rollout(answer: Any) -> Outcome:
    """What a rolling restart with this lifecycle came to."""
    if problem := rehearsed(answer):
        return Outcome(problem)
    try:
        with Fleet(answer) as fleet:
            outcome, raised = fleet.roll(), fleet.raised()
    except (MissingProgram, NeverReady) as error:
        return Outcome(str(error))
    if raised and "NotImplementedError" in raised[0]:
        return Outcome(raised[0].partition(": ")[2], unwritten=True)
    outcome.problem = f"In a real process your {raised[0]}." if raised else ""
    return outcome


def rehearsed(answer: Any) -> str:
    """What is wrong with ready() before any process is started, or nothing."""
    lifecycle, server = answer(), SimpleNamespace(loaded=False, in_flight=0, grace_s=process.GRACE_S)
    server.check_s, server.fall, server.stop_accepting = process.CHECK_S, process.FALL, lambda: None
    for server.loaded in (False, *[True] * 10):
        said = lifecycle.ready(server)
        if not isinstance(said, bool):
            return f"ready() must return True or False; yours returned {said!r}."
    return "" if said else "The catalog is loaded and nobody asked the process to stop; your ready() still says no."
