from dataclasses import dataclass, field


@dataclass
class Address:
    wrong: int = 0
    right: int = 0
    since: float = 0.0

    def told(self, attempt):
        if attempt.at - self.since > 3600:
            self.wrong, self.right, self.since = 0, 0, attempt.at
        if attempt.right:
            self.right += 1
        else:
            self.wrong += 1

    @property
    def bad(self):
        return self.wrong >= 12 and self.wrong > 4 * self.right


@dataclass
class Gate:
    """Is the browser this customer's? If not: do most tries from its address fail?"""

    customers: dict = field(default_factory=dict)
    addresses: dict = field(default_factory=dict)

    def decide(self, attempt):
        address = self.addresses.setdefault(attempt.ip, Address())
        address.told(attempt)
        match (attempt.right, attempt.device in self.customers.get(attempt.account, ()), address.bad):
            case (False, _, _) | (True, False, True):
                return "refuse"
            case (True, True, _):
                return "in"
        return "ask"

    def passed(self, attempt):
        self.customers.setdefault(attempt.account, []).append(attempt.device)
