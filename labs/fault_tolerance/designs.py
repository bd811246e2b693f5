"""Redundant designs, drawn by a seed, and what is down of them."""

import random
from collections.abc import Callable, Sequence

from nines.models import at_least, series

Part = tuple[str, int, float]
DESIGN_OF_SATURDAY: list[Part] = [("any", 1, 0.0005), ("any", 2, 0.01)]
MARGIN = 1.1  # the next design is down this much longer at least, so that the small terms of a formula don't matter


def down(part: Part, share: float) -> float:
    """The unavailability of a part by the beta-factor approximation: its replicas together, or too many by themselves.

    Units: fractions; a part is (rule, replicas, the unavailability of each).
    Source: the beta-factor model, as in nines.models.common_cause.
    """
    rule, replicas, each = part
    needed = 1 if rule == "any" else replicas // 2 + 1
    return share * each + 1 - at_least(needed, replicas, 1 - (1 - share) * each)


def availability(parts: Sequence[Part], share: float) -> float:
    """The availability of a design that needs all of its parts, as a fraction."""
    return series(1 - down(part, share) for part in parts)


def in_order(designs: dict[str, Sequence[Part]], share: float) -> list[str]:
    """The names of the designs, the most available one first."""
    return sorted(designs, key=lambda name: -availability(designs[name], share))


def draw(make: Callable[[random.Random], list[Part]], share: float, rng: random.Random) -> dict[str, list[Part]]:
    """Four designs that differ enough to be ranked, the best one never first in the dict."""
    found: list[list[Part]] = []
    while len(found) < 4:
        new = make(rng)
        gone = 1 - availability(new, share)
        others = [1 - availability(each, share) for each in found]
        if all(max(gone, other) > MARGIN * min(gone, other) for other in others):
            found.append(new)
    found.sort(key=lambda parts: availability(parts, share))
    return dict(zip("ABCD", found, strict=True))


def chain(rng: random.Random) -> list[Part]:
    """One to five parts in a row, each a single server."""
    return [("any", 1, rng.choice([0.0005, 0.001, 0.002])) for _ in range(rng.randint(1, 5))]


def copies(rng: random.Random) -> list[Part]:
    """One to three replicas of which any will do."""
    return [("any", rng.randint(1, 3), rng.choice([0.0005, 0.001, 0.005, 0.01, 0.02]))]


def voters(rng: random.Random) -> list[Part]:
    """Three to six voters, more than half of which must be up."""
    return [("majority", rng.randint(3, 6), rng.choice([0.01, 0.02, 0.03]))]
