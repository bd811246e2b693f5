"""Two weeks of logins at Larder: customers with their browsers and, in the second week, buyers of leaked passwords."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from random import Random
from typing import NamedTuple

DAY, HOUR, MINUTE = 86_400, 3_600, 60
WEEK = 7 * DAY
USERS, AT_SCHOOL, MOBILE = 300, 45, 75  # customers; those behind the university's one address; those on the phone net
ONE, NET, SLOW, SPITE = "one address", "botnet", "low and slow", "lockout"
TRIES, LEAKED, SLOW_LEAKED = 1000, 20, 40  # names tried at once; right passwords among them; those tried slowly
VICTIMS = 60  # accounts that somebody wants to see locked
SCHOOL = "192.0.2.1"


class Attempt(NamedTuple):
    """One try to log in: when (s), as whom, from which address and browser, and whether name and password are right."""

    at: float
    account: str
    ip: str
    device: str
    right: bool


class Event(NamedTuple):
    """An attempt, and who is behind it: "" for the account's owner, or the kind of attack."""

    attempt: Attempt
    kind: str


@lru_cache(maxsize=8)
def fortnight(seed: int) -> tuple[Event, ...]:
    """All attempts of the two weeks in order of time."""
    rng = Random(f"logins {seed}")
    accounts = [f"customer-{number}" for number in range(USERS)]
    events = [event for number, account in enumerate(accounts) for event in customer(rng, number, account)]
    leaked = rng.sample(accounts, 2 * LEAKED + SLOW_LEAKED)
    events += burst(rng, ONE, leaked[:LEAKED], 8 * DAY + 11 * HOUR, 30 * MINUTE)
    events += burst(rng, NET, leaked[LEAKED : 2 * LEAKED], 10 * DAY + 9 * HOUR, 6 * HOUR)
    for account in leaked[2 * LEAKED :]:
        at = rng.uniform(WEEK, 2 * WEEK)
        events.append(Event(Attempt(at, account, address(rng), browser(rng), True), SLOW))
    events += spite(rng, rng.sample(accounts, VICTIMS))
    return tuple(sorted(events))


def address(rng: Random) -> str:
    """Somebody's address at home."""
    return f"198.51.{rng.randrange(256)}.{rng.randrange(256)}"


def browser(rng: Random) -> str:
    """A browser never seen before, by the cookie that it keeps."""
    return f"{rng.getrandbits(48):012x}"


def customer(rng: Random, number: int, account: str) -> Iterator[Event]:
    """A customer's logins: on most days, mostly with the usual browser, now and then mistyped or from a new one."""
    home, browsers = SCHOOL if number < AT_SCHOOL else address(rng), [browser(rng), browser(rng)]
    for day in range(14):
        if rng.random() > 0.7:
            continue
        at = day * DAY + rng.uniform(7, 23) * HOUR
        if rng.random() < 0.02:
            browsers[0] = browser(rng)
        device = browsers[rng.random() < 0.2]
        phone = AT_SCHOOL <= number < AT_SCHOOL + MOBILE
        ip = f"203.0.113.{rng.randrange(200)}" if phone else home
        wrong = 6 if rng.random() < 0.005 else rng.choice((1, 2)) if rng.random() < 0.08 else 0
        for slip in range(wrong):
            yield Event(Attempt(at - 15 * (wrong - slip), account, ip, device, False), "")
        yield Event(Attempt(at, account, ip, device, True), "")


def burst(rng: Random, kind: str, leaked: list[str], begin: float, seconds: float) -> Iterator[Event]:
    """A list of names tried one after the other, some of them with the right password."""
    names = leaked + [f"stranger-{number}" for number in range(TRIES - len(leaked))]
    rng.shuffle(names)
    known = set(leaked)
    for at, account in zip(count(begin, seconds / TRIES), names):
        ip = SCHOOL if kind == ONE else address(rng)
        yield Event(Attempt(at, account, ip, browser(rng), account in known), kind)


def spite(rng: Random, victims: list[str]) -> Iterator[Event]:
    """One day on which every hour five wrong passwords come for each victim, each from another address."""
    for hour in range(8, 22):
        for account in victims:
            at = 12 * DAY + hour * HOUR + rng.uniform(0, 5 * MINUTE)
            for slip in range(5):
                yield Event(Attempt(at + slip, account, address(rng), browser(rng), False), SPITE)
