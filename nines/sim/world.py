"""The world that a simulation runs in: integer time, streams by name, and an end to runaway systems."""

import hashlib
from array import array
from collections.abc import Callable, Generator
from random import Random
from typing import TYPE_CHECKING, Any

import simpy

from nines.sim.draws import SECOND, micros, stream

if TYPE_CHECKING:
    from nines.sim.calls import Edge
    from nines.sim.service import Service
    from nines.sim.telemetry import Telemetry

Steps = Generator[Any, Any, str]


class RunawayError(RuntimeError):
    """The simulated system did so much that the run was stopped; the message says what it did."""


class World(simpy.Environment):
    """A SimPy environment whose time is whole microseconds and whose number of events is limited.

    `seed` decides every draw. `limit` is the most events a run may take: a count, not seconds, so that it stops
    alike everywhere. `record` keeps the time of every event for `digest`.
    """

    def __init__(
        self, seed: int | str, *, limit: int = 2_000_000, record: bool = False, telemetry: "Telemetry | None" = None
    ) -> None:
        super().__init__(initial_time=0)
        self.seed = seed
        self.limit = limit
        self.events = 0
        self.telemetry = telemetry
        self.services: dict[str, Service] = {}
        self.edges: list[Edge] = []
        if telemetry:
            telemetry.attach(self)
        self.times: array[int] | None = array("q") if record else None

    @property
    def seconds(self) -> float:
        """The current time in seconds."""
        return self.now / SECOND

    def stream(self, name: str) -> Random:
        """The random stream of the component with this name."""
        return stream(self.seed, name)

    def step(self) -> None:
        """Process the next event, or stop a system that has run away."""
        self.events += 1
        if self.events > self.limit:
            raise RunawayError(self._excess())
        super().step()
        if self.times is not None:
            self.times.append(int(self.now))

    def run_for(self, seconds: float) -> None:
        """Let so many seconds of simulated time pass."""
        self.run(until=self.now + micros(seconds))

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        """Do something after so many seconds."""
        self.timeout(micros(seconds)).callbacks.append(lambda event: action())

    def digest(self) -> str:
        """A hash of the time of every event so far: equal for two runs that did the same."""
        if self.times is None:
            raise ValueError("this world did not record its events: make it with record=True")
        text = ",".join(map(str, self.times))
        return hashlib.sha256(text.encode()).hexdigest()

    def _excess(self) -> str:
        """What the system did to pass the limit of events."""
        told = f"the run was stopped at {self.seconds:.1f} s of simulated time, after {self.limit:,} events"
        if self.edges:
            busiest = max(self.edges, key=lambda edge: edge.attempts)
            told += f": {busiest.name} made {busiest.attempts:,} attempts for {busiest.calls:,} calls"
        return told


class Pending:
    """An answer that has not come yet; whoever settles it first decides, and who waits goes on at once."""

    __slots__ = ("callbacks", "open", "value")

    def __init__(self, answers: int = 1) -> None:
        self.callbacks: list[Callable[[Any], None]] | None = []
        self.value = ""
        self.open = answers

    def settle(self, value: str) -> None:
        """Give the answer, unless there is one."""
        if self.callbacks is None:
            return
        callbacks, self.callbacks, self.value = self.callbacks, None, value
        for callback in callbacks:
            callback(self)


class Task:
    """Runs a generator that yields SimPy events or Pending answers, starting at once and ending in a call to `done`.

    Like a SimPy process, without the two events that a process costs.
    """

    __slots__ = ("done", "steps")

    def __init__(self, steps: Steps, done: Callable[[str], None]) -> None:
        self.steps = steps
        self.done = done
        self._go(None)

    def _resume(self, event: Any) -> None:
        self._go(event.value)

    def _go(self, value: Any) -> None:
        while True:
            try:
                target = self.steps.send(value)
            except StopIteration as stop:
                self.done(stop.value)
                return
            if target.callbacks is not None:
                target.callbacks.append(self._resume)
                return
            value = target.value
