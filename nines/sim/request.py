"""Requests, and the ways in which they end."""

from dataclasses import dataclass

from nines.sim.draws import SECOND

OK = "ok"
ERROR = "error"
REJECTED = "rejected"
REFUSED = "refused"
TIMEOUT = "timeout"
OPEN = "open"
OUTCOMES = {
    OK: "answered well (perhaps too late)",
    ERROR: "answered with an error",
    REJECTED: "shed, or the queue was full",
    REFUSED: "nobody there: the instance is down",
    TIMEOUT: "no answer in time",
    OPEN: "not sent: the breaker was open",
}


class Request:
    """One request as it arrives at one service; a call to another service sends a child of it."""

    __slots__ = ("arrived_us", "critical", "deadline_us", "id", "kind", "parent", "resend", "span")

    def __init__(self, number: int, kind: str, critical: bool, arrived_us: int, deadline_us: int | None) -> None:
        self.id = number
        self.kind = kind
        self.critical = critical
        self.arrived_us = arrived_us
        self.deadline_us = deadline_us
        self.span = 0
        self.parent = 0
        self.resend = 0

    def child(self, now: int, resend: int) -> "Request":
        """The same request on its way to another service."""
        child = Request(self.id, self.kind, self.critical, now, self.deadline_us)
        child.parent = self.span
        child.resend = resend
        return child

    @property
    def arrived(self) -> float:
        """When it came to this service, in seconds."""
        return self.arrived_us / SECOND

    @property
    def deadline(self) -> float | None:
        """When the answer is of no use any more, in seconds; None if never."""
        return None if self.deadline_us is None else self.deadline_us / SECOND


@dataclass(frozen=True)
class Kind:
    """A class of requests: its weight in the traffic, its deadline in seconds, whether the business needs it first."""

    name: str
    weight: float = 1.0
    deadline: float | None = None
    critical: bool = False
