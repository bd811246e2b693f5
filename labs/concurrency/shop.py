"""Larder's shelf with few things on it, and shoppers who want them in the same moment.

`shop(buy, baskets, stock)` is a program for nines.sim.interleave. Each shopper runs in a process of its own: the counts
in the stock and one lock for each item are all that they share. A lock that an answer makes itself is known to its own
process alone, so nobody else ever waits for it.
"""

from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from itertools import permutations
from typing import Any, NamedTuple

from nines.sim.interleave import Program, Schedule, explore
from nines.sim.shared import Lock, Op, Store

Basket = tuple[str, ...]
Counts = Mapping[str, int]
# Orders that are run at most, and before asking whether one of them spins; the steps of one order at most.
LIMIT, FEW, STEPS = 4_000, 200, 60
# What can be wrong in the end: one check for each.
SOLD_TWICE, REFUSED, IN_PART, WAITS = "sold twice", "refused", "in part", "waits"


class End(str):
    """What is wrong in the end, in words, and of which kind it is."""

    kind: str

    def __new__(cls, why: str, kind: str) -> "End":
        made = super().__new__(cls, why)
        made.kind = kind
        return made


class Stock:
    """How many of each item are left. Every operation is one step."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, item: str) -> Op:
        """How many are left."""
        return self._store.read(item)

    def write(self, item: str, left: int) -> Op:
        """Set how many are left."""
        return self._store.write(item, left)

    def add(self, item: str, amount: int) -> Op:
        """Add to what is left, in one step; how many are left then."""
        return self._store.add(item, amount)

    def compare_and_set(self, seen: Counts, new: Counts) -> Op:
        """Set the counts in `new` if all those in `seen` still hold; whether they did."""
        seen, new = dict(seen), dict(new)

        def run() -> bool:
            if any(self._store.values.get(item) != count for item, count in seen.items()):
                return False
            self._store.values.update(new)
            return True

        return Op(self._store.name, f"set {counts(new)} if {counts(seen)}", run)


def counts(of: Counts) -> str:
    """Counts in few words."""
    return ", ".join(f"{item} = {count}" for item, count in of.items())


def apart(thread: Generator, shared: set[str]) -> Generator[Any, Any, Any]:
    """The thread in a process of its own: an operation on what it does not share neither waits nor stops others."""
    sent = None
    try:
        while True:
            try:
                op = thread.send(sent)
            except StopIteration as stop:
                return stop.value
            foreign = isinstance(op, Op) and op.target not in shared
            sent = yield Op(op.target, op.label, lambda: None) if foreign else op
    finally:
        with suppress(RuntimeError):  # a cleanup that yields has nothing to add to an end
            thread.close()


def shop(buy: Callable, baskets: Sequence[Basket], stock: Counts) -> Callable[[], Program]:
    """The program of these shoppers, whose end is wrong unless a single file of them could have brought it about."""

    def make() -> Program:
        store = Store("stock", **stock)
        locks = {item: Lock(f"lock {item}") for item in stock}
        shared = {"stock", *(lock.name for lock in locks.values())}
        threads = {
            f"shopper {number}": apart(buy(basket, Stock(store), dict(locks)), shared)
            for number, basket in enumerate(baskets, start=1)
        }

        def check(results: dict[str, Any]) -> str | None:
            held = [lock.name for lock in locks.values() if lock.held]
            wrong = judged([bool(results[name]) for name in threads], baskets, stock, store.values)
            if held and not wrong:
                return End(f"everybody has left and {held[0]} is still taken: the next shopper waits forever", WAITS)
            return wrong

        return Program(threads, check)

    return make


def judged(bought: list[bool], baskets: Sequence[Basket], stock: Counts, left: Counts) -> End | None:
    """What is wrong with an end; None for one that shoppers in single file could have brought about."""
    sold = Counter(item for got, basket in zip(bought, baskets, strict=True) if got for item in basket)
    for item, had in stock.items():
        if sold[item] > had:
            return End(
                f"{item} was sold {times(sold[item])}, and there {'was' if had == 1 else 'were'} {had}", SOLD_TWICE
            )
        if left[item] > had - sold[item]:
            return End(
                f"{item} was sold {times(sold[item])}, and of {had} the stock still counts {left[item]}", SOLD_TWICE
            )
    for item, had in stock.items():
        if gone := had - sold[item] - left[item]:
            return End(
                f"{gone} {item} {'is' if gone == 1 else 'are'} gone from the shelf, and nobody bought it", IN_PART
            )
    if bought not in [single_file(order, baskets, stock) for order in permutations(range(len(baskets)))]:
        return End(f"{turned_away(bought)} refused, and what is left is {counts(left)}", REFUSED)
    return None


def times(number: int) -> str:
    """A number of times."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def turned_away(bought: list[bool]) -> str:
    """Who was refused."""
    who = [f"shopper {number}" for number, got in enumerate(bought, start=1) if not got]
    return f"{' and '.join(who)} {'was' if len(who) == 1 else 'were'}"


def single_file(order: Sequence[int], baskets: Sequence[Basket], stock: Counts) -> list[bool]:
    """Who gets their basket when shoppers come one after another in this order."""
    left, got = dict(stock), [False] * len(baskets)
    for number in order:
        if all(left[item] > 0 for item in baskets[number]):
            got[number] = True
            left |= {item: left[item] - 1 for item in baskets[number]}
    return got


class Lost(NamedTuple):
    """How a program loses: the kind of bad end (empty: it fails), why in words, and a schedule that ends so, if any."""

    kind: str
    why: str
    schedule: Schedule | None = None


def losing(make: Callable[[], Program], stuck: str = WAITS) -> Lost | None:
    """How a program loses in one of its schedules; None where all end well. `stuck` is the kind of a deadlock.

    Where there are more than `LIMIT` schedules, all those with at most two interruptions are run.
    """
    try:
        report = explore(make, limit=FEW, steps=STEPS)
        for interruptions in (None, 2):
            if not (report.losing or report.complete or report.cut):
                report = explore(make, limit=LIMIT, steps=STEPS, preemptions=interruptions)
    except ValueError as error:
        return Lost("", str(error))
    if report.losing:
        why = report.losing.why or ""
        kind = why.kind if isinstance(why, End) else stuck if why.startswith("deadlock") else ""
        return Lost(kind, str(why), report.losing)
    if report.cut:
        spins = "a loop asks again and again until somebody else acts; wait with a lock"
        return Lost(stuck, f"one order of the steps has not ended after {STEPS}: {spins}")
    if not report.complete:
        return Lost(stuck, f"there are more than {LIMIT:,} orders of your steps, too many to run: take fewer steps")
    return None
