"""Four web servers in front of checkout, one of them busier than the rest; a learner's throttle sits in each."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from nines.sim.arrivals import spike
from nines.sim.calls import Edge
from nines.sim.clients import Client, Record
from nines.sim.draws import SECOND, Uniform
from nines.sim.request import OPEN, Kind
from nines.sim.service import Service
from nines.sim.world import World

SHARES = (0.4, 0.3, 0.2, 0.1)
CAPACITY, REFUSAL = 40.0, 0.01  # requests per second; seconds of a worker for saying no
CALM, CROWD = 0.8, 6.0  # times the capacity
START, END, LAST = 10, 25, 45  # seconds: the crowd comes, goes, and the run is over
SETTLED = 10  # seconds after a change until a throttle is judged by what it does
ThrottleClass = Callable[[Random], Any]


class ShortQueue:
    """Checkout's own shedder: at most ten wait."""

    def admit(self, request: Any, load: Any) -> bool:
        """Whether there is room."""
        return load.waiting < 10

    def on_finish(self, request: Any, seconds: float, ok: bool) -> None:
        """Learn nothing."""


@dataclass(frozen=True)
class Crowd:
    """One run: how every user's request ended."""

    records: list[Record]

    def goodput(self, start: float = START + 5, end: float = END) -> float:
        """Useful answers between two seconds, per answer that checkout could give."""
        good = [r for r in self.records if r.good and start <= (r.finished or 0) / SECOND < end]
        return len(good) / (end - start) / CAPACITY

    def held_back(self, start: float, end: float) -> float:
        """The share of the requests between two seconds that a web server did not send."""
        held = [r.outcome == OPEN for r in self.records if start <= r.arrived / SECOND < end]
        return sum(held) / max(1, len(held))

    def per_second(self, wanted: Callable[[Record], bool]) -> list[int]:
        """How many requests of some sort came in each second."""
        series = [0] * LAST
        for record in self.records:
            if wanted(record):
                series[record.arrived // SECOND] += 1
        return series


def crowd(throttle: ThrottleClass | None, seed: int, refusal: float = REFUSAL, times: float = CROWD) -> Crowd:
    """For 15 seconds six times the capacity is asked for, before and after eight tenths; a refusal costs 10 ms."""
    world = World(seed, limit=100_000)
    work = Uniform(0.06, 0.14)
    service = Service(world, "checkout", work, workers=4, shedder=ShortQueue, reject=refusal)
    clients = []
    for number, share in enumerate(SHARES):
        policy = throttle(world.stream(f"throttle-{number}")) if throttle else None
        edge = Edge(world, f"web-{number}", service, breaker=policy)
        traffic = spike(CALM * CAPACITY * share, times * CAPACITY * share, START, END)
        clients.append(Client(world, edge, traffic, [Kind("quote", deadline=1.0)], until=LAST))
    world.run_for(LAST + 5)
    return Crowd([record for client in clients for record in client.records])
