"""Things that threads share, for nines.sim.interleave: each operation is one atomic step that a thread yields.

    left = yield stock.read("jam")
    yield stock.write("jam", left - 1)

Making an operation does nothing; the scheduler carries it out when it lets the thread go on, and sends the result.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Op:
    """One atomic step on a shared object: what it is called, what it does, and when it can be done at all."""

    target: str
    label: str
    run: Callable[[], Any]
    ready: Callable[[], bool] = _always


class Store:
    """Values by key. Every operation on it is atomic; two operations in a row are not.

    With `fenced` the store remembers the highest fencing token that it has seen and refuses writes with a lower one.
    """

    def __init__(self, name: str = "store", *, fenced: bool = False, **values: Any) -> None:
        self.name = name
        self.values = values
        self.fenced = fenced
        self.highest = 0

    def read(self, key: str) -> Op:
        """The value of a key (None if there is none)."""
        return Op(self.name, f"read {key}", lambda: self.values.get(key))

    def write(self, key: str, value: Any, token: int | None = None) -> Op:
        """Set a key; True, or False when a fenced store refused the token."""
        told = f"write {key} = {value!r}" + (f" with token {token}" if token is not None else "")
        return Op(self.name, told, lambda: self._write(key, value, token))

    def _write(self, key: str, value: Any, token: int | None) -> bool:
        if self.fenced:
            if token is None or token < self.highest:
                return False
            self.highest = token
        self.values[key] = value
        return True

    def compare_and_set(self, key: str, expected: Any, value: Any) -> Op:
        """Set a key if it still has the expected value; whether it had."""

        def run() -> bool:
            if self.values.get(key) != expected:
                return False
            self.values[key] = value
            return True

        return Op(self.name, f"set {key} = {value!r} if {expected!r}", run)

    def add(self, key: str, amount: int) -> Op:
        """Add to a number in one step; the new value."""

        def run() -> Any:
            self.values[key] = self.values.get(key, 0) + amount
            return self.values[key]

        return Op(self.name, f"add {amount} to {key}", run)


class Lock:
    """A lock that is not reentrant: a thread that acquires it waits until it is free."""

    def __init__(self, name: str = "lock") -> None:
        self.name = name
        self.held = False

    def acquire(self) -> Op:
        """Take the lock, waiting for it."""
        return Op(self.name, "acquire", lambda: self._set(True), lambda: not self.held)

    def release(self) -> Op:
        """Give the lock back."""
        return Op(self.name, "release", self._release)

    def _set(self, held: bool) -> None:
        self.held = held

    def _release(self) -> None:
        if not self.held:
            raise RuntimeError(f"{self.name} was released by a thread while nobody held it")
        self.held = False


class Lease:
    """A lock that ends by itself: each holder gets a higher token, and a paused holder does not notice the end.

    Time is a step like any other: a thread that yields `expire()` ends the lease at whatever moment hurts most.
    """

    def __init__(self, name: str = "lease") -> None:
        self.name = name
        self.token = 0
        self.holder: int | None = None

    def acquire(self) -> Op:
        """Take the lease, waiting for it; the fencing token."""
        return Op(self.name, "acquire", self._acquire, lambda: self.holder is None)

    def _acquire(self) -> int:
        self.token += 1
        self.holder = self.token
        return self.token

    def release(self, token: int) -> Op:
        """Give the lease back, if it is still this token's."""
        return Op(self.name, f"release token {token}", lambda: self._end(token))

    def expire(self) -> Op:
        """The lease ends, whoever holds it."""
        return Op(self.name, "expires", lambda: self._end(self.holder))

    def _end(self, token: int | None) -> bool:
        ended = token is not None and self.holder == token
        if ended:
            self.holder = None
        return ended
