"""One day of requests to Larder's checkout, as its two load balancers logged them.

Every row is one attempt at one request:

- `at_ms` is when the attempt began, counted from midnight, and `duration_ms` how long it took, both in milliseconds.
- `request_id` names what the shopper wanted. The shopper's browser tries up to three times; the attempts share the id
  and are numbered 1, 2, 3 in `attempt`.
- `status` is what the balancer wrote down. 2xx and 3xx are answers. 400, 401 and 404 are mistakes of the caller.
  429 is Larder turning a shopper away. 499 means that the browser hung up while it waited, so that no answer reached
  anybody. 5xx are Larder's failures; 504 is the balancer giving up on a server.
- `agent` is the client's name. `larder-probe/…` is Larder's own monitoring, once a minute, day and night.

The file is the log of one balancer followed by the log of the other: a second attempt can come before the first.
The evening, from 18:00 to 18:40, is the one in which the payments provider was slow.

Every value is drawn from `random.Random(seed)` as an integer, so the log is the same on every platform.
"""

from random import Random
from typing import NamedTuple

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
SLOW_MS = 2_000
INCIDENT_MS = range(18 * 60 * MINUTE_MS, (18 * 60 + 40) * MINUTE_MS)
BUSY_MS = range(17 * 60 * MINUTE_MS, 21 * 60 * MINUTE_MS)


class Request(NamedTuple):
    """One attempt at one request, as a load balancer logs it."""

    at_ms: int
    request_id: str
    attempt: int
    route: str
    status: int
    duration_ms: int
    agent: str


class Kind(NamedTuple):
    """What can happen to a request: its statuses attempt by attempt, whether it was slow, and what that makes it."""

    usual: int
    incident: int
    statuses: tuple[int, ...]
    late: bool
    verdict: str


# `usual` and `incident` are weights: how often this happens on an ordinary minute and while payments is slow.
KINDS = (
    Kind(8_900, 4_600, (200,), False, "good"),
    Kind(400, 200, (303,), False, "good"),
    Kind(60, 500, (503, 200), False, "good"),
    Kind(10, 300, (503, 200), True, "bad"),
    Kind(15, 1_800, (200,), True, "bad"),
    Kind(5, 1_400, (499,), True, "bad"),
    Kind(5, 200, (504, 504, 499), True, "bad"),
    Kind(8, 100, (500,), False, "bad"),
    Kind(4, 100, (503, 503, 503), False, "bad"),
    Kind(10, 500, (429,), False, "bad"),
    Kind(60, 40, (400,), False, "invalid"),
    Kind(110, 60, (401,), False, "invalid"),
    Kind(250, 140, (404,), False, "invalid"),
    Kind(2, 30, (503, 404), False, "invalid"),
)
AGENTS = ("larder-web/7", "larder-web/7", "larder-ios/4", "larder-android/5")
ROUTES = ("/checkout", "/checkout", "/checkout/pay", "/checkout/slots")


def record(seed: int, events: int = 3_000) -> list[Request]:
    """Return the day's rows for this many requests of shoppers, plus the probes."""
    return _day(seed, events)[0]


def truth(seed: int, events: int = 3_000, within: range = range(DAY_MS)) -> tuple[int, int]:
    """Return (good, valid) of the requests that began in this range, known because each was made what it is."""
    verdicts = [verdict for at_ms, verdict in _day(seed, events)[1] if at_ms in within]
    good, bad = verdicts.count("good"), verdicts.count("bad")
    return good, good + bad


def _day(seed: int, events: int) -> tuple[list[Request], list[tuple[int, str]]]:
    rng = Random(seed)
    rows, verdicts = [], []
    for number in range(events):
        at_ms = rng.choice(BUSY_MS) if rng.randrange(10) < 4 else rng.randrange(DAY_MS)
        kind = _pick(rng, at_ms in INCIDENT_MS)
        rows += _attempts(rng, f"r{number:05d}", at_ms, kind)
        verdicts.append((at_ms, kind.verdict))
    for number, at_ms in enumerate(range(0, DAY_MS, MINUTE_MS)):
        status = 503 if at_ms in INCIDENT_MS and rng.randrange(20) == 0 else 200
        rows.append(Request(at_ms, f"p{number:05d}", 1, "/checkout", status, rng.randrange(5, 40), "larder-probe/2"))
    rows.sort()
    balancer = [rng.randrange(2) for _ in rows]
    return [row for side in (0, 1) for row, at in zip(rows, balancer, strict=True) if at == side], verdicts


def _pick(rng: Random, incident: bool) -> Kind:
    """Draw what happens to a request by the weights of its hour."""
    weights = [kind.incident if incident else kind.usual for kind in KINDS]
    draw = rng.randrange(sum(weights))
    for kind, weight in zip(KINDS, weights, strict=True):
        if draw < weight:
            return kind
        draw -= weight
    raise AssertionError("a draw below the sum of the weights falls into one of them")


def _attempts(rng: Random, request_id: str, at_ms: int, kind: Kind) -> list[Request]:
    """Write the rows of one request: late ones end after the shopper's two seconds, the others well within them."""
    route, agent = rng.choice(ROUTES), rng.choice(AGENTS)
    rows = []
    for attempt, status in enumerate(kind.statuses, start=1):
        last = attempt == len(kind.statuses)
        alone = len(kind.statuses) == 1
        # A late retry answers quickly itself: the time went into the attempt before it.
        slow = kind.late and (alone or not last or status == 499)
        duration_ms = rng.randrange(SLOW_MS + 100, 6_000) if slow else rng.randrange(40, 400)
        rows.append(Request(at_ms, request_id, attempt, route, status, duration_ms, agent))
        at_ms += duration_ms + rng.randrange(50, 150)
    return rows
