from collections import deque


class Throttle:
    """The rule of the SRE book over a window of five seconds: beyond twice what was accepted, drop by chance."""

    WINDOW, K = 5.0, 2.0

    def __init__(self, rng):
        self.rng = rng
        self.asked, self.accepted = deque(), deque()

    def allow(self, now):
        for times in (self.asked, self.accepted):
            while times and times[0] < now - self.WINDOW:
                times.popleft()
        requests, accepts = len(self.asked), len(self.accepted)
        if self.rng.random() < (requests - self.K * accepts) / (requests + 1):
            self.asked.append(now)
            return False
        return True

    def on_result(self, ok, now):
        self.asked.append(now)
        if ok:
            self.accepted.append(now)
