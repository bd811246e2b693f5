"""Every order of the shoppers' steps is run, in eight small shops whose goods a seed draws; an end is wrong if no
single file of shoppers could have brought it about."""

from functools import cache
from inspect import isgenerator

from labs.concurrency.diagrams import UNYIELDED, told
from labs.concurrency.scenes import lost
from labs.concurrency.shop import IN_PART, REFUSED, SOLD_TWICE, WAITS, Lost, Stock
from nines.sim.shared import Lock, Store

DRAWN = "An order of the steps that does it is drawn below, with jam and tea."


@cache
def trial(buy, seeds):
    """How the answer loses, or None: all orders of the steps are run once for the four questions below."""
    try:
        steps = isgenerator(buy(("jam",), Stock(Store("stock", jam=1)), {"jam": Lock("lock jam")}))
    except TypeError as error:
        if UNYIELDED not in str(error):
            raise
        steps = False
    if not steps:
        return Lost("", "`buy` has no yield, so it takes no step: write `left = yield stock.read(item)`, for instance")
    return lost(buy, seeds)


def says(buy, seeds, kind):
    """What is wrong if it is of this kind, or if the answer can't be run."""
    found = trial(buy, seeds)
    return told(found, DRAWN) if found and found.kind in (kind, "") else ""


def test_the_last_jar_is_sold_once(buy, seeds):
    wrong = says(buy, seeds, SOLD_TWICE)
    assert not wrong, wrong


def test_nobody_is_refused_what_is_there(buy, seeds):
    wrong = says(buy, seeds, REFUSED)
    assert not wrong, wrong


def test_a_basket_is_sold_whole_or_not_at_all(buy, seeds):
    wrong = says(buy, seeds, IN_PART)
    assert not wrong, wrong


def test_nobody_waits_for_ever(buy, seeds):
    wrong = says(buy, seeds, WAITS)
    assert not wrong, wrong
