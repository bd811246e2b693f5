"""The incidents of the resilience lab: what its article says of them, and how far the references are from limits."""

from functools import cache

import pytest

from labs.resilience.breaker_for.misconceptions import never_opens
from labs.resilience.breaker_for.solution import breaker_for
from labs.resilience.incidents import (
    back,
    calls_per_checkout,
    crowd,
    long_brownout,
    naive_retries,
    short_brownout,
    success,
)
from labs.resilience.retry_for.misconceptions import no_jitter
from labs.resilience.retry_for.solution import retry_for
from nines.lab import ROOT
from nines.sim.scenarios import amplification

SEED = 7
OTHERS = range(9001, 9021)


@cache
def article() -> str:
    return " ".join((ROOT / "docs/concepts/resilience.md").read_text(encoding="utf-8").split())


def seconds_until_back(run) -> int:
    """How long after the trigger three seconds in a row had as many good answers as a shop that works."""
    good, over = run.goodput("checkout"), int(run.marks["over"])
    return next(second for second in range(over, len(good)) if sum(good[second : second + 3]) >= 24) - over


def test_the_evening_of_the_article_is_the_simulated_one():
    """The scene's numbers are those of the run with the seed that it names."""
    run = short_brownout(naive_retries, SEED)
    assert back(run) == 0
    assert f"Payments gets {sum(run.attempts[-20:]) / 20:.0f} calls per second".lower() in article().lower()
    assert f"can serve {run.capacity:.1f} calls per second" in article()


def test_the_cures_of_the_article_are_the_simulated_ones():
    """How soon budget and breaker bring the shop back, and how many instances come back together."""
    run = short_brownout(retry_for, SEED)
    said = f"{seconds_until_back(run)} s after the trigger, with {amplification(run) - 1:.1%} more".replace("%", " %")
    assert said in article()
    assert f"has the shop back after {seconds_until_back(long_brownout(breaker_for, SEED))} s" in article()
    assert back(long_brownout(never_opens, SEED)) == 0
    crowds = [f"{crowd(policy, SEED):.0%}".replace("%", " %") for policy in (no_jitter, retry_for)]
    assert f"{crowds[0]} of them come back within one and the same 10 ms" in article()
    assert f"and {crowds[1]} with full jitter" in article()


@pytest.mark.parametrize("seed", OTHERS)
def test_the_references_keep_their_distance(seed):
    """On seeds that no check has seen the references are well inside of every limit, not just within."""
    run, long = short_brownout(retry_for, seed), long_brownout(breaker_for, seed)
    assert min(back(run), back(long)) >= 0.99
    assert amplification(run) <= 1.05
    assert calls_per_checkout(retry_for, [seed]) <= 1.08
    assert crowd(retry_for, seed) <= 0.3
    assert sum(long.attempts[20:40]) / 20 <= 1.1


def test_the_references_hide_rare_faults():
    """Pooled over 20 seeds the references lose fewer than one checkout in 5,000 where one in 1,000 is allowed."""
    for breaker in (None, breaker_for):
        good, offered = success(retry_for, OTHERS, breaker)
        assert good >= offered * (1 - 1 / 5000)
