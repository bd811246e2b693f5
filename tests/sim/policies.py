"""Policies in several designs, good and bad, that the scenarios must tell apart."""

from typing import ClassVar


class Never:
    """Never retries."""

    def delay(self, attempt, rng):
        return None

    def on_result(self, ok, now):
        pass


class Eager:
    """Three attempts at once, whatever happens."""

    def delay(self, attempt, rng):
        return 0.0 if attempt < 3 else None

    def on_result(self, ok, now):
        pass


class NoJitter(Eager):
    """Three attempts with exponential backoff, always of the same length."""

    def delay(self, attempt, rng):
        return 0.1 * 2 ** (attempt - 1) if attempt < 3 else None


class FullJitter(Eager):
    """Three attempts with full jitter, and no budget."""

    def delay(self, attempt, rng):
        return rng.uniform(0, 0.1 * 2 ** (attempt - 1)) if attempt < 3 else None


class Budget(FullJitter):
    """Full jitter within a budget: one retry for every ten calls."""

    ratio: ClassVar[float] = 0.1

    def __init__(self):
        self.tokens = 10.0

    def delay(self, attempt, rng):
        if self.tokens < 1 or attempt >= 3:
            return None
        self.tokens -= 1
        return super().delay(attempt, rng)

    def on_result(self, ok, now):
        if ok:
            self.tokens = min(10.0, self.tokens + self.ratio)


class Decorrelated(Budget):
    """Decorrelated jitter with gRPC's throttle: a failure costs a token, a success earns a tenth."""

    def delay(self, attempt, rng):
        if self.tokens <= 5 or attempt >= 4:
            return None
        sleep = 0.1
        for _ in range(attempt):
            sleep = min(5.0, rng.uniform(0.1, 3 * sleep))
        return sleep

    def on_result(self, ok, now):
        self.tokens = min(10.0, self.tokens + 0.1) if ok else max(0.0, self.tokens - 1)


class Window(Never):
    """Equal jitter; retries are at most a tenth of the calls of the last 20 seconds."""

    def __init__(self):
        self.calls, self.retries = [], []

    def delay(self, attempt, rng):
        if attempt >= 3 or len(self.retries) + 1 > len(self.calls) / 10:
            return None
        self.retries.append(self.calls[-1])
        half = 0.1 * 2 ** (attempt - 1)
        return half + rng.uniform(0, half)

    def on_result(self, ok, now):
        self.calls.append(now)
        self.calls = [moment for moment in self.calls if moment > now - 20]
        self.retries = [moment for moment in self.retries if moment > now - 20]


class Consecutive:
    """Opens after five failures in a row, then lets one call per second try."""

    def __init__(self):
        self.failures, self.tried = 0, 0.0

    def allow(self, now):
        if self.failures >= 5 and now - self.tried < 1:
            return False
        self.tried = now
        return True

    def on_result(self, ok, now):
        self.failures = 0 if ok else self.failures + 1


class Ratio:
    """Opens when half of the last 20 calls failed, for three seconds; then one probe decides."""

    def __init__(self):
        self.last, self.until, self.probing = [], 0.0, False

    def allow(self, now):
        if now < self.until or self.probing:
            return False
        if self.until:
            self.probing = True
        return True

    def on_result(self, ok, now):
        if self.probing:
            self.probing = False
            self.until, self.last = (0.0, []) if ok else (now + 3, [])
            return
        self.last = [*self.last[-19:], ok]
        if not self.until and len(self.last) == 20 and self.last.count(False) >= 10:
            self.until = now + 3


class Decay:
    """Opens while a decaying average of failures is above a half; lets one call in twenty through."""

    def __init__(self):
        self.average, self.count = 0.0, 0

    def allow(self, now):
        self.count += 1
        return self.average < 0.5 or self.count % 20 == 0

    def on_result(self, ok, now):
        self.average += 0.2 * ((not ok) - self.average)


class Stuck(Consecutive):
    """Opens and never closes again."""

    def allow(self, now):
        return self.failures < 5


class Hair(Consecutive):
    """Opens for a second at the first failure."""

    def allow(self, now):
        return self.failures < 1 or now - self.tried >= 1

    def on_result(self, ok, now):
        self.failures = 0 if ok else 1
        self.tried = now


def only(layer, policy):
    """A factory that gives one layer the policy and the others none."""
    return lambda caller: policy() if caller == layer else None
