"""Runs an answer's text as a module of its own and finds the thing that the exercise asks for."""

import ast
import difflib
import linecache
import random
import sys
import traceback
import types
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from nines.check import words
from nines.check.plain import equals_everything
from nines.exercise import Exercise, LabError

MODULE = "answer"
SEED = "nines"


class NoAnswer(Exception):
    """There is no answer to check: the message for the learner, the verdict's status and the trace."""

    def __init__(self, message: str, status: str = "broken", trace: str = "") -> None:
        super().__init__(message)
        self.status, self.trace = status, trace


def filename(exercise: Exercise) -> str:
    """What tracebacks call the answer's text."""
    return f"<{exercise.name}>"


def execute(source: str, name: str, file: str) -> dict[str, Any]:
    """The namespace of a lab's own Python text, run as a module."""
    module = types.ModuleType(name)
    module.__file__ = file
    exec(compile(source, file, "exec", dont_inherit=True), vars(module))
    return vars(module)


def kind(exercise: Exercise) -> str:
    """Whether the solution is a function or a class."""
    for node in ast.parse(exercise.solution).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == exercise.name:
            return "class" if isinstance(node, ast.ClassDef) else "function"
    raise LabError(f"{exercise.folder.relative_to(exercise.root)}/solution.py must define `{exercise.name}`")


def compiled(exercise: Exercise, source: str) -> types.CodeType:
    """The answer's code, or what is wrong with its syntax."""
    try:
        return compile(source, filename(exercise), "exec", dont_inherit=True)
    except SyntaxError as error:
        line = source.splitlines()[error.lineno - 1].strip() if error.lineno and source.strip() else ""
        if line[:1] in ("%", "!"):
            why = f"line {error.lineno} (`{line}`) is a notebook command, not Python: move it elsewhere"
        else:
            why = f"{f'line {error.lineno}' if error.lineno else 'it'} is not Python: {error.msg}"
        raise NoAnswer(f"Your answer cannot be read: {why}.", trace=words.trace(error, {})) from None
    except (ValueError, MemoryError, RecursionError, OverflowError) as error:
        raise NoAnswer(f"Your answer cannot be read: {words.error(error)}.") from None


def run(exercise: Exercise, source: str, heal: Callable[[], None]) -> dict[str, Any]:
    """The namespace that the answer's text leaves behind; `heal` is called when it has run."""
    code = compiled(exercise, source)
    lines = source.splitlines(keepends=True)
    linecache.cache[filename(exercise)] = (len(source), None, lines, filename(exercise))
    module = types.ModuleType(MODULE)
    sys.modules[MODULE] = module
    random.seed(SEED)
    try:
        try:
            exec(code, vars(module))
        finally:
            heal()
    except BaseException as error:
        if isinstance(error, MemoryError):
            traceback.clear_frames(error.__traceback__)
        trace = words.trace(error, {filename(exercise): "answer"})
        if ending := ended(error):
            raise NoAnswer(
                f"Your answer {ending} while it was being read, before any check.", "stopped", trace
            ) from None
        message = f"Your answer cannot be run: it raised {words.error(error)} before any check."
        raise NoAnswer(message, trace=trace) from None
    return vars(module)


def ended(error: BaseException) -> str:
    """How an exception that is meant to end a process is told, or nothing for others."""
    if isinstance(error, MemoryError):
        return "ran out of memory"
    if isinstance(error, KeyboardInterrupt):
        return "was interrupted"
    if isinstance(error, (SystemExit, pytest.exit.Exception)):
        return "ended the program"
    return ""


def find(exercise: Exercise, namespace: dict[str, Any]) -> Any:
    """The object named like the exercise, if it is of a kind that can be checked."""
    name, wanted = exercise.name, kind(exercise)
    if name not in namespace:
        raise NoAnswer(f"Your answer does not define `{name}`{instead(name, namespace)}.")
    thing = namespace[name]
    if wanted == "class" and not isinstance(thing, type):
        raise NoAnswer(f"`{name}` must be a class; yours is {words.value(thing)}.")
    if not callable(thing):
        raise NoAnswer(f"`{name}` must be a function; yours is {words.value(thing)}.")
    if any(lies(each) for each in list(namespace.values())):
        raise NoAnswer("Your answer makes an object that claims to equal everything: compare real values.")
    return thing


def lies(thing: Any) -> bool:
    """Whether a thing, or a bare instance of a class, claims to equal everything."""
    try:
        if not isinstance(thing, type):
            return equals_everything(thing)
        return (
            thing.__module__ == MODULE
            and thing.__eq__ is not object.__eq__
            and equals_everything(object.__new__(thing))
        )
    except BaseException:
        return False


def instead(name: str, namespace: Iterable[str]) -> str:
    """What the answer defines in place of the name that is missing."""
    defined = [each for each in namespace if not each.startswith("_")]
    close = difflib.get_close_matches(name, defined, 1, 0.6)
    if close:
        return f"; it defines `{close[0]}`: use the name of the exercise"
    return f"; it defines {', '.join(f'`{each}`' for each in defined[:4])}" if defined else ""
