"""What policy objects must be able to do, and what they may answer, with messages for the people who wrote them."""

import math
from random import Random
from typing import Any

from nines.sim.draws import micros
from nines.sim.policies import RetryPolicy

METHODS = {
    "retry policy": ("delay(self, attempt, rng)", "on_result(self, ok, now)"),
    "breaker": ("allow(self, now)", "on_result(self, ok, now)"),
    "shedder": ("admit(self, request, load)", "on_finish(self, request, seconds, ok)"),
    "balancer": ("pick(self, targets, rng)",),
    "hedge": ("after(self, rng)", "on_result(self, seconds)"),
}


class PolicyError(ValueError):
    """A policy object lacks a method, or answered something that makes no sense; the message says what."""


def able(policy: Any, role: str) -> Any:
    """The policy, if it is an object with the methods of its role."""
    if isinstance(policy, type):
        raise PolicyError(f"the {role} must be an object: write {policy.__name__}(), not {policy.__name__}")
    for method in METHODS[role]:
        if not callable(getattr(policy, method.partition("(")[0], None)):
            raise PolicyError(f"your {role} {type(policy).__name__} has no method {method}")
    return policy


def wait_us(value: Any, what: str) -> int:
    """A wait that a policy asked for, in microseconds, if a wait can be that long."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise PolicyError(f"{what} returned {value!r}: return seconds (0 or more) or None")
    return micros(value)


def delay_us(retry: RetryPolicy, attempt: int, rng: Random) -> int | None:
    """What a retry policy says, in microseconds, or None to give up."""
    delay = retry.delay(attempt, rng)
    return None if delay is None else wait_us(delay, f"{type(retry).__name__}.delay")
