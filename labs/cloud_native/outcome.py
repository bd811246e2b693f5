"""What became of the requests of a rolling restart, and of the processes."""

from dataclasses import dataclass, field

from nines.systems import Sent


@dataclass
class Stop:
    """How one process ended: what it noted from SIGTERM on, whether it was killed; `at` is when SIGTERM came."""

    name: str
    at: float
    events: list[str]
    killed: bool

    @property
    def cut(self) -> int:
        """The orders it was working on when it ended of itself."""
        return next((int(each.split()[1]) for each in self.events if each.startswith("exit")), 0)

    @property
    def said_no(self) -> bool:
        """Whether the balancer heard that it is no longer ready before it ended."""
        return "no" in self.events


@dataclass
class Outcome:
    """What a rollout came to, in seconds of the load; `problem` says why there was none to judge.

    `unwritten`: that is because a part of the answer has no code yet.
    """

    problem: str = ""
    unwritten: bool = False
    sent: list[Sent] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)

    @property
    def refused(self) -> list[Sent]:
        """Requests that the balancer could bring to no process, or to one that closed before it took them up."""
        unfinished = any(each.cut or each.killed for each in self.stops)
        return [
            each for each in self.sent if not each.ok and not each.served_by and (each.status == 503 or not unfinished)
        ]

    @property
    def cold(self) -> list[Sent]:
        """Requests that a process answered with an error because its catalog was not loaded."""
        return [each for each in self.sent if not each.ok and each.served_by]

    @property
    def cut(self) -> list[Sent]:
        """Requests whose answer was lost when a process ended."""
        return [each for each in self.sent if not each.ok and each not in self.refused and each not in self.cold]
