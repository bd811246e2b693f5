"""The losing schedule as a sequence diagram; for an answer that has none, how it gets through the naive one's."""

from labs.concurrency.diagrams import beside, interrupted, losing_diagram
from labs.concurrency.scenes import lost, shops
from labs.concurrency.shop import losing, shop


def chart(answer, naive, reference):
    """A sequence diagram, time downwards; None where no schedule is to blame."""
    found = lost(answer)
    if found is not None:
        return losing_diagram(found)
    baskets, stock = shops()[0]
    rows = interrupted(shop(answer, baskets, stock), "shopper 1", {"read"}, ["shopper 2", "shopper 1"])
    return beside(losing(shop(naive, baskets, stock)), rows, "jam is sold once")
