"""When the learner's alerts fired in a public month of checkout."""

from labs.burn_rates.alerts import in_month
from labs.burn_rates.figures import timeline
from labs.burn_rates.traces import CHECKOUT, month

SEED = 1


def chart(answer, naive, reference):
    """Points on a line: pages and tickets of the answer over the month's burn rate."""
    fired = in_month(tuple(answer(CHECKOUT.slo, CHECKOUT.per_hour)), CHECKOUT, SEED)
    return timeline(month(CHECKOUT, SEED), fired, f"Yours, in checkout's month {SEED}")
