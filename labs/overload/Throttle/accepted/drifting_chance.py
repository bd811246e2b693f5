class Throttle:
    """Sends with a probability that each refusal lowers and each answer raises, and that drifts back to 1."""

    def __init__(self, rng):
        self.rng, self.chance, self.last = rng, 1.0, 0.0

    def allow(self, now):
        self.chance = min(1.0, self.chance * 1.25 ** (now - self.last))
        self.last = now
        return self.rng.random() < self.chance

    def on_result(self, ok, now):
        self.chance = min(1.0, self.chance * 1.04) if ok else max(0.05, self.chance * 0.94)
