from collections import deque


class States:
    """Closed, open for three seconds when half of the last 20 calls failed, then half-open for one probe."""

    def __init__(self):
        self.close()

    def close(self):
        self.state, self.recent = "closed", deque(maxlen=20)

    def allow(self, now):
        if self.state == "open" and now >= self.until:
            self.state = "half-open"
            return True
        return self.state == "closed"

    def on_result(self, ok, now):
        if self.state == "half-open":
            if ok:
                self.close()
            else:
                self.state, self.until = "open", now + 3
        elif self.state == "closed":
            self.recent.append(ok)
            if len(self.recent) == 20 and sum(self.recent) <= 10:
                self.state, self.until = "open", now + 3


def breaker_for(callee):
    return States()
