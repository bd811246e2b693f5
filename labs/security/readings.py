"""What probes of two sites saw over four weeks, in which one certificate expires and the other site is down twice."""

from collections.abc import Iterator
from typing import NamedTuple

DAY, HOUR, MINUTE = 86_400, 3_600, 60
DAYS = 28
SCRAPE = 4 * MINUTE  # a reading is valid for five minutes
SHOP, API = "https://shop.larder.example", "https://api.larder.example"
EXPIRED, RENEWED = 18 * DAY, 22 * DAY  # when the shop's certificate ended and when it got a new one
OUTAGES = ((6 * DAY, 6 * DAY + 6 * HOUR), (20 * DAY, 20 * DAY + 2 * HOUR))  # of the api, whose certificate is fine


class Reading(NamedTuple):
    """One probe: seconds since the beginning, whether it succeeded, and the expiry it saw (s since then) or None."""

    at: int
    success: bool
    expiry: int | None


def shop() -> Iterator[Reading]:
    """The shop's probes: while its certificate has ended, a prober that verifies sees neither success nor expiry."""
    for at in range(0, DAYS * DAY, SCRAPE):
        broken = EXPIRED <= at < RENEWED
        yield Reading(at, not broken, None if broken else (EXPIRED if at < EXPIRED else RENEWED + 90 * DAY))


def api() -> Iterator[Reading]:
    """The api's probes: renewed by machine a month before its end, and down twice."""
    for at in range(0, DAYS * DAY, SCRAPE):
        down = any(begin <= at < end for begin, end in OUTAGES)
        yield Reading(at, not down, None if down else (70 if at > 10 * DAY else 41) * DAY + 10 * DAY)
