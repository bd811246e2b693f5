"""Goodput and calls to payments through the long brown-out, with the learner's breaker and with the budget alone."""

from labs.resilience.figures import compared
from labs.resilience.incidents import long_brownout

SEED = 1


def chart(answer, naive, reference):
    """Lines: checkouts that succeed and calls to payments per second, with the answer and without a breaker."""
    return compared(long_brownout(answer, SEED), long_brownout(naive, SEED), "budget alone")
