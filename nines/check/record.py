"""Records the calls that checks make of an answer, and replays them on the wrong answers people give."""

import copy
import functools
import pickle
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nines.check import words
from nines.check.plain import Unusable, plain, same

CALLS = 200


@dataclass(frozen=True)
class Outcome:
    """What a call came to: a value, or the type of an exception."""

    value: Any = None
    raised: type | None = None

    def same(self, other: "Outcome") -> bool:
        """Whether two calls came to the same."""
        if self.raised or other.raised:
            return self.raised is other.raised
        return same(self.value, other.value)


def pack(thing: Any) -> Callable[[], Any]:
    """A function that returns the thing as it is now, each time anew."""
    try:
        data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        return lambda: pickle.loads(data)
    except Exception:
        frozen = copy.deepcopy(thing)
        return lambda: copy.deepcopy(frozen)


def outcome(function: Callable, args: tuple, kwargs: dict) -> Outcome:
    """What a call comes to."""
    try:
        return Outcome(plain(function(*args, **kwargs)))
    except BaseException as error:
        return Outcome(raised=type(error))


class Recorder:
    """An answer's function, wrapped so that its calls are remembered and its results are plain.

    `ending` says in words how the last call ended and is empty before the first; `heal` is called after each,
    because an answer may leave nothing to go on with.
    """

    def __init__(self, name: str, function: Callable, heal: Callable[[], None]) -> None:
        self.name, self.function, self.heal = name, function, heal
        self.calls: list[tuple[Callable[[], Any], Outcome]] = []
        self.complete = True
        self.ending = ""
        self.arguments: Callable[[], Any] = lambda: ((), {})

        @functools.wraps(function, updated=())
        def answer(*args: Any, **kwargs: Any) -> Any:
            return self.call(args, kwargs)

        self.answer = answer

    def call(self, args: tuple, kwargs: dict) -> Any:
        """The answer's result; an exception of its own passes through."""
        again = self.packed((args, kwargs)) if len(self.calls) < CALLS else None
        self.arguments = again or (lambda: (args, kwargs))
        self.ending = "did not come back"
        try:
            try:
                result = self.function(*args, **kwargs)
            finally:
                self.heal()
            result = plain(result)
        except Unusable as error:
            self.ending = str(error)
            self.complete = False
            raise
        except BaseException as error:
            if isinstance(error, MemoryError):
                traceback.clear_frames(error.__traceback__)
            self.ending = f"raised {words.error(error)}"
            self.keep(again, Outcome(raised=type(error)))
            raise
        self.ending = f"returned {words.value(result)}"
        frozen = self.packed(result)
        self.keep(again if frozen else None, Outcome(frozen() if frozen else None))
        return result

    def packed(self, thing: Any) -> Callable[[], Any] | None:
        """A way to have the thing again as it is now, or None where it cannot be copied."""
        try:
            return pack(thing)
        except Exception:
            return None

    def keep(self, again: Callable[[], Any] | None, came: Outcome) -> None:
        """Remember a call for the replay."""
        if again is None:
            self.complete = False
        else:
            self.calls.append((again, came))

    def says(self) -> str:
        """The last call in words, without how it ended."""
        args, kwargs = self.arguments()
        return words.call(self.name, self.function, args, kwargs)
