"""Every order of the steps of two workers is run, without a clock and with one that ends the lease at any moment."""

from functools import cache
from inspect import isgenerator

from labs.concurrency.depot import GAVE_UP, LATE, UNTRUE, WAITS, Board, Lease, lost
from labs.concurrency.diagrams import UNYIELDED, told
from labs.concurrency.shop import Lost
from nines.sim import shared

DRAWN = "An order of the steps that does it is drawn below."


@cache
def trial(publish):
    """How the answer loses, or None: all orders of the steps are run once for the four questions below."""
    try:
        steps = isgenerator(publish("plan A", Lease(shared.Lease(), "worker 1", {}), Board()))
    except TypeError as error:
        if UNYIELDED not in str(error):
            raise
        steps = False
    if not steps:
        return Lost(
            "", "`publish` has no yield, so it takes no step: write `token = yield lease.acquire()`, for instance"
        )
    return lost(publish)


def says(publish, kind):
    """What is wrong if it is of this kind, or if the answer can't be run."""
    found = trial(publish)
    return told(found, DRAWN) if found and found.kind in (kind, "") else ""


def test_a_late_writer_is_stopped(publish):
    wrong = says(publish, LATE)
    assert not wrong, wrong


def test_who_was_stopped_says_so(publish):
    wrong = says(publish, UNTRUE)
    assert not wrong, wrong


def test_the_newest_holder_gets_through(publish):
    wrong = says(publish, GAVE_UP)
    assert not wrong, wrong


def test_the_lease_is_given_back(publish):
    wrong = says(publish, WAITS)
    assert not wrong, wrong
