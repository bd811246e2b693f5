"""Goodput and calls to payments through the short brown-out, with the learner's policy and with three attempts."""

from labs.resilience.figures import compared
from labs.resilience.incidents import short_brownout

SEED = 1


def chart(answer, naive, reference):
    """Lines: checkouts that succeed and calls to payments per second, with the answer and with the naive policy."""
    return compared(short_brownout(answer, SEED), short_brownout(naive, SEED), "three attempts")
