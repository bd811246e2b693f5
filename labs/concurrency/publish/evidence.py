"""The losing schedule as a sequence diagram; for an answer that has none, how it gets through the naive one's."""

from labs.concurrency.depot import WAITS, depot, lost
from labs.concurrency.diagrams import beside, interrupted, losing_diagram
from labs.concurrency.shop import losing


def chart(answer, naive, reference):
    """A sequence diagram, time downwards; None where no schedule is to blame."""
    found = lost(answer)
    if found is not None:
        return losing_diagram(found)
    rows = interrupted(depot(answer), "worker 1", {"acquire", "read"}, ["clock", "worker 2", "worker 1"])
    return beside(losing(depot(naive), WAITS), rows, "the late plan is stopped")
