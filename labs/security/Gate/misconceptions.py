"""Gates that people build first, and probes that try a few logins on each."""

from collections import defaultdict

from labs.security.Gate.solution import Gate
from labs.security.logins import Attempt


class right_password:
    """Who knows the password is the customer

    You let in whoever has the right password. People use one password in many places, and where one of those was
    broken into, others know it, too. The low and slow attack never makes a mistake that you could count. Ask a browser
    that this customer has never used for something that isn't on the list: a second factor.
    """

    def decide(self, attempt):
        return "in" if attempt.right else "refuse"

    def passed(self, attempt):
        pass


class ip_alone(right_password):
    """An attack comes from an address that can be blocked

    You count failures by address. That ends the first attack, together with everybody else behind the university's
    one address. A botnet has an address for each try, so it never reaches your limit. Count by address, as one sign
    of several, and look at the browser first.
    """

    def __init__(self):
        self.failures = defaultdict(list)

    def decide(self, attempt):
        if not attempt.right:
            self.failures[attempt.ip].append(attempt.at)
            return "refuse"
        recent = [at for at in self.failures[attempt.ip] if at > attempt.at - 86_400]
        return "refuse" if len(recent) >= 10 else "in"


class account_lock(Gate):
    """Five wrong passwords lock the account

    You refuse the customer because somebody else typed wrong passwords. Anybody who knows a name can do that, all day,
    to every customer you have. The lock stops guessing at one account, which is not how leaked passwords are tried.
    Let failures count against the browser or the address they come from, and keep a known browser's way open.
    """

    def __init__(self):
        super().__init__()
        self.wrong = defaultdict(list)

    def decide(self, attempt):
        if not attempt.right:
            self.wrong[attempt.account].append(attempt.at)
        recent = self.wrong[attempt.account][-5:]
        if len(recent) == 5 and recent[0] > attempt.at - 3600:
            return "refuse"
        return super().decide(attempt)


class asks_everybody(Gate):
    """Ask everybody, to be safe

    You ask customers for a second factor in the browser they have used all week. It stops the attacks, and it teaches
    people to confirm whatever pops up. It also costs orders. A browser that has passed once is itself something that
    the customer has: remember it.
    """

    def decide(self, attempt):
        decision = super().decide(attempt)
        return "ask" if decision == "in" else decision


class prompts_are_free(Gate):
    """The second factor settles the rest

    You ask for the second factor however bad the address is. Each time a customer gets a message in the middle of the
    day about a login that isn't theirs. Some confirm it by mistake, and some to make it stop. An address that has
    tried a hundred names in vain gets no prompt any more.
    """

    def tries_many(self, attempt):
        return False


_OWNER = Attempt(0.0, "ada", "198.51.100.7", "ada's browser", True)
_HOUR, _DAY = 3600.0, 86_400.0


def _gate(answer):
    """A gate that knows Ada's browser from three days."""
    gate = answer()
    for day in range(3):
        _try(gate, _OWNER._replace(at=day * _DAY))
    return gate


def _try(gate, attempt, owner=True):
    decision = gate.decide(attempt)
    if decision == "ask" and owner:
        gate.passed(attempt)
    return decision


def _owner(gate):
    return _try(gate, _OWNER._replace(at=3 * _DAY))


def _stranger(gate, ip="203.0.113.9"):
    """What somebody else with Ada's password hears, in a browser of their own."""
    return _try(gate, _OWNER._replace(at=3 * _DAY, ip=ip, device="another"), owner=False)


def _list_tried(gate):
    """Two hundred names tried in vain from one address, a second apart."""
    for number in range(200):
        at = 3 * _DAY - 200 + number
        gate.decide(Attempt(at, f"nobody-{number}", "203.0.113.66", f"tool-{number}", False))
    return gate


def _named(gate):
    """Thirty wrong passwords for Ada within minutes, each from another address."""
    for number in range(30):
        gate.decide(Attempt(3 * _DAY - 60 + number, "ada", f"192.0.2.{number}", f"tool-{number}", False))
    return gate


def probe_right_password(answer):
    """A stranger goes in with the right password, also from an address that tries a list."""
    return _stranger(_gate(answer)) == "in" and _stranger(_list_tried(_gate(answer)), "203.0.113.66") == "in"


def probe_ip_alone(answer):
    """A stranger goes in unless the address has failed before, and names play no part."""
    bad = _stranger(_list_tried(_gate(answer)), "203.0.113.66")
    return _stranger(_gate(answer)) == "in" and bad == "refuse" and _owner(_named(_gate(answer))) == "in"


def probe_account_lock(answer):
    """The owner goes in, but not after strangers have typed wrong passwords."""
    return _owner(_gate(answer)) == "in" and _owner(_named(_gate(answer))) == "refuse"


def probe_asks_everybody(answer):
    """The owner is asked in the browser that has passed three times."""
    return _owner(_gate(answer)) == "ask" and _stranger(_gate(answer)) != "in"


def probe_prompts_are_free(answer):
    """A browser that nobody knows is asked, also from an address that tries a list."""
    known, bad = _owner(_gate(answer)), _stranger(_list_tried(_gate(answer)), "203.0.113.66")
    return (
        known == "in" and _stranger(_gate(answer)) == "ask" and bad == "ask" and _owner(_named(_gate(answer))) == "in"
    )
