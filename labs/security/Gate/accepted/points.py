from collections import Counter


class Gate:
    """Points for what is unusual: some are a reason to ask, many a reason to refuse; an hour is one of the clock."""

    def __init__(self):
        self.seen = Counter()
        self.wrong = {}

    def decide(self, attempt):
        hour = int(attempt.at // 3600)
        names = self.wrong.setdefault(attempt.ip, {})
        if not attempt.right:
            names[attempt.account] = hour
            return "refuse"
        points = 0 if self.seen[attempt.account, attempt.device] else 5
        points += min(6, sum(hour - last <= 1 for last in names.values()) / 3)
        if points < 7 and self.seen[attempt.account, attempt.device]:
            self.seen[attempt.account, attempt.device] += 1
            return "in"
        return "ask" if points < 10 else "refuse"

    def passed(self, attempt):
        self.seen[attempt.account, attempt.device] += 1
