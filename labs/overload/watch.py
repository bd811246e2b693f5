"""What a shedder was asked and what it said, for probes that recognize how it behaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from labs.overload.checkout import ShedderClass, busy, calm


@dataclass(frozen=True)
class Asked:
    """One decision: at the door (age 0) or when a worker took the request out of the queue."""

    kind: str
    now: float
    age: float
    waiting: int
    idle: bool
    door: bool
    yes: bool


class Spy:
    """Passes every question on and writes down the answer."""

    def __init__(self, shedder: Any, diary: list[Asked]) -> None:
        self.shedder, self.diary = shedder, diary
        self.choose = getattr(shedder, "keep", None)

    def admit(self, request: Any, load: Any) -> bool:
        """Ask the shedder at the door."""
        return self._note(request, load, True, bool(self.shedder.admit(request, load)))

    def keep(self, request: Any, load: Any) -> bool:
        """Ask the shedder at the worker, if it wants to be asked."""
        return self._note(request, load, False, bool(self.choose(request, load))) if self.choose else True

    def on_finish(self, request: Any, seconds: float, ok: bool) -> None:
        """Tell the shedder."""
        self.shedder.on_finish(request, seconds, ok)

    def _note(self, request: Any, load: Any, door: bool, yes: bool) -> bool:
        idle = load.running < load.workers
        age = load.now - request.arrived
        self.diary.append(Asked(request.kind, load.now, age, load.waiting, idle, door, yes))
        return yes


@dataclass(frozen=True)
class Watched:
    """What a shedder did in one run at twice the capacity and in one below it, and the share of quotes too late."""

    busy: Sequence[Asked]
    calm: Sequence[Asked]
    late: float

    def door(self, kind: str) -> list[Asked]:
        """The decisions at the door for one kind at twice the capacity."""
        return [each for each in self.busy if each.door and each.kind == kind]

    def refused(self, kind: str) -> float:
        """The share of one kind that was turned away early, at the door or after less than 0.8 s."""
        no = [each for each in self.busy if each.kind == kind and not each.yes and each.age < 0.8]
        return len(no) / max(1, len(self.door(kind)))


def watched(shedder: ShedderClass, seed: int = 1, seconds: int = 15) -> Watched:
    """Run a shedder under observation."""
    diaries: list[list[Asked]] = [[], []]
    run = busy(lambda: Spy(shedder(), diaries[0]), seed, seconds)
    calm(lambda: Spy(shedder(), diaries[1]), seed)
    quotes = [record for record in run.records if record.kind == "quote" and record.outcome == "ok"]
    late = sum(not record.good for record in quotes) / max(1, len(quotes))
    return Watched(diaries[0], diaries[1], late)
