"""Notices when an answer replaces what its checks stand on, and puts everything back for the next one."""

import builtins
import gc
import os
import random
import sys
import types
from collections.abc import Iterator
from typing import Any

FAMILY = ("_pytest", "pluggy", "pytest", "nines", "labs")
WATCHED = ("builtins", "pytest", "random", "math", "statistics", "operator", "copy", "time", "collections", "checks")
MOVING = {"_reprcompare", "_assertion_pass", "_config"}
DEEPEST = 5000
GONE = object()


class Guard:
    """A snapshot of the interpreter, taken after the checks were collected and before the answer runs.

    A shallow one knows modules and their names; the full one also what the classes and functions of pytest, Nines and
    the lab are made of.
    """

    def __init__(self, shallow: bool = False) -> None:
        self.table = sys.modules
        self.modules = dict(sys.modules)
        self.names = {name: dict(vars(module)) for name, module in self.modules.items() if plain_module(module)}
        kin = [] if shallow else [names for name, names in self.names.items() if family(name)]
        self.classes = {cls: dict(vars(cls)) for names in kin for cls in own(names, type)}
        functions = [f for names in kin for f in own(names, types.FunctionType)]
        functions += [f for attributes in self.classes.values() for f in own(attributes, types.FunctionType)]
        self.codes = {f: (f.__code__, f.__defaults__, f.__kwdefaults__) for f in functions}
        lists: list[list[Any]] = [sys.path, sys.meta_path, sys.path_hooks]
        self.lists = [(where, list(where)) for where in lists]
        self.environment, self.folder = dict(os.environ), os.getcwd()
        self.random, self.recursion = random.getstate(), sys.getrecursionlimit()
        self.streams = (sys.stdin, sys.stdout, sys.stderr)
        self.deepen = sys.setrecursionlimit
        self.builtins, self.wounds = vars(builtins), list[str]()

    def disarm(self) -> None:
        """Let nothing in the answer end the interpreter or exhaust its stack, which no exception handler could tell."""
        owner, leave, deepen = os.getpid(), os._exit, sys.setrecursionlimit

        def _exit(status: int = 0) -> None:
            if os.getpid() != owner:
                leave(status)
            raise SystemExit(status)

        self.deepen = deepen
        vars(os)["_exit"] = _exit
        vars(sys)["setrecursionlimit"] = lambda limit: deepen(min(limit, DEEPEST))

    def heal(self) -> None:
        """Put the builtins back, by code that needs none of them; `damage` tells of it later."""
        saved, now = self.names["builtins"], self.builtins
        for key in saved:
            if key not in now or now[key] is not saved[key]:
                now[key] = saved[key]
                if key[:1] != "_":
                    self.wounds.append(f"builtins.{key}")

    def damage(self, thorough: bool = False) -> str:
        """The name of something the checks need that is not what it was, or nothing; it is put back at once."""
        self.heal()
        found, self.wounds = [*self.wounds, *self.missing()], []
        watched = self.names if thorough else WATCHED
        for name in watched:
            if name in self.names and (name in WATCHED or family(name)):
                found += self.changed(name, vars(self.modules[name]), self.names[name])
        if thorough:
            for cls, attributes in self.classes.items():
                found += [f"{cls.__module__}.{name}" for name in self.reset(cls, attributes)]
            for f, code in self.codes.items():
                if f.__code__ is not code[0] or f.__defaults__ is not code[1] or f.__kwdefaults__ is not code[2]:
                    f.__code__, f.__defaults__, f.__kwdefaults__ = code
                    found.append(f"{f.__module__}.{f.__qualname__}")
        return found[0] if found else ""

    def missing(self) -> Iterator[str]:
        """The modules that are no longer where they were."""
        if sys.modules is not self.table:
            sys.modules = self.table
            yield "sys.modules"
        gone = [name for name, module in self.modules.items() if self.table.get(name, GONE) is not module]
        if gone:
            self.table.update((name, self.modules[name]) for name in gone)
            yield "sys.modules" if len(gone) > 1 else f"sys.modules[{gone[0]!r}]"

    def changed(self, name: str, now: dict[str, Any], before: dict[str, Any]) -> Iterator[str]:
        """The names of a module that hold something else than before."""
        for key, old in before.items():
            if now.get(key, GONE) is not old and key not in MOVING and not key.startswith("__"):
                now[key] = old
                if callable(old) or name in ("builtins", "math"):
                    yield f"{name}.{key}"
        if len(now) == len(before) or name == "builtins":
            return
        for key in [key for key in now if key not in before and hasattr(builtins, key)]:
            if not key.startswith("__"):
                del now[key]
                yield f"{name}.{key}"

    def reset(self, cls: type, before: dict[str, Any]) -> Iterator[str]:
        """The attributes of a class that are not what they were; they are put back."""
        now = vars(cls)
        for key in [key for key, old in before.items() if now.get(key, GONE) is not old and callable(old)]:
            setattr(cls, key, before[key])
            yield f"{cls.__name__}.{key}"

    def restore(self) -> str:
        """Leave the interpreter as it was when the snapshot was taken; returns the damage that was found."""
        sys.settrace(None)
        sys.setprofile(None)
        found = self.damage(thorough=True)
        for name in [name for name in self.table if name not in self.modules]:
            del self.table[name]
        for name, before in self.names.items():
            now = vars(self.modules[name])
            if name != "sys" and any(now.get(key, GONE) is not old for key, old in before.items()):
                now.update(before)
        for where, entries in self.lists:
            where[:] = entries
        sys.stdin, sys.stdout, sys.stderr = self.streams
        os.environ.clear()
        os.environ.update(self.environment)
        os.chdir(self.folder)
        random.setstate(self.random)
        vars(sys)["setrecursionlimit"] = self.deepen
        sys.setrecursionlimit(self.recursion)
        gc.enable()
        return found


def plain_module(module: Any) -> bool:
    """Whether something in sys.modules is a module whose names can be read without side effects."""
    return isinstance(module, types.ModuleType)


def family(name: str) -> bool:
    """Whether a module belongs to what runs the checks."""
    return name.partition(".")[0] in FAMILY


def own(names: dict[str, Any], kind: type) -> list[Any]:
    """The values of a kind in a namespace that belong to what runs the checks."""
    return [
        thing for thing in names.values() if isinstance(thing, kind) and family(getattr(thing, "__module__", "") or "")
    ]
