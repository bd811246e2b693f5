"""Availability of systems made of parts, and what independence has to do with it."""

import math
from collections.abc import Iterable

from nines.models.arguments import count, fraction


def series(availabilities: Iterable[float]) -> float:
    """The availability of a system that needs every part.

    Units: fractions.
    Condition: the parts fail independently; count a shared dependency once.
    Raises ValueError for an availability outside [0, 1].
    Source: Treynor, Dahlin, Rau, Beyer, "The Calculus of Service Availability", ACM Queue 15(2), 2017.
    """
    return math.prod(fraction("availability", part) for part in availabilities)


def parallel(availabilities: Iterable[float]) -> float:
    """The availability of a system that needs at least one of its parts.

    Units: fractions.
    Condition: the parts fail independently, and switching over neither fails nor takes time.
    Raises ValueError for an availability outside [0, 1] or no parts at all.
    Source: Treynor, Dahlin, Rau, Beyer, "The Calculus of Service Availability", ACM Queue 15(2), 2017.
    """
    parts = [fraction("availability", part) for part in availabilities]
    if not parts:
        raise ValueError("a redundant system needs at least one part")
    return 1 - math.prod(1 - part for part in parts)


def common_cause(unavailability: float, beta: float) -> float:
    """The availability of two replicas when a share of each one's failures takes both down.

    Units: unavailability (of one replica), beta (the shared part of it) and the result are fractions.
    Condition: the beta-factor approximation U = βq + ((1 − β)q)², for small q.
    Raises ValueError for fractions outside [0, 1].
    Source: the beta-factor model; evidence in Ford et al., "Availability in Globally Distributed Storage", OSDI 2010.
    """
    q, shared = fraction("unavailability", unavailability), fraction("beta", beta)
    return 1 - (shared * q + ((1 - shared) * q) ** 2)


def majority(available: float, voters: int) -> float:
    """The probability that more than half of the voters are up.

    Units: available (each voter's availability) and the result are fractions, voters is a count.
    Condition: the voters fail independently. An even number is worse than one voter fewer.
    Raises ValueError for an availability outside [0, 1] or fewer than 1 voter.
    Source: Nolan, "Managing Critical State", Site Reliability Engineering, ch. 23.
    """
    return at_least(count("voters", voters, 1) // 2 + 1, voters, available)


def at_least(needed: int, parts: int, available: float) -> float:
    """The probability that at least so many of the parts are up.

    Units: needed and parts are counts, available (of each part) and the result are fractions.
    Condition: the parts fail independently.
    Raises ValueError for negative counts or an availability outside [0, 1].
    Source: the binomial distribution.
    """
    p = fraction("available", available)
    up = range(count("needed", needed), count("parts", parts) + 1)
    return math.fsum(math.comb(parts, i) * p**i * (1 - p) ** (parts - i) for i in up)


def quorums_intersect(replicas: int, read: int, write: int) -> bool:
    """Whether every read set meets every write set: R + W > N.

    Units: counts.
    Condition: strict quorums; a sloppy quorum voids it, and intersection alone is not linearizability.
    Raises ValueError for fewer than 1 replica, or a read or write set outside 1 to that number.
    Source: DeCandia et al., "Dynamo", SOSP 2007.
    """
    if max(count("read", read, 1), count("write", write, 1)) > count("replicas", replicas, 1):
        raise ValueError(f"a quorum cannot be larger than the {replicas} replicas")
    return read + write > replicas
