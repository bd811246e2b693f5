"""Four web servers, each with a throttle of its own, before, during and after a rush; three fresh seeds together."""

from functools import cache
from statistics import fmean

from labs.overload.crowd import END, LAST, SETTLED, START, crowd

run = cache(crowd)


def mean(Throttle, seeds, measure):
    """The mean of one measure over three runs."""
    return fmean(measure(run(Throttle, seed)) for seed in seeds[:3])


def test_checkout_stays_useful_in_the_rush(Throttle, seeds):
    useful = mean(Throttle, seeds, lambda each: each.goodput())
    assert useful >= 0.83, (
        f"At six times the capacity, with 10 ms for each refusal, checkout gave {40 * useful:.0f} useful answers per "
        f"second of the 40 that it can give: {useful:.0%}. With a throttle in each web server at least 83 % are within "
        "reach."
    )


def test_nothing_is_held_back_before_the_rush(Throttle, seeds):
    held = mean(Throttle, seeds, lambda each: each.held_back(0, START))
    assert held <= 0.05, (
        f"Before the rush, at 0.8 times the capacity, your throttles held back {held:.0%} of the requests although "
        "checkout had room. At most 5 % is allowed."
    )


def test_everything_is_sent_again_after_the_rush(Throttle, seeds):
    held = mean(Throttle, seeds, lambda each: each.held_back(END + SETTLED, LAST))
    assert held <= 0.05, (
        f"The rush has been over for ten seconds, and your throttles still hold back {held:.0%} of the requests. "
        "At most 5 % is allowed."
    )
