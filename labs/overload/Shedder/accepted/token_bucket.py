class Shedder:
    """A token bucket a little below the capacity; critical requests may overdraw it."""

    RATE, SIZE = 38.0, 12.0

    def __init__(self):
        self.tokens, self.last = self.SIZE, 0.0

    def admit(self, request, load):
        self.tokens = min(self.SIZE, self.tokens + self.RATE * (load.now - self.last))
        self.last = load.now
        if request.critical or self.tokens >= 1:
            self.tokens -= 1
            return True
        return False

    def on_finish(self, request, seconds, ok):
        pass
