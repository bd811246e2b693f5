"""A bad day for three real backends behind a real HAProxy, under open-loop load: one turns slow, another is killed."""

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from nines.notebook import chart, show
from nines.notebook.chart import Spec
from nines.systems import Backend, HAProxy, Load, Sent, SystemsError

RATE, SECONDS, WRITES = 120, 1.5, 0.3  # requests per second, how long, and the share of orders
SLOW = 2.5  # seconds that the slow backend takes for each request from its turn on
SLOW_AFTER, KILLED_AFTER = 30, 90  # requests that have been answered by then
TAIL = 2.4  # seconds: less than the slow backend takes, and ten times what sound configurations need
FAILED = 0.2  # the share of orders that may fail


class Day(NamedTuple):
    """What became of the requests, which orders were carried out how often, and HAProxy's own count; or why not."""

    sent: tuple[Sent, ...] = ()
    orders: Mapping[str, int] = MappingProxyType({})
    servers: tuple[dict[str, str], ...] = ()
    refused: str = ""

    def reads(self) -> list[Sent]:
        """The reads."""
        return [each for each in self.sent if each.method == "GET"]

    def writes(self) -> list[Sent]:
        """The orders as they were sent."""
        return [each for each in self.sent if each.method == "POST"]

    def failed(self, sent: list[Sent]) -> list[Sent]:
        """Those that got no good answer."""
        return [each for each in sent if not each.ok]

    def twice(self) -> list[str]:
        """The orders that were carried out more than once."""
        return [key for key, count in self.orders.items() if count > 1]

    def tail(self) -> float:
        """The seconds that 99 of 100 reads took at most."""
        taken = sorted(each.seconds for each in self.reads())
        return taken[int(0.99 * (len(taken) - 1))]


@contextlib.contextmanager
def shop(config: str) -> Iterator[tuple[HAProxy, list[Backend]]]:
    """HAProxy under a configuration, in front of three backends."""
    with contextlib.ExitStack() as stack:
        backends = [stack.enter_context(Backend(name)) for name in "abc"]
        addresses = {backend.name.upper(): backend.address for backend in backends}
        yield stack.enter_context(HAProxy(config, addresses)), backends


def live(config: str, seed: int = 1) -> Day:
    """Let the day happen; SystemsError where HAProxy refuses the configuration or can't be had."""
    with shop(config) as (proxy, backends):
        load = Load(proxy.url, rate=RATE, seconds=SECONDS, write_share=WRITES, seed=seed, timeout=SLOW + 3)
        with load:
            load.wait_for(SLOW_AFTER)
            backends[0].slow(SLOW)
            load.wait_for(KILLED_AFTER)
            backends[1].kill()
            sent = load.wait()
        orders = Counter(key for backend in backends for key in backend.orders())
        servers = tuple(row for row in proxy.stats() if row["svname"] not in ("FRONTEND", "BACKEND"))
    return Day(tuple(sent), orders, servers)


@cache
def outcome(config: object) -> Day:
    """What a configuration made of the day; lived once for a text."""
    if not isinstance(config, str) or not config.strip():
        return Day(refused=f"Your function returned {config!r}: return the text of a configuration.")
    try:
        return live(config)
    except SystemsError as error:
        return Day(refused=str(error))


def took(day: Day) -> Spec:
    """Points: the seconds that each request took over when it was due, by what it was and how it ended."""
    kinds = {("GET", True): "read", ("GET", False): "failed read", ("POST", True): "order"}
    rows = [
        {"at": each.at, "ms": max(1.0, 1000 * each.seconds), "kind": kinds.get((each.method, each.ok), "failed order")}
        for each in day.sent
    ]
    failed, slow = len(day.failed(day.reads())), day.tail()
    text = (
        f"{failed} of {len(day.reads())} reads failed, 99 % took at most {slow:.2g} s; "
        f"{len(day.failed(day.writes()))} of {len(day.writes())} orders failed, {len(day.twice())} happened twice"
    )
    titles = {"x_title": "seconds", "y_title": "milliseconds until the answer", "y_scale": "log"}
    return chart.points(rows, "at", "ms", series="kind", title=text, description=f"{text}.", **titles)


def rehearse(config: str) -> None:
    """Show what a configuration makes of a day like it, and HAProxy's count of each server; or say why not."""
    try:
        day = live(config, seed=7)
    except SystemsError as error:
        print(error)
        return
    show(took(day))
    for row in day.servers:
        print(f"{row['pxname']}/{row['svname']}: {row['status']}, {row['stot']} sessions, {row['wretr']} retried")


def serve(config: str) -> contextlib.ExitStack | None:
    """The shop under a configuration until `close()`, with the address of its page; None, and a word why."""
    stack = contextlib.ExitStack()
    try:
        proxy, _ = stack.enter_context(shop(config))
    except SystemsError as error:
        stack.close()
        print(error)
        return None
    print(f"The shop: {proxy.url}/catalog\nHAProxy's own page: {proxy.statistics}")
    return stack
