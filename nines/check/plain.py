"""Turns what an answer returns into plain values, so that nothing it made up decides how it compares."""

import inspect
import math
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import is_dataclass
from typing import Any

DEEP, MANY = 60, 200_000
EXACT = frozenset({int, float, str, bytes, bool, complex, type(None)})
KNOWN = frozenset({list, tuple, dict, set, frozenset, Counter, OrderedDict, defaultdict, deque})
BASES: tuple[tuple[type, Any], ...] = (
    (int, int.__int__),
    (float, float.__float__),
    (str, str.__str__),
    (bytes, lambda thing: bytes.__add__(thing, b"")),
    (list, lambda thing: list.__add__(thing, [])),
    (tuple, lambda thing: tuple(tuple.__iter__(thing))),
    (dict, lambda thing: {key: dict.__getitem__(thing, key) for key in dict.__iter__(thing)}),
    (set, lambda thing: set(set.__iter__(thing))),
    (frozenset, lambda thing: frozenset(frozenset.__iter__(thing))),
)
OVERRIDABLE = ("__eq__", "__ne__", "__getitem__", "__iter__", "__len__", "__contains__", "__lt__", "__gt__", "__hash__")


class Unusable(Exception):
    """A value that no check can judge; the message says why, to the learner."""


def equals_everything(thing: Any) -> bool:
    """Whether an object claims to equal things it has never seen."""
    hits = 0
    for other in (object(), 0.7310585786300049, "7310585786300049", 7310585786300049):
        try:
            hits += bool(thing == other)
        except BaseException:
            continue
    return hits > 1 or (hits == 1 and type(thing) not in EXACT)


def plain(thing: Any) -> Any:
    """The same value in built-in types, or `Unusable`."""
    return _plain(thing, 0, [MANY])


def _plain(thing: Any, depth: int, left: list[int]) -> Any:
    kind = type(thing)
    if kind in EXACT:
        return thing
    left[0] -= 1
    if depth > DEEP or left[0] < 0:
        raise Unusable(f"returned something nested more than {DEEP} levels deep, or endless: return a plain value")
    if kind not in KNOWN:
        for base, convert in BASES:
            if isinstance(thing, base) and base in kind.__mro__:
                if base in KNOWN and all(getattr(kind, name) is getattr(base, name) for name in OVERRIDABLE):
                    break
                return _plain(convert(thing), depth, left)
        else:
            return _opaque(thing, depth, left)
    return _container(thing, kind, depth, left)


def _opaque(thing: Any, depth: int, left: list[int]) -> Any:
    """An object of another type as it is, unless it lies about equality or is only the promise of a value."""
    if inspect.iscoroutine(thing):
        thing.close()
        raise Unusable("returned a coroutine that nobody runs: write `def` without `async`")
    if equals_everything(thing):
        raise Unusable("returned an object that claims to equal everything: return the value itself")
    if is_dataclass(thing) and not isinstance(thing, type):
        for inner in getattr(thing, "__dict__", {}).values():
            _plain(inner, depth + 1, left)
    return thing


def _container(thing: Any, kind: type, depth: int, left: list[int]) -> Any:
    """A container whose parts are plain; the object itself where they already were."""
    if isinstance(thing, dict):
        pairs = [(_plain(k, depth + 1, left), _plain(v, depth + 1, left)) for k, v in thing.items()]
        old = list(thing.items())
        if all(a is c and b is d for (a, b), (c, d) in zip(pairs, old, strict=True)):
            return thing
        return dict(pairs)
    parts = [_plain(each, depth + 1, left) for each in thing]
    if all(a is b for a, b in zip(parts, thing, strict=True)):
        return thing
    base = next(base for base in (list, tuple, set, frozenset, deque) if isinstance(thing, base))
    return base(parts)


def same(one: Any, other: Any) -> bool:
    """Whether two results are equal, floats to a relative 1e-9."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        if one == other:
            return True
        try:
            return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12) or (one != one and other != other)
        except OverflowError:
            return False
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    try:
        return bool(one == other)
    except Exception:
        return False
