class Gate:
    """The first browser of an account is trusted, others are asked; failures of an address fade by half in an hour."""

    def __init__(self):
        self.browsers = {}
        self.heat = {}

    def decide(self, attempt):
        level, since = self.heat.get(attempt.ip, (0.0, attempt.at))
        level *= 0.5 ** ((attempt.at - since) / 3600)
        if not attempt.right:
            self.heat[attempt.ip] = level + 1, attempt.at
            return "refuse"
        mine = self.browsers.get(attempt.account)
        if mine and attempt.device in mine:
            return "in"
        if level > 15:
            return "refuse"
        if mine is None:
            self.browsers[attempt.account] = {attempt.device}
            return "in"
        return "ask"

    def passed(self, attempt):
        self.browsers[attempt.account].add(attempt.device)
