"""Four weeks of certificate probes in a real Prometheus, and when a rule file would have fired in them."""

import time
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from labs.security.readings import API, DAY, DAYS, EXPIRED, HOUR, MINUTE, RENEWED, SHOP, api, shop
from nines.systems import Firing, Prometheus, Series, SystemsError, firings, started

STEP = 20 * MINUTE
EXPIRY, SUCCESS = "probe_ssl_earliest_cert_expiry", "probe_success"
EARLIEST, LATEST = 16 * DAY, 10 * DAY  # before the end, within which the first alert must come
GAP, RESET = HOUR, 6 * HOUR


def series(begin: float) -> Iterator[Series]:
    """What blackbox_exporter's probes left in the storage, from a Unix time on."""
    for instance, readings in ((SHOP, list(shop())), (API, list(api()))):
        labels = {"job": "blackbox", "instance": instance}
        seen = [(begin + each.at, float(begin + each.expiry)) for each in readings if each.expiry is not None]
        yield Series(EXPIRY, seen, labels)
        yield Series(SUCCESS, [(begin + each.at, float(each.success)) for each in readings], labels)


def beginning() -> int:
    """The Unix time (s) at which four weeks begin that end a day ago."""
    return int(time.time()) // HOUR * HOUR - (DAYS + 1) * DAY


class Outcome(NamedTuple):
    """The times (s since the beginning) during which something fired for the shop and for the api, or why not known."""

    shop: tuple[tuple[float, float], ...] = ()
    api: tuple[tuple[float, float], ...] = ()
    refused: str = ""


@cache
def outcome(rules: object) -> Outcome:
    """When the alerts of a rule file would have fired over the four weeks."""
    if not isinstance(rules, str) or not rules.strip():
        return Outcome(refused=f"Your function returned {rules!r}: return the text of a rule file.")
    begin = beginning()
    try:
        with Prometheus(rules=rules, series=series(begin)) as server:
            found = firings(server, begin + DAY, begin + DAYS * DAY - STEP, STEP)
    except SystemsError as error:
        return Outcome(refused=str(error))
    strange = {each.labels.get("instance", "") for each in found} - {SHOP, API}
    if strange:
        return Outcome(refused=f"An alert fired with instance={strange.pop()!r}: keep the label that names the site.")
    return Outcome(*(spans(found, instance, begin) for instance in (SHOP, API)))


def spans(found: list[Firing], instance: str, begin: float) -> tuple[tuple[float, float], ...]:
    """The times during which any alert fired for an instance, joined where they touch or overlap."""
    joined: list[tuple[float, float]] = []
    for each in found:
        if each.labels["instance"] == instance:
            start, end = each.fired - begin, each.over - begin
            if joined and start <= joined[-1][1] + GAP:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
    return tuple(joined)


def first(found: Outcome) -> float | None:
    """When something first fired for the shop; None where nothing did."""
    return found.shop[0][0] if found.shop else None


def covers(found: Outcome, begin: float, end: float) -> bool:
    """Whether something fired for the shop all the time between two moments."""
    return any(start <= begin and end <= over for start, over in found.shop)


def rehearse(rules: str) -> None:
    """Print when each alert would have fired in the four weeks, or why that can't be known."""
    found = outcome(rules)
    print(found.refused or f"shop: expired on day {EXPIRED // DAY}, renewed on day {RENEWED // DAY}")
    for name, fired in (("shop", found.shop), ("api", found.api)):
        for begin, end in fired:
            print(f"{name}: fired from day {begin / DAY:.1f} to day {end / DAY:.1f}")


def serve(rules: str) -> Prometheus | None:
    """A Prometheus with the four weeks and these rules, until `stop()`, and its address; else None, and a word why."""
    server = started(Prometheus(rules=rules, series=series(beginning())))
    if server:
        print(f"Prometheus's own page: {server.url}/graph")
    return server
