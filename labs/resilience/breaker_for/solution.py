class Consecutive:
    """Opens after five failures in a row; while it is open, one call per second may try."""

    def __init__(self):
        self.failures = 0
        self.tried = 0.0

    def allow(self, now):
        if self.failures >= 5 and now - self.tried < 1:
            return False
        self.tried = now
        return True

    def on_result(self, ok, now):
        self.failures = 0 if ok else self.failures + 1


def breaker_for(callee):
    return Consecutive()
