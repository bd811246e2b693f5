"""The lesson's figures on leaked passwords: what each kind of gate lets happen in one fortnight."""

from functools import lru_cache
from typing import Any

from labs.security.Gate import misconceptions
from labs.security.Gate.solution import Gate
from labs.security.gates import GateClass, Outcome, run
from labs.security.logins import NET, ONE, SLOW
from nines.notebook import chart

SEED = 1
BLOCK, LOCK, NEW = "block the address", "lock the account", "ask new browsers"


class Block(misconceptions.ip_alone):
    """Refuses an address after some failures in a day, and lets in all others with the right password."""

    limit = 10

    def decide(self, attempt):
        if not attempt.right:
            self.failures[attempt.ip].append(attempt.at)
            return "refuse"
        recent = [at for at in self.failures[attempt.ip] if at > attempt.at - 86_400]
        return "refuse" if len(recent) >= self.limit else "in"


class Lock(misconceptions.ip_alone):
    """Refuses an account for an hour after some failures, and lets in all others with the right password."""

    limit = 5

    def decide(self, attempt):
        if not attempt.right:
            self.failures[attempt.account].append(attempt.at)
            return "refuse"
        recent = self.failures[attempt.account][-self.limit :]
        return "refuse" if len(recent) == self.limit and recent[0] > attempt.at - 3600 else "in"


def gate(kind: str, failures: int) -> GateClass:
    """The class of a kind of gate with its limit on failures."""
    if kind == NEW:
        return type("Asks", (Gate,), {"NAMES": failures})
    return type("Limited", (Block if kind == BLOCK else Lock,), {"limit": failures})


@lru_cache(maxsize=64)
def outcome(kind: str, failures: int) -> Outcome:
    """What becomes of one fortnight."""
    return run(gate(kind, failures), (SEED,))


def consequences(found: Outcome, title: str) -> dict[str, Any]:
    """Bars: accounts taken in each attack, prompts to owners in the first, customers refused and asked."""
    rows = [{"what": f"taken, {kind}", "people": found.taken[kind]} for kind in (ONE, NET, SLOW)]
    rows += [
        {"what": "prompted, one address", "people": found.prompts[ONE]},
        {"what": "customers refused", "people": found.refused},
        {"what": "customers asked", "people": found.asked},
    ]
    taken = ", ".join(f"{found.taken[kind]} of {found.right(kind)} by {kind}" for kind in (ONE, NET, SLOW))
    text = (
        f"With {title}, accounts taken: {taken}. Of {found.customers} logins of customers in the week of the attacks "
        f"{found.refused} were refused and {found.asked} asked for a second factor."
    )
    finding = f"{found.taken.total()} accounts taken, {found.refused} customers refused"
    return chart.bars(rows, "what", "people", description=text, title=finding, y_title="people")


def gates(kind: str = BLOCK, failures: int = 10) -> dict[str, Any]:
    """The same for one of the kinds of gate and its limit on failures."""
    return consequences(outcome(kind, failures), f"“{kind}” after {failures} failures")
