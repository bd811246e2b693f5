from collections import defaultdict, deque


class Gate:
    """A known browser goes in; an unknown one is asked, and refused where its address tries many names in vain."""

    WINDOW, NAMES = 3600, 10

    def __init__(self):
        self.known = set()
        self.failures = defaultdict(deque)

    def decide(self, attempt):
        if not attempt.right:
            self.failures[attempt.ip].append((attempt.at, attempt.account))
            return "refuse"
        if (attempt.account, attempt.device) in self.known:
            return "in"
        return "refuse" if self.tries_many(attempt) else "ask"

    def tries_many(self, attempt):
        recent = self.failures[attempt.ip]
        while recent and recent[0][0] < attempt.at - self.WINDOW:
            recent.popleft()
        return len({account for _, account in recent}) >= self.NAMES

    def passed(self, attempt):
        self.known.add((attempt.account, attempt.device))
