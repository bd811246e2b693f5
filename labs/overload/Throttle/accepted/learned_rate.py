class Throttle:
    """A token bucket whose rate falls by a third at a refusal, five times a second at most, and grows with answers."""

    MOST = 100.0

    def __init__(self, rng):
        self.rate, self.tokens, self.last, self.cut = self.MOST, 5.0, 0.0, 0.0

    def allow(self, now):
        self.tokens = min(5.0, self.tokens + self.rate * (now - self.last))
        self.last = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def on_result(self, ok, now):
        if ok:
            self.rate = min(self.MOST, self.rate + 0.5)
        elif now - self.cut > 0.2:
            self.rate, self.cut = max(1.0, self.rate * 0.7), now
