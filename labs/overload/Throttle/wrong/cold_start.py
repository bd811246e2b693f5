class Throttle:
    """Learns a rate, from one request per second upwards: good in the rush, and slow to begin."""

    def __init__(self, rng):
        self.rate, self.tokens, self.last, self.cut = 1.0, 1.0, 0.0, 0.0

    def allow(self, now):
        self.tokens, self.last = min(5.0, self.tokens + self.rate * (now - self.last)), now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def on_result(self, ok, now):
        if ok:
            self.rate = min(100.0, self.rate + 0.5)
        elif now - self.cut > 0.2:
            self.rate, self.cut = max(1.0, self.rate * 0.7), now
