from collections import deque


class Share:
    """Equal jitter; retries are at most a twelfth of the calls of the last 20 seconds."""

    def __init__(self):
        self.calls, self.retries, self.now = deque(), deque(), 0.0

    def delay(self, attempt, rng):
        if attempt == 3 or len(self.retries) >= len(self.calls) / 12:
            return None
        self.retries.append(self.now)
        ceiling = 0.15 * attempt
        return rng.uniform(ceiling / 2, ceiling)

    def on_result(self, ok, now):
        self.now = now
        self.calls.append(now)
        for moments in (self.calls, self.retries):
            while moments and moments[0] < now - 20:
                moments.popleft()


def retry_for(caller):
    return {"checkout": Share}.get(caller, lambda: None)()
