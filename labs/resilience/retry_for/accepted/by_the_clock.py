class Bucket:
    """A token bucket that time fills: one retry every two seconds, and a reserve of ten."""

    def __init__(self, rate=0.5, size=10):
        self.rate, self.size = rate, size
        self.tokens, self.since = size, 0.0

    def on_result(self, ok, now):
        self.tokens = min(self.size, self.tokens + self.rate * (now - self.since))
        self.since = now

    def delay(self, attempt, rng):
        if self.tokens < 1 or attempt > 2:
            return None
        self.tokens -= 1
        return 0.3 * rng.random()


def retry_for(caller):
    return Bucket() if caller == "checkout" else None
