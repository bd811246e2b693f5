"""What the answer decides about every request to Larder's rules while the list of lost devices is down."""

from labs.security.decisions import COST, DOWN, HOLE, decisions, tally


def chart(answer, naive, reference):
    """Bars: allowed rightly, denied wrongly, allowed wrongly; failing closed denies what needs the list."""
    mine, price = tally(answer, DOWN), tally(reference, DOWN)[COST]
    title = f"{mine[HOLE]} requests get in that nobody needs (failing closed: 0, at the price of {price} denied)"
    return decisions(answer, DOWN, title)
