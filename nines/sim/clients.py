"""Clients: traffic that arrives whether or not the shop keeps up, and the record of how each request ended."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

from nines.sim.arrivals import Arrivals
from nines.sim.calls import Edge
from nines.sim.draws import micros
from nines.sim.request import OK, Kind, Request
from nines.sim.world import Task, World


@dataclass(slots=True)
class Record:
    """How one user's request ended: times in microseconds, `finished` None while it is under way."""

    kind: str
    arrived: int
    deadline: int | None
    finished: int | None = None
    outcome: str = ""

    @property
    def good(self) -> bool:
        """Whether the answer was right and in time."""
        done = self.finished
        return self.outcome == OK and done is not None and (self.deadline is None or done <= self.deadline)


class Client:
    """Sends requests of several kinds through an edge, in an open loop, until `until` seconds."""

    def __init__(
        self, world: World, edge: Edge, arrivals: Arrivals, kinds: Sequence[Kind], *, until: float | None = None
    ) -> None:
        self.world = world
        self.edge = edge
        self.kinds = kinds
        self.records: list[Record] = []
        self._until = None if until is None else micros(until)
        self._total = sum(kind.weight for kind in kinds)
        self._rng = world.stream(f"{edge.name}/kinds")
        self._times = arrivals(world.stream(f"{edge.name}/arrivals"))
        world.process(self._arrive())

    def _arrive(self) -> Generator[Any, Any, None]:
        for moment in self._times:
            if self._until is not None and moment >= self._until:
                return
            yield self.world.timeout(max(0, moment - int(self.world.now)))
            self._send(self._kind())

    def _kind(self) -> Kind:
        if len(self.kinds) == 1:
            return self.kinds[0]
        drawn = self._rng.random() * self._total
        for kind in self.kinds[:-1]:
            drawn -= kind.weight
            if drawn < 0:
                return kind
        return self.kinds[-1]

    def _send(self, kind: Kind) -> None:
        now = int(self.world.now)
        deadline = None if kind.deadline is None else now + micros(kind.deadline)
        record = Record(kind.name, now, deadline)
        self.records.append(record)

        def finish(outcome: str) -> None:
            record.finished = int(self.world.now)
            record.outcome = outcome

        request = Request(len(self.records), kind.name, kind.critical, now, deadline)
        Task(self.edge.call(request), finish)
