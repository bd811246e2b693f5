"""What a gate lets in, asks and refuses over the two weeks, and what becomes of customers and attackers."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from labs.security.logins import LEAKED, NET, ONE, SLOW, SLOW_LEAKED, WEEK, Attempt, fortnight

IN, ASK, REFUSE = "in", "ask", "refuse"
RIGHT = {ONE: LEAKED, NET: LEAKED, SLOW: SLOW_LEAKED}  # right passwords in each attack, of one fortnight
GateClass = Callable[[], Any]


class NoDecision(ValueError):
    """A gate said something that is none of the three."""


@dataclass
class Outcome:
    """Counts over some fortnights. Customers are counted in the second week; attacks by their kind."""

    fortnights: int = 0
    customers: int = 0
    refused: int = 0
    asked: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    prompts: Counter[str] = field(default_factory=Counter)

    @property
    def refused_share(self) -> float:
        """The share of customers with the right password who were refused."""
        return self.refused / self.customers

    @property
    def asked_share(self) -> float:
        """The share of them who were asked for a second factor."""
        return self.asked / self.customers

    def right(self, kind: str) -> int:
        """How many right passwords an attack had."""
        return RIGHT[kind] * self.fortnights


def said(gate: Any, attempt: Attempt) -> str:
    """A gate's decision, or `NoDecision`."""
    decision = gate.decide(attempt)
    if decision not in (IN, ASK, REFUSE):
        raise NoDecision(f'decide returned {decision!r}: return "in", "ask" or "refuse"')
    return decision


def run(gate_class: GateClass, seeds: Iterable[int]) -> Outcome:
    """One gate for each fortnight; a wrong password never gets in, and only owners have their second factor."""
    total = Outcome()
    for seed in seeds:
        total.fortnights += 1
        gate = gate_class()
        for attempt, kind in fortnight(seed):
            decision = said(gate, attempt)
            if not attempt.right:
                continue
            if kind:
                total.taken[kind] += decision == IN
                total.prompts[kind] += decision == ASK
                continue
            if attempt.at >= WEEK:
                total.customers += 1
                total.refused += decision == REFUSE
                total.asked += decision == ASK
            if decision == ASK:
                gate.passed(attempt)
    return total


kept = lru_cache(maxsize=16)(run)
