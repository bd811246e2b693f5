"""Offered, admitted and useful work at twice the capacity, with the learner's shedder and with another."""

from labs.overload.checkout import busy
from labs.overload.figures import compared

SEED = 1


def chart(answer, naive, reference):
    """Lines: what came, what was let in and what was useful, beside the useful work of another shedder."""
    mine = busy(answer, SEED)
    others = [("useful, queue of 1,000", busy(naive, SEED)), ("useful, reference", busy(reference, SEED))]
    name, other = max(others, key=lambda each: abs(each[1].rate(start=5) - mine.rate(start=5)))
    return compared(mine, name, other)
