"""Balancers that come with the simulator."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from nines.sim.policies import Target

Instance = TypeVar("Instance", bound=Target)


class RoundRobin:
    """Each instance in turn."""

    def __init__(self) -> None:
        self.turn = -1

    def pick(self, targets: Sequence[Instance], rng: Random) -> Instance:
        """The next one."""
        self.turn = (self.turn + 1) % len(targets)
        return targets[self.turn]


class RandomChoice:
    """Any instance, regardless of load."""

    def pick(self, targets: Sequence[Instance], rng: Random) -> Instance:
        """One at random."""
        return targets[int(rng.random() * len(targets))]


class TwoChoices:
    """The less loaded of two instances that were drawn at random."""

    def pick(self, targets: Sequence[Instance], rng: Random) -> Instance:
        """The less loaded of two."""
        count = len(targets)
        first, second = targets[int(rng.random() * count)], targets[int(rng.random() * count)]
        return first if first.load <= second.load else second


class LeastLoaded:
    """The least loaded instance, the first of equals."""

    def pick(self, targets: Sequence[Instance], rng: Random) -> Instance:
        """The one with the fewest requests."""
        return min(targets, key=lambda target: target.load)
