"""Checkout's requests per second through the restart, by the learner's answer and by the panel that adds first."""

from labs.monitoring.figures import restart


def chart(answer, naive, reference):
    """Lines over time: yours and the panel's."""
    return restart(lambda recording: answer(recording)["checkout_rate"], "yours")
