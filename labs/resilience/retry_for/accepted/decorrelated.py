class Throttled:
    """Decorrelated jitter; a failure costs a token, a success earns a tenth, and below half nothing is retried."""

    FULL, EARNED = 10, 0.1

    def __init__(self):
        self.level = self.FULL
        self.previous = 0.1

    def delay(self, attempt, rng):
        if self.level <= self.FULL / 2 or attempt > 3:
            return None
        start = 0.1 if attempt == 1 else self.previous
        self.previous = min(2.0, rng.uniform(0.1, 3 * start))
        return self.previous

    def on_result(self, ok, now):
        self.level = min(self.FULL, self.level + self.EARNED) if ok else max(0, self.level - 1)


def retry_for(caller):
    if caller != "checkout":
        return None
    return Throttled()
