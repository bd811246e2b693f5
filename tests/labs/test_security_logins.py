"""The login gate's lab: right answers have a margin, attacks are as told, and mistakes keep their names."""

from collections import Counter

import pytest

from labs.security.Gate import misconceptions
from labs.security.gate_figures import BLOCK, LOCK, NEW, gates, outcome
from labs.security.gates import run
from labs.security.logins import DAY, LEAKED, NET, ONE, SCHOOL, SLOW, SLOW_LEAKED, SPITE, TRIES, WEEK, fortnight
from nines.check.recognize import probes
from nines.contract.answers import right
from nines.lab import exercise

EXERCISE = exercise("security.Gate")
NAMES = list(EXERCISE.misconceptions)
SEEDS = range(100, 120)
USUAL = misconceptions.Gate


def loaded(source: str) -> type:
    """The gate that an answer's text defines."""
    namespace = {"__name__": "answer"}
    exec(compile(source, "answer", "exec"), namespace)
    return namespace["Gate"]


DESIGNS = [pytest.param(loaded(text), id=file) for file, text in right(EXERCISE).items()]


@pytest.mark.parametrize("gate", DESIGNS)
def test_right_gates_pass_with_a_margin(gate):
    """On 20 seeds, few at a time as in a check, every design is well inside each of the four promises."""
    for start in SEEDS[::4]:
        found = run(gate, range(start, start + 4))
        assert found.taken.total() == 0
        assert found.refused_share <= 0.0025
        assert found.asked_share <= 0.09
        assert found.prompts[ONE] <= 0.1 * found.right(ONE)


@pytest.mark.parametrize("name", NAMES)
def test_mistakes_fail_by_a_margin(name):
    """Each is far outside of at least one promise, whatever the seed."""
    for start in SEEDS[:8:4]:
        found = run(getattr(misconceptions, name), range(start, start + 4))
        taken = max(found.taken[kind] / found.right(kind) for kind in (ONE, NET, SLOW))
        far = (
            taken > 0.5,
            found.refused_share > 0.012,
            found.asked_share > 0.5,
            found.prompts[ONE] > 0.5 * found.right(ONE),
        )
        assert any(far)


def test_the_attacks_are_what_the_lesson_says():
    """One address for all names, one try for each address, no failure at all; all of them in the second week."""
    events = fortnight(1)
    by_kind = {kind: [event.attempt for event in events if event.kind == kind] for kind in (ONE, NET, SLOW, SPITE)}
    assert all(attempt.at >= WEEK for tries in by_kind.values() for attempt in tries)
    assert {attempt.ip for attempt in by_kind[ONE]} == {SCHOOL}
    assert len(by_kind[ONE]) == len(by_kind[NET]) == TRIES == 1000
    assert max(Counter(attempt.ip for attempt in by_kind[NET]).values()) <= 3
    assert sum(attempt.right for attempt in by_kind[ONE]) == sum(attempt.right for attempt in by_kind[NET]) == LEAKED
    assert len(by_kind[SLOW]) == SLOW_LEAKED
    assert all(attempt.right for attempt in by_kind[SLOW])
    assert not any(attempt.right for attempt in by_kind[SPITE])
    assert {int(attempt.at // DAY) for attempt in by_kind[SPITE]} == {12}
    assert set(Counter(attempt.account for attempt in by_kind[SPITE]).values()) == {5 * 14}


def test_no_attacker_has_a_customers_browser():
    """A browser is what tells a customer from somebody with the password, so none is shared."""
    owners = {event.attempt.device for event in fortnight(2) if not event.kind}
    assert owners.isdisjoint(event.attempt.device for event in fortnight(2) if event.kind)


def test_the_figure_shows_what_counting_cannot_stop():
    """Whatever the limit, counting by address or account lets the slow attack through, asking new browsers doesn't."""
    for failures in (2, 10, 40):
        assert outcome(BLOCK, failures).taken[SLOW] == outcome(LOCK, failures).taken[SLOW] == SLOW_LEAKED
        assert outcome(NEW, failures).taken.total() == 0
    assert outcome(BLOCK, 10).taken[ONE] == 0
    assert outcome(BLOCK, 10).refused > 20 > outcome(NEW, 10).refused
    assert "40 of 40 by low and slow" in gates(BLOCK, 10)["description"]


class TrustsAddresses(misconceptions.right_password):
    """A gate that lets in the right password from addresses without three failures ever."""

    def __init__(self):
        self.failures = Counter()

    def decide(self, attempt):
        self.failures[attempt.ip] += not attempt.right
        return "in" if attempt.right and self.failures[attempt.ip] < 3 else "refuse"


class LocksForGood(USUAL):
    """A gate that locks an account forever after twenty failures."""

    def __init__(self):
        super().__init__()
        self.wrong = Counter()

    def decide(self, attempt):
        self.wrong[attempt.account] += not attempt.right
        return "refuse" if self.wrong[attempt.account] >= 20 else super().decide(attempt)


@pytest.mark.parametrize(("gate", "name"), [(TrustsAddresses, "ip_alone"), (LocksForGood, "account_lock")])
def test_mistakes_are_known_in_other_dress(gate, name):
    """A probe tries logins and does not look for numbers, so another limit is the same mistake."""
    assert probes(vars(misconceptions), NAMES, gate) == [name]
