"""Retry policies that people write first, and probes that know them by how they behave."""

from random import Random

CALLERS = ("browser", "web", "checkout")


class _Budget:
    """The reference policy, which the wrong answers below are one mistake away from."""

    attempts, ratio = 3, 0.1

    def __init__(self):
        self.tokens = 10.0

    def pay(self, attempt):
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def wait(self, attempt, rng):
        return rng.uniform(0, 0.1 * 2 ** (attempt - 1))

    def delay(self, attempt, rng):
        return self.wait(attempt, rng) if attempt < self.attempts and self.pay(attempt) else None

    def on_result(self, ok, now):
        if ok:
            self.tokens = min(10.0, self.tokens + self.ratio)


def attempts_capped(caller):
    """Three attempts are a limit

    You limit the attempts of one checkout, and nothing limits them all together. When every call fails, every
    checkout makes all its attempts: payments gets three times its load at the moment when it can bear it least, and
    fails for that reason alone. Give all calls together a budget, such as one retry for every ten successes.
    """

    class Capped(_Budget):
        def pay(self, attempt):
            return True

    return Capped() if caller == "checkout" else None


def first_retry_only(caller):
    """A budget counts checkouts

    Your budget is asked before the first retry and not before the next ones, so it limits how many checkouts retry
    and not how often. In an outage every one of them goes on to its last attempt. Charge every attempt but the first.
    """

    class FirstRetry(_Budget):
        attempts, ratio = 6, 0.07

        def pay(self, attempt):
            return attempt > 1 or super().pay(attempt)

        def on_result(self, ok, now):
            super().on_result(True, now)

    return FirstRetry() if caller == "checkout" else None


def one_success_refills(caller):
    """One success means that all is well

    One good answer fills your budget to the brim. That stops retries in a total outage, which is rare. In a common one
    a few calls in ten fail, and the others keep your budget full. Let a success earn a fraction of a retry.
    """

    class Refilled(_Budget):
        ratio = 10.0

    return Refilled() if caller == "checkout" else None


def every_layer(caller):
    """Every layer should retry

    You retry in several layers. What one layer gives up on, the layer above starts again: attempts multiply, they
    don't add. Let one layer retry, and let the others pass the failure on.
    """
    return _Budget()


def no_jitter(caller):
    """Backoff spreads retries

    Your waits grow, and every instance waits equally long, give or take little. Those that failed together come
    back together, later and as a crowd. Draw the wait at random from a wide range, such as from zero to the backoff.
    """

    class Alike(_Budget):
        def wait(self, attempt, rng):
            return 0.1 * 2 ** (attempt - 1)

    return Alike() if caller == "checkout" else None


def immediate(caller):
    """The sooner the retry, the better

    You retry without waiting. What made the call fail is still there in the same millisecond, and everybody else who
    failed is there too. Wait for a short, random time.
    """

    class AtOnce(_Budget):
        def wait(self, attempt, rng):
            return 0.0

    return AtOnce() if caller == "checkout" else None


def never_retrying(caller):
    """Retries do more harm than good

    You never retry. That is safe for payments, and it hands every passing fault to a shopper: 1 % of the calls fail,
    and 1 % of the checkouts with them. A retry is the right answer to a rare, independent fault. Keep it, on a budget.
    """
    return {}.get(caller)


def _warm(policy):
    """The policy after 100 good calls."""
    for call in range(100):
        policy.on_result(True, call / 10)
    return policy


def _retrying(answer):
    """The policies that would retry a lone failure, each after 100 good calls."""
    made = [policy for policy in map(answer, CALLERS) if policy is not None]
    return [policy for policy in made if _warm(policy).delay(1, Random(1)) is not None]


def _outage(policy, calls=range(400)):
    """Whether each of these calls, all of which fail, is granted a retry; one call every tenth of a second."""
    granted = []
    for call in calls:
        policy.on_result(False, 10 + call / 10)
        granted.append(policy.delay(1, Random(call)) is not None)
    return granted


def _first_waits(answer):
    """The wait before the first retry, of 20 instances in each layer that retries."""
    layers = [caller for caller in CALLERS if answer(caller) is not None]
    drawn = [[_warm(answer(caller)).delay(1, Random(number)) for number in range(20)] for caller in layers]
    return [waits for waits in drawn if None not in waits]


def probe_attempts_capped(answer):
    """After a long outage every failed call is still retried."""
    return any(all(_outage(policy)[-100:]) for policy in _retrying(answer))


def probe_first_retry_only(answer):
    """When a first retry is refused, a second one would be granted."""
    for policy in _retrying(answer):
        _outage(policy)
        tries = 0
        while policy.delay(1, Random(tries)) is not None and tries < 100:
            tries += 1
        if tries < 100 and all(policy.delay(2, Random(number)) is not None for number in range(10)):
            return True
    return False


def probe_one_success_refills(answer):
    """An outage ends the retries, and one success brings five of them back."""
    for policy in _retrying(answer):
        before = _outage(policy)
        policy.on_result(True, 50)
        if not any(before[-20:]) and all(_outage(policy, range(400, 405))):
            return True
    return False


def probe_every_layer(answer):
    """More than one layer retries."""
    return len(_retrying(answer)) > 1


def probe_no_jitter(answer):
    """Instances that failed together wait equally long, give or take a sixth."""
    return any(max(w) > 0 and max(w) - min(w) < 0.3 * sum(w) / len(w) for w in _first_waits(answer))


def probe_immediate(answer):
    """Nobody waits."""
    return any(max(waits) < 0.001 for waits in _first_waits(answer))


def probe_never_retrying(answer):
    """No layer retries a lone failure."""
    return not _retrying(answer)
