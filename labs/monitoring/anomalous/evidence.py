"""The public week of orders and when the learner's alarm was on."""

from labs.monitoring.orders import ringing, score


def chart(answer, naive, reference):
    """Points on a line: the answer's alarms over orders and the band of four weeks."""
    found, false = score(answer)
    return ringing(answer, f"Yours: {found} of 6 incidents in time, {false} false alarms")
