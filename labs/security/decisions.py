"""What an evaluator decides about every request to Larder's rules, with the list of devices up or down."""

from collections import Counter
from functools import cache
from itertools import product
from typing import Any

from labs.security.allowed import misconceptions
from labs.security.allowed.solution import allowed
from labs.security.cases import requests
from labs.security.rules import COVERED, LARDER, Evaluator, asker, truth
from nines.notebook import chart

UP, DOWN = "answers", "is down"
WHO, ACTIONS = ("storefront", "reports", "support", "stranger"), ("read", "change", "refund", "delete")
GOOD, COST, HOLE = "needed, allowed", "needed, denied", "not needed, allowed"
CLOSED = "no, if in doubt"
EVALUATORS: dict[str, Evaluator] = {
    CLOSED: allowed,
    "yes, if in doubt": misconceptions.fail_open,
    "undecided rules skipped": misconceptions.undecided_is_skipped,
    "inside is trusted": misconceptions.internal_is_trusted,
    "the first match": misconceptions.allow_settles,
    "names by their beginning": misconceptions.prefix_match,
}


def tally(evaluator: Evaluator, devices: str = UP) -> Counter[str]:
    """How many requests of each kind there are: those allowed, of those that are needed and those that are not."""
    count = Counter({GOOD: 0, COST: 0, HOLE: 0})
    outcomes = product(("ours", "lost"), (True, False), ("inside", "outside"))
    for (device, second, network), request in product(outcomes, requests(WHO, ACTIONS, tuple(sorted(COVERED["*"])))):
        facts: dict[str, Any] = {"device": device, "second_factor": second, "network": network}
        needed = truth(LARDER, request, facts)
        if devices == DOWN:
            del facts["device"]
        try:
            said = evaluator(LARDER, request, asker(facts)) is True
        except Exception:
            said = False
        count[(GOOD if said else COST) if needed else HOLE if said else "rest"] += 1
    return count


counted = cache(tally)


def decisions(evaluator: Evaluator, devices: str, title: str) -> dict[str, Any]:
    """Bars: the requests that were allowed rightly, denied wrongly and allowed wrongly."""
    count = counted(evaluator, devices)
    rows = [{"kind": kind, "requests": count[kind]} for kind in (GOOD, COST, HOLE)]
    finding = (
        f"Of {sum(count.values())} requests {count[GOOD]} are needed and allowed, {count[COST]} needed and denied, "
        f"{count[HOLE]} not needed and allowed, while the list of devices {devices}."
    )
    return chart.bars(rows, "kind", "requests", description=finding, highlight=HOLE, title=title, y_title="requests")


def evaluators(evaluator: str = CLOSED, devices: str = UP) -> dict[str, Any]:
    """The same for one of the evaluators of the lesson."""
    count = counted(EVALUATORS[evaluator], devices)
    title = f"{count[HOLE]} requests get in that nobody needs, {count[COST]} that are needed do not"
    return decisions(EVALUATORS[evaluator], devices, title)
