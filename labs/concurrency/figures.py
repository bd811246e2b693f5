"""The lesson's figures: orders of steps as sequence diagrams, and how many of them end badly."""

from collections import Counter
from itertools import islice

from labs.concurrency import examples
from labs.concurrency.depot import depot
from labs.concurrency.diagrams import in_words, losing_diagram, sentence
from labs.concurrency.shop import LIMIT, STEPS, losing, shop
from nines.notebook import chart
from nines.notebook.sequence import sequence
from nines.sim.interleave import schedules

PROGRAMS = {
    "check, then act": examples.check_then_act,
    "under a lock": examples.under_a_lock,
    "compare and set": examples.compare_and_set,
}
LAST_JAR = ([("jam",), ("jam",)], {"jam": 1})
FINE = "as if one came after the other"


def endings(buy, baskets, stock):
    """Bars: how many of all orders of the shoppers' steps end well, and how the others end."""
    runs = islice(schedules(shop(buy, baskets, stock), steps=STEPS), LIMIT)
    found = Counter(run.why or FINE for run in runs)
    rows = [{"ending": sentence(why), "orders": number} for why, number in found.most_common()]
    finding = f"{found.total() - found[FINE]} of {found.total()} orders of the steps end badly"
    told = "; ".join(f"{row['ending']}: {row['orders']}" for row in rows)
    return chart.bars(
        rows, "ending", "orders", y_title="orders of the steps", title=finding, description=f"{finding}. {told}."
    )


def losing_order(buy, baskets, stock):
    """The simplest order of the steps that ends badly, as a sequence diagram; where none does, how all of them end."""
    found = losing(shop(buy, baskets, stock))
    return (found and losing_diagram(found)) or endings(buy, baskets, stock)


def one_order(program, order):
    """One of the orders in which two shoppers' steps can run, and how it ends."""
    runs = list(schedules(shop(PROGRAMS[program], *LAST_JAR), steps=STEPS))
    number = min(order, len(runs))
    run = runs[number - 1]
    end = run.why or "jam was sold once"
    rows = run.rows()
    title = f"{sentence(program)}, order {number} of {len(runs)}: {end}"
    return sequence(rows, title=title, description=f"{title}. Step by step: {in_words(rows)}.")


def six_orders():
    """The four losing orders of the six, beside those that end well."""
    return endings(examples.check_then_act, *LAST_JAR)


def two_locks():
    """Two shoppers who take two locks in the order of their baskets."""
    return losing_order(examples.in_basket_order, [("jam", "tea"), ("tea", "jam")], {"jam": 2, "tea": 2})


def late_writer():
    """A worker whose lease ended while it was paused."""
    found = losing(depot(examples.trusting))
    assert found is not None
    return losing_diagram(found)
