class Budget:
    """Full jitter, three attempts, and one retry for every ten successes."""

    def __init__(self):
        self.tokens = 10.0

    def delay(self, attempt, rng):
        if attempt >= 3 or self.tokens < 1:
            return None
        self.tokens -= 1
        return rng.uniform(0, 0.1 * 2 ** (attempt - 1))

    def on_result(self, ok, now):
        if ok:
            self.tokens = min(10.0, self.tokens + 0.1)


def retry_for(caller):
    """Retry in one place, next to the failure."""
    return Budget() if caller == "checkout" else None
