"""The incidents that this lab's policies have to live through, and what is measured of each."""

from collections.abc import Callable, Sequence
from random import Random

from nines.sim.policies import Breaker, RetryPolicy
from nines.sim.result import Result
from nines.sim.scenarios import amplification, brownout, herd, partial, transient

CALLERS = ("browser", "web", "checkout")
BACK_AFTER = 45  # seconds after the trigger: the last quarter of the minute in which the shop must be back
RetryFor = Callable[[str], RetryPolicy | None]
BreakerFor = Callable[[str], Breaker]


class Capped:
    """Retries with full jitter, up to a number of attempts, and no budget."""

    def __init__(self, attempts: int = 3) -> None:
        self.attempts = attempts

    def delay(self, attempt: int, rng: Random) -> float | None:
        """A wait drawn below 0.1, 0.2, … seconds."""
        return rng.uniform(0, 0.1 * 2 ** (attempt - 1)) if attempt < self.attempts else None

    def on_result(self, ok: bool, now: float) -> None:
        """Learn nothing."""


class Budgeted(Capped):
    """The same within a budget: a retry costs a token, and ten successes earn one."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens = 10.0

    def delay(self, attempt: int, rng: Random) -> float | None:
        """A wait, while there are tokens."""
        if self.tokens < 1 or attempt >= self.attempts:
            return None
        self.tokens -= 1
        return super().delay(attempt, rng)

    def on_result(self, ok: bool, now: float) -> None:
        """Earn a tenth of a token by a success."""
        if ok:
            self.tokens = min(10.0, self.tokens + 0.1)


def naive_retries(caller: str) -> RetryPolicy | None:
    """What Larder had that evening: three attempts in checkout."""
    return Capped() if caller == "checkout" else None


def budgeted_retries(caller: str) -> RetryPolicy | None:
    """What Larder has since: a budget in checkout."""
    return Budgeted() if caller == "checkout" else None


def short_brownout(retry_for: RetryFor, seed: int) -> Result:
    """Payments is slow for 6 seconds; afterwards it has capacity for 1.5 calls per checkout."""
    return brownout(retry=retry_for, seed=seed, trigger=6, rate=13.0)


def long_brownout(breaker_for: BreakerFor, seed: int) -> Result:
    """Payments is slow for 30 seconds and leaves work for more than a minute behind; retries have a budget."""
    return brownout(retry=budgeted_retries, breaker=lambda: breaker_for("payments"), seed=seed)


def back(result: Result) -> float:
    """The share of checkouts that succeed from 45 to 60 seconds after the trigger."""
    return result.share("checkout", result.marks["over"] + BACK_AFTER)


def success(retry_for: RetryFor, seeds: Sequence[int], breaker_for: BreakerFor | None = None) -> tuple[int, int]:
    """How many checkouts succeeded, of how many, while 1 % of the calls to payments fails."""
    breaker = (lambda: breaker_for("payments")) if breaker_for else None
    runs = [transient(retry=retry_for, breaker=breaker, seed=seed, seconds=60) for seed in seeds]
    offered = [sum(run.offered("checkout")) for run in runs]
    good = [round(run.share("checkout") * count) for run, count in zip(runs, offered, strict=True)]
    return sum(good), sum(offered)


def calls_per_checkout(retry_for: RetryFor, seeds: Sequence[int]) -> float:
    """How many calls payments gets for a checkout in a minute in which three calls in ten fail for 30 seconds."""
    runs = [partial(retry=retry_for, seed=seed) for seed in seeds]
    return sum(map(amplification, runs)) / len(runs)


def crowd(retry_for: RetryFor, seed: int) -> float:
    """The largest share of 200 instances whose retries come within the same 10 ms after a common failure."""
    callers = [caller for caller in CALLERS if retry_for(caller) is not None]
    return max((herd(retry=lambda _, caller=caller: retry_for(caller), seed=seed) for caller in callers), default=0.0)
