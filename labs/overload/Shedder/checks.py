"""Checkout at twice its capacity and below it, on fresh seeds; all runs of a condition are judged together."""

from functools import cache

from labs.overload import checkout

judged = cache(checkout.judged)


def test_the_workers_do_useful_work(Shedder, seeds):
    found = judged(Shedder, seeds)
    assert found.goodput >= 0.9, (
        f"Offered 80 requests per second, your shedder let in {found.admitted:.0f}, and checkout gave "
        f"{40 * found.goodput:.0f} useful answers per second of the 40 that it can give: {found.goodput:.0%}. At least "
        "90 % should be."
    )


def test_what_is_let_in_is_answered_in_time(Shedder, seeds):
    found = judged(Shedder, seeds)
    assert found.p99 is not None, "Your shedder let no quote in, so none was answered in time."
    assert found.late <= 0.01, (
        f"Of the requests that your shedder let in, {found.late:.1%} got their answer too late; at most 1 % may. "
        f"The p99 of the quotes was {found.p99:.2f} s, their deadline is 1 s."
    )


def test_orders_get_through(Shedder, seeds):
    found = judged(Shedder, seeds)
    assert found.orders >= 0.999, (
        f"With your shedder {found.orders:.1%} of the orders were answered in time at twice the capacity. Orders alone "
        "fill three fifths of checkout, so there is room for all of them: at least 99.9 % should be."
    )


def test_nobody_is_turned_away_below_capacity(Shedder, seeds):
    found = judged(Shedder, seeds)
    assert found.calm <= 0.02, (
        f"At 0.8 times the capacity there is room for everybody, and your shedder turned {found.calm:.1%} away. "
        "At most 2 % may be, for the rare bunch that is too big."
    )
