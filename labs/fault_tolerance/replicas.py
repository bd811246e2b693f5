"""A value on replicas, some of which can't be reached for a while: every history of a few operations is tried.

One client writes, then one or two read. For each operation up to `failures` replicas are out of reach, and which of the
others answer first is free. A sloppy quorum lets stand-ins answer for replicas that are out of reach.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

Nodes = tuple[str, ...]
NEW, OLD = "new", "old"


class Setting(NamedTuple):
    """How many answers a read and a write wait for, whether stand-ins count, and whether reads write back."""

    read: int
    write: int
    sloppy: bool = False
    repair: bool = False


class Step(NamedTuple):
    """A message of a history: who asks which replica for what, and what comes back."""

    thread: str
    object: str
    action: str
    result: str


History = list[Step]


def names(replicas: int) -> Nodes:
    """The replicas a, b, c …"""
    return tuple("abcdefg"[:replicas])


def reach(replicas: int, failures: int) -> Iterator[Nodes]:
    """The replicas that can be reached, for every choice of those that can't."""
    every = names(replicas)
    for lost in combinations(every, failures):
        yield tuple(name for name in every if name not in lost)


def answering(count: int, reached: Nodes, setting: Setting, replicas: int) -> Iterator[Nodes]:
    """Every choice of `count` nodes that answer first; stand-ins only as many as replicas are out of reach."""
    stand_ins = tuple(f"{name} stand-in" for name in names(replicas) if name not in reached) if setting.sloppy else ()
    return combinations(reached + stand_ins, count)


def goes_on(setting: Setting, replicas: int, failures: int) -> bool:
    """Whether reads and writes are answered with so many replicas out of reach."""
    return setting.sloppy or max(setting.read, setting.write) <= replicas - failures


def wrote(who: str, nodes: Nodes) -> History:
    """Messages that write the new value."""
    return [Step(who, node, "write new", "True") for node in nodes]


def read_by(who: str, nodes: Nodes, holders: Sequence[str]) -> History:
    """Messages that read, and what each node has."""
    return [Step(who, node, "read", NEW if node in holders else OLD) for node in nodes]


def writes(setting: Setting, replicas: int, failures: int) -> Iterator[Nodes]:
    """The nodes that confirmed a write, for every history of it."""
    for reached in reach(replicas, failures):
        yield from answering(setting.write, reached, setting, replicas)


def reads(setting: Setting, replicas: int, failures: int) -> Iterator[Nodes]:
    """The replicas that a read heard, for every history of it; nobody asks a stand-in for a replica that is back."""
    for reached in reach(replicas, failures):
        yield from combinations(reached, min(setting.read, len(reached)))


def stale(setting: Setting, replicas: int, failures: int) -> History | None:
    """A history in which a read misses a write that was confirmed before; None if there is none."""
    for holders in writes(setting, replicas, failures):
        for heard in reads(setting, replicas, failures):
            if not set(heard) & set(holders):
                return wrote("writer", holders) + read_by("reader", heard, holders)
    return None


def backwards(setting: Setting, replicas: int, failures: int) -> History | None:
    """A history in which a write stops halfway, one read sees it and the next one doesn't; None if there is none."""
    for reached in range(1, setting.write):
        holders = names(replicas)[:reached]
        for first in reads(setting, replicas, failures):
            if not set(first) & set(holders):
                continue
            told = wrote("writer", holders) + read_by("first reader", first, holders)
            for kept in writes(setting, replicas, failures) if setting.repair else ((),):
                after = {*holders, *kept}
                for second in reads(setting, replicas, failures):
                    if not set(second) & after:
                        back = wrote("first reader", kept)
                        return told + back + read_by("second reader", second, tuple(after))
    return None


def possible(replicas: int, failures: int) -> bool:
    """Whether any setting answers always and never with an old value: a majority must be within reach."""
    return 2 * failures < replicas
