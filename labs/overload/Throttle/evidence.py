"""What users wanted, what was sent and what was useful through the rush, beside sending everything."""

from labs.overload.crowd import crowd
from labs.overload.figures import SEED, throttled


def chart(answer, naive, reference):
    """Lines: the run with the learner's throttles, and the useful work without any."""
    return throttled(crowd(answer, SEED))
