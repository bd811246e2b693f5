"""An exercise may ask for a class, recognized by probes and judged on fresh seeds, or for a text."""

import pytest

from nines.check import run
from nines.contract import problems
from nines.exercise import Exercise
from nines.lab import Lab
from tests.labs import tiny

STARTER = '''class Shedder:
    """Decides which requests to turn away, from the share of the deadline that is left (0 to 1)."""

    def admit(self, left):
        """Whether to serve a request."""
        raise NotImplementedError
'''
SOLUTION = STARTER.replace("raise NotImplementedError", "return left > 0.2")
CHECKS = """import random


def test_stale_requests_are_turned_away(Shedder, seeds):
    for seed in seeds:
        assert not Shedder().admit(random.Random(seed).uniform(0, 0.1)), "Work that is late anyway is not worth doing."


def test_fresh_requests_are_served(Shedder, seeds):
    for seed in seeds:
        assert Shedder().admit(random.Random(seed).uniform(0.5, 1)), "A request with time left is served."
"""
MISCONCEPTIONS = '''import random


class ServeStale:
    """Every request is worth serving

    A request whose caller has gone is work for nobody.
    """

    def admit(self, left):
        return True


def probe_ServeStale(answer):
    return bool(answer().admit(0.01))


class AtRandom:
    """Turning away at random

    A coin turns away work that would have been in time.
    """

    def admit(self, left):
        return left > 0.2 and random.random() < 0.5


def probe_AtRandom(answer):
    seen = {bool(answer().admit(0.9)) for _ in range(64)}
    return len(seen) == 2
'''
ARTICLE = "# Overload\n\n### Every request {#ServeStale}\n### At random {#AtRandom}\n"
HINTS = "## test_stale_requests_are_turned_away\n\nWho waits?\n\n## test_fresh_requests_are_served\n\nWho is in time?\n"


@pytest.fixture
def shedder(tmp_path) -> Exercise:
    """A tiny lab whose exercise is a class."""
    files = {
        "docs/basics/budgets.md": ARTICLE,
        "notebooks/budgets.ipynb": tiny.notebook(("Shedder", STARTER)),
        "labs/budgets/lab.toml": tiny.FILES["labs/budgets/lab.toml"],
    }
    parts = {"checks.py": CHECKS, "solution.py": SOLUTION, "misconceptions.py": MISCONCEPTIONS, "hints.md": HINTS}
    parts["accepted/half.py"] = SOLUTION.replace("0.2", "0.4")
    parts["accepted/with_a_state.py"] = SOLUTION.replace(
        "return left > 0.2", "self.last = left\n        return self.last > 0.3"
    )
    files |= {f"labs/budgets/Shedder/{name}": text for name, text in parts.items()}
    tiny.write(tmp_path, {**dict.fromkeys(tiny.FILES), **files})
    return Exercise(Lab("budgets", tmp_path), "Shedder")


def test_a_class_exercise_keeps_the_contract(shedder):
    """Never, always, constant and maximum policies are made from its methods, and probes tell the mistakes apart."""
    assert problems(shedder) == []


def test_a_policy_is_named_by_how_it_behaves(shedder):
    """A probe recognizes a mistake in an answer that shares nothing with the misconception's text."""
    rude = SOLUTION.replace("return left > 0.2", "return 'yes'")
    assert run(shedder, rude).misconception["name"] == "ServeStale"


def test_two_probes_that_fire_are_only_a_likeness(shedder):
    """Two mistakes at once are never called certain."""
    both = "import random\n\n\n" + SOLUTION.replace("return left > 0.2", "return left < 0.2 or random.random() < 0.5")
    found = run(shedder, both).misconception
    assert (found["name"], found["certain"]) == ("ServeStale", False)


def test_a_probe_that_raises_says_no(shedder):
    """An answer that a probe cannot handle is given no name."""
    assert (
        run(shedder, SOLUTION.replace("return left > 0.2", "return 1 / 0 if left < 0.5 else 0")).misconception is None
    )


def test_a_class_must_be_a_class(shedder):
    """A function where a class is asked for is told as such."""
    verdict = run(shedder, "def Shedder():\n    return 1\n")
    assert verdict.status == "broken"
    assert "`Shedder` must be a class" in verdict.message
