class Throttle:
    """The same rule on counts that lose half of their weight every two seconds."""

    HALF_LIFE, K = 2.0, 2.0

    def __init__(self, rng):
        self.rng = rng
        self.requests = self.accepts = self.last = 0.0

    def fade(self, now):
        factor = 0.5 ** ((now - self.last) / self.HALF_LIFE)
        self.requests, self.accepts, self.last = self.requests * factor, self.accepts * factor, now

    def allow(self, now):
        self.fade(now)
        drop = self.rng.random() < (self.requests - self.K * self.accepts) / (self.requests + 1)
        self.requests += drop
        return not drop

    def on_result(self, ok, now):
        self.fade(now)
        self.requests += 1
        self.accepts += ok
