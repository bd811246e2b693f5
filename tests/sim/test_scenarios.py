"""The scenarios tell policies apart: good designs clear every threshold on 20 seeds, bad ones fail for a reason."""

import math

import pytest

from nines.sim.scenarios import amplification, brownout, herd, overload, partial, transient
from tests.sim import policies as p
from tests.sim import shedders as s

SEEDS = range(20)
POOL = 5
RECOVERED, AMPLIFIED, SUCCESS, PEAK = 0.95, 1.1, 0.999, 0.5
GOODPUT, ORDERS, QUANTILE, SHED = 0.9, 0.999, 1.0, 0.05


def resilience(retry, breaker, seed):
    """What a retry policy and a breaker are judged by: after the trigger, attempts, transient faults, herd."""
    slow = brownout(retry=retry, breaker=breaker, seed=seed)
    errors = partial(retry=retry, breaker=breaker, seed=seed)
    faults = transient(retry=retry, breaker=breaker, seed=seed)
    after = slow.share("checkout", slow.marks["over"] + 40)
    attempts = max(amplification(slow), amplification(errors))
    assert max(slow.events, errors.events, faults.events) < 20_000
    return after, attempts, faults, herd(retry=retry, seed=seed)


GOOD = {
    "full jitter, token budget, consecutive failures": (p.only("checkout", p.Budget), p.Consecutive),
    "decorrelated jitter, gRPC throttle, failure ratio": (p.only("checkout", p.Decorrelated), p.Ratio),
    "equal jitter, sliding window, decaying average": (p.only("checkout", p.Window), p.Decay),
}


@pytest.mark.parametrize("design", GOOD)
def test_good_designs_bring_the_shop_back(design):
    """Different designs recover, stay within the attempts, survive transient faults and spread out, on 20 seeds."""
    retry, breaker = GOOD[design]
    results = [resilience(retry, breaker, seed) for seed in SEEDS]
    after, attempts, faults, peaks = zip(*results, strict=True)
    pools = [
        [r.good for run in faults[at : at + POOL] for r in run.records if r.kind == "checkout"] for at in (0, 5, 10, 15)
    ]
    assert min(after) >= RECOVERED + 0.03
    assert max(attempts) <= AMPLIFIED - 0.02
    assert max(peaks) <= PEAK - 0.15
    assert all(math.fsum(pool) / len(pool) >= SUCCESS + 0.0003 for pool in pools)


def test_a_retry_at_the_browser_only_is_a_good_design_too():
    """It need not be the layer next to the fault that retries, as long as it is one layer with a budget."""
    after, attempts, faults, _ = resilience(p.only("browser", p.Budget), p.Consecutive, 1)
    assert (after, faults.share("checkout")) == (1, 1)
    assert attempts <= AMPLIFIED


BAD = {
    "nothing: the backlog of stale calls outlives the trigger": (None, None, "after"),
    "never retry: one transient fault in a hundred is lost": (p.only("checkout", p.Never), p.Consecutive, "transient"),
    "retry at once at every layer: down for good": (lambda caller: p.Eager(), None, "after"),
    "retry at once at one layer: down for good": (p.only("checkout", p.Eager), None, "after"),
    "jitter without budget or breaker: down for good": (p.only("checkout", p.FullJitter), None, "after"),
    "a budget without a breaker: the backlog remains": (p.only("checkout", p.Budget), None, "after"),
    "no jitter: everyone comes back in the same instant": (p.only("checkout", p.NoJitter), p.Consecutive, "herd"),
    "no budget: partial faults are amplified": (p.only("checkout", p.FullJitter), p.Consecutive, "attempts"),
    "a budget at every layer: budgets multiply": (lambda caller: p.Budget(), p.Consecutive, "attempts"),
    "a breaker that never half-opens": (p.only("checkout", p.Budget), p.Stuck, "after"),
    "a breaker that opens at one failure": (p.only("checkout", p.Budget), p.Hair, "transient"),
}


