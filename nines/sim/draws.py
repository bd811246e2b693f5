"""Random streams that every component owns, and the times that it draws from them."""

import hashlib
import math
from dataclasses import dataclass
from random import Random
from typing import Protocol

SECOND = 1_000_000


def micros(seconds: float) -> int:
    """Seconds as whole microseconds, the simulator's only unit of time."""
    return round(seconds * SECOND)


def stream(seed: int | str, name: str) -> Random:
    """The random stream of one component: a policy that draws more never moves another component's draws."""
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    return Random(int.from_bytes(digest, "big"))


class Distribution(Protocol):
    """A distribution of times: its mean in seconds, and draws in whole microseconds."""

    @property
    def mean(self) -> float:
        """The mean in seconds."""
        ...

    def draw(self, rng: Random) -> int:
        """One time in microseconds."""
        ...


@dataclass(frozen=True)
class Fixed:
    """Always the same time, in seconds."""

    seconds: float

    @property
    def mean(self) -> float:
        """The mean in seconds."""
        return self.seconds

    def draw(self, rng: Random) -> int:
        """The time in microseconds."""
        return micros(self.seconds)


@dataclass(frozen=True)
class Uniform:
    """Any time between two, in seconds."""

    low: float
    high: float

    @property
    def mean(self) -> float:
        """The mean in seconds."""
        return (self.low + self.high) / 2

    def draw(self, rng: Random) -> int:
        """One time in microseconds."""
        return micros(self.low + (self.high - self.low) * rng.random())


@dataclass(frozen=True)
class Exponential:
    """Memoryless times with a mean in seconds: what M stands for in M/M/1."""

    mean: float

    def draw(self, rng: Random) -> int:
        """One time in microseconds."""
        return round(-math.log(1.0 - rng.random()) * self.mean * SECOND)


@dataclass(frozen=True)
class LogNormal:
    """Times as services really have them: a median in seconds and a spread (sigma of the logarithm)."""

    median: float
    sigma: float

    @property
    def mean(self) -> float:
        """The mean in seconds."""
        return self.median * math.exp(self.sigma**2 / 2)

    def draw(self, rng: Random) -> int:
        """One time in microseconds."""
        return round(self.median * math.exp(rng.normalvariate(0.0, self.sigma)) * SECOND)


@dataclass(frozen=True)
class Mix:
    """With probability `share` a time from `rare`, otherwise one from `common`."""

    common: Distribution
    rare: Distribution
    share: float

    @property
    def mean(self) -> float:
        """The mean in seconds."""
        return self.common.mean * (1 - self.share) + self.rare.mean * self.share

    def draw(self, rng: Random) -> int:
        """One time in microseconds."""
        return (self.rare if rng.random() < self.share else self.common).draw(rng)
