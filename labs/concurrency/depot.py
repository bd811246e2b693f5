"""Larder's depot: workers who publish the picking plan for a van, one at a time by a lease that can end under them.

`depot(publish, workers, expiries)` is a program for nines.sim.interleave. The clock is a thread too: the lease ends at
whatever moment hurts most, and its holder does not notice. The board is a store that knows nothing of leases.
"""

from collections.abc import Callable, Generator, Sequence
from itertools import pairwise
from typing import Any

from labs.concurrency.shop import End, Lost, losing
from nines.sim import shared
from nines.sim.interleave import Program
from nines.sim.shared import Op

# What can be wrong in the end: one check for each.
LATE, UNTRUE, GAVE_UP, WAITS = "late", "untrue", "gave up", "waits"
EMPTY = (0, None)
DEPOTS = ((2, 0), (2, 1))


class Lease:
    """A lock that ends by itself, seen by one worker."""

    def __init__(self, lease: shared.Lease, worker: str, given: dict[str, int]) -> None:
        self._lease, self._worker, self._given = lease, worker, given

    def acquire(self) -> Op:
        """Take the lease, waiting for it; the token, higher than all before."""
        op = self._lease.acquire()

        def run() -> int:
            token = self._given[self._worker] = op.run()
            return token

        return Op(op.target, op.label, run, op.ready)

    def valid(self, token: int) -> Op:
        """Whether the lease is this token's at this moment."""
        return Op(self._lease.name, f"still token {token}?", lambda: self._lease.holder == token)

    def release(self, token: int) -> Op:
        """Give the lease back if it is still this token's."""
        return self._lease.release(token)


class Board:
    """One record, (token, plan). Every operation is one step."""

    def __init__(self) -> None:
        self._record: Any = EMPTY
        self._past = [EMPTY]

    def _put(self, record: Any) -> None:
        if not (isinstance(record, tuple) and len(record) == 2):
            raise TypeError(f"the record must be (token, plan), not {record!r}")
        self._record = record
        self._past.append(record)

    def read(self) -> Op:
        """The record."""
        return Op("board", "read", lambda: self._record)

    def write(self, record: tuple[int, Any]) -> Op:
        """Set the record, whatever it was."""
        return Op("board", f"write {text(record)}", lambda: self._put(record))

    def compare_and_set(self, seen: tuple[int, Any], new: tuple[int, Any]) -> Op:
        """Set the record if it still is what was seen; whether it was."""

        def run() -> bool:
            same = bool(self._record == seen)
            if same:
                self._put(new)
            return same

        return Op("board", f"set {text(new)} if {text(seen)}", run)


def text(record: Any) -> str:
    """A record in few words."""
    token, plan = record if isinstance(record, tuple) and len(record) == 2 else ("?", record)
    return f"{token}:{plan or 'nothing'}"


def depot(publish: Callable, workers: int = 2, expiries: int = 1) -> Callable[[], Program]:
    """The program of these workers, whose lease ends so many times."""

    def make() -> Program:
        lease, board, given, ended = shared.Lease(), Board(), dict[str, int](), set[int | None]()
        plans = {f"worker {number}": f"plan {'ABC'[number - 1]}" for number in range(1, workers + 1)}
        threads = {name: publish(plan, Lease(lease, name, given), board) for name, plan in plans.items()}
        clocks = {"clock" if not number else f"clock {number}": clock(lease, ended) for number in range(expiries)}

        def check(results: dict[str, Any]) -> str | None:
            tokens = {plan: given.get(name, 0) for name, plan in plans.items()}
            told = {plan: bool(results[name]) for name, plan in plans.items()}
            past = [plan for _, plan in board._past if plan is not None]
            return judged(tokens, told, past, ended)

        return Program(threads | clocks, check)

    return make


def clock(lease: shared.Lease, ended: set[int | None]) -> Generator[Op, Any, None]:
    """The lease ends once; the token whose holder it leaves without goes to `ended`."""
    op = lease.expire()

    def run() -> bool:
        ended.add(lease.holder)
        return bool(op.run())

    yield Op(op.target, op.label, run)


def judged(tokens: dict[str, int], told: dict[str, bool], past: Sequence[str], ended: set[int | None]) -> End | None:
    """What is wrong with an end: the plans that were on the board, in order, and what their workers said of them."""
    for before, after in pairwise(past):
        if tokens.get(after, 0) < tokens.get(before, 0):
            return End(f"{after} of token {tokens[after]} replaced {before} of token {tokens[before]}", LATE)
    for plan, said in told.items():
        if said != (plan in past):
            was = "was never on the board" if said else "was on the board"
            return End(f"{plan} {was}, and its worker returned {said}", UNTRUE)
    newest = max(tokens, key=lambda plan: tokens[plan])
    if not told[newest] and tokens[newest] not in ended:
        return End(f"{newest} had the highest token and the lease, and was not published", GAVE_UP)
    return None


def lost(publish: Callable) -> Lost | None:
    """How the answer loses in the first depot in which it does."""
    found = (losing(depot(publish, workers, expiries), WAITS) for workers, expiries in DEPOTS)
    return next(filter(None, found), None)
