"""When the learner's rules fired in checkout's month, as Prometheus found."""

from labs.burn_rates.figures import timeline
from labs.burn_rates.rule_file.history import outcome, unseen


def chart(answer, naive, reference):
    """Points on a line: pages and tickets of the rules over the month's burn rate."""
    return timeline(unseen()["checkout"], outcome(answer()).fired["checkout"], "Yours, in checkout's month")