@pytest.mark.parametrize("mistake", BAD)
def test_bad_designs_fail_for_their_reason(mistake):
    """Each mistake misses the threshold that it is about, by a margin, on every seed."""
    retry, breaker, reason = BAD[mistake]
    for seed in (1, 2, 3):
        if reason == "after":
            slow = brownout(retry=retry, breaker=breaker, seed=seed)
            assert slow.share("checkout", slow.marks["over"] + 40) < RECOVERED - 0.3
        elif reason == "transient":
            assert transient(retry=retry, breaker=breaker, seed=seed).share("checkout") < SUCCESS - 0.002
        elif reason == "attempts":
            assert amplification(partial(retry=retry, breaker=breaker, seed=seed)) > AMPLIFIED + 0.03
        else:
            assert herd(retry=retry, seed=seed) > PEAK + 0.3


def test_the_down_state_outlives_its_trigger_and_takes_the_whole_shop():
    """With naive retries at every layer browsing is down too, a minute after payments is well again."""
    run = brownout(retry=lambda caller: p.Eager(), seed=1)
    before, over = run.marks["trigger"], run.marks["over"]
    assert run.share("checkout", 0, before - 3) > 0.99
    assert run.share("browse", 0, before) == 1
    assert run.share("checkout", over + 40) == 0
    assert run.share("browse", over + 40) < 0.2
    assert amplification(run) > 2


def test_a_long_run_tells_its_progress():
    """Progress rises to 1 and changes nothing in the run."""
    told = []
    watched, plain = brownout(seed=1, after=10, progress=told.append), brownout(seed=1, after=10)
    assert told == sorted(told)
    assert (len(told), told[-1], watched.digest) == (30, 1.0, plain.digest)


def judged(shedder, seed):
    """The four numbers that a shedder is judged by: goodput per capacity, orders, p99, and what it sheds at 0.8×."""
    over, calm = overload(shedder=shedder, seed=seed), overload(shedder=shedder, seed=seed, factor=0.8)
    assert max(over.events, calm.events) < 20_000
    p99 = over.latency(0.99, start=5) or 0.0
    return over.rate(start=5) / over.capacity, over.share("order", 5), p99, calm.rejected() / len(calm.records)


@pytest.mark.parametrize("shedder", [s.Limit, s.Bucket, s.Delay, s.Dropper])
def test_good_shedders_keep_checkout_useful(shedder):
    """A concurrency limit, a token bucket, a predicted and a measured delay clear every threshold on 20 seeds."""
    goodput, orders, quantiles, shed = zip(*(judged(shedder, seed) for seed in SEEDS), strict=True)
    assert min(goodput) >= GOODPUT + 0.03
    assert min(orders) >= ORDERS
    assert max(quantiles) <= QUANTILE - 0.2
    assert max(shed) <= SHED - 0.02


WORTHLESS = {
    "admit everything: all answers are late": (s.AdmitAll, 0, GOODPUT),
    "a bigger queue: the same, later": (s.BigQueue, 0, GOODPUT),
    "shed everything": (s.ShedAll, 0, GOODPUT),
    "orders only: half of the capacity is idle": (s.CriticalOnly, 0, GOODPUT),
    "a coin: orders are shed like quotes": (s.Coin, 1, ORDERS),
    "a short queue that knows no classes": (s.ClassBlind, 1, ORDERS),
}


@pytest.mark.parametrize("mistake", WORTHLESS)
def test_bad_shedders_fail_for_their_reason(mistake):
    """Each mistake misses the threshold that it is about, by a margin, on every seed."""
    shedder, number, threshold = WORTHLESS[mistake]
    assert all(judged(shedder, seed)[number] < threshold - 0.2 for seed in (1, 2, 3))


def test_rejecting_is_not_free():
    """At ten times the capacity even a good limit loses goodput when a rejection costs 4 ms of a worker."""
    dear = overload(shedder=s.Limit, factor=10, reject=0.004, seconds=20, seed=1)
    free = overload(shedder=s.Limit, factor=10, reject=0.0, seconds=20, seed=1)
    assert dear.rate("quote", 5) + dear.rate("order", 5) < 0.7 * free.rate(start=5)


def test_a_run_that_never_ends_is_stopped_in_words():
    """A policy that retries without waiting and without limit is told what its clients did."""

    class Forever(p.Eager):
        """Retries at once forever."""

        def delay(self, attempt, rng):
            return 0.0

    with pytest.raises(RuntimeError, match="checkout retried its calls to payments 5,000 times in one instant"):
        transient(retry=p.only("checkout", Forever), ratio=1.0)
