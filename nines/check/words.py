"""Says in words what was called, what came back and what went wrong."""

import ast
import inspect
import re
import reprlib
import traceback
from collections.abc import Callable, Mapping
from typing import Any

LONG = 8
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_repr = reprlib.Repr()
_repr.maxlevel, _repr.maxlist, _repr.maxtuple, _repr.maxdict, _repr.maxset = 3, LONG, LONG, LONG, LONG
_repr.maxstring, _repr.maxother, _repr.maxlong = 80, 80, 40


def value(thing: Any) -> str:
    """A short text for a value: long containers by their size, floats to six digits, no memory addresses."""
    try:
        if isinstance(thing, float) and len(repr(thing)) > 10:
            return f"{thing:.6g}"
        if type(thing) in (list, tuple, set, dict, frozenset) and len(thing) > LONG:
            return f"<{type(thing).__name__} of {len(thing)}>"
        return ADDRESS.sub("", _repr.repr(thing))
    except BaseException:
        return f"<{type(thing).__name__}>"


def call(name: str, function: Callable, args: tuple, kwargs: Mapping[str, Any]) -> str:
    """A call as the learner would write it, each argument with its parameter's name."""
    try:
        bound = inspect.signature(function).bind(*args, **kwargs)
        kinds = inspect.signature(function).parameters
        pairs: list[tuple[str, Any]] = []
        for key, thing in bound.arguments.items():
            if kinds[key].kind is inspect.Parameter.VAR_POSITIONAL:
                pairs += [("", each) for each in thing]
            elif kinds[key].kind is inspect.Parameter.VAR_KEYWORD:
                pairs += thing.items()
            else:
                pairs.append((key, thing))
    except (TypeError, ValueError):
        pairs = [("", each) for each in args] + list(kwargs.items())
    return f"{name}({', '.join(f'{key}={value(thing)}' if key else value(thing) for key, thing in pairs)})"


def error(raised: BaseException) -> str:
    """An exception as `Type: text`."""
    try:
        text = " ".join(str(raised).split())
    except BaseException:
        text = ""
    text = text if len(text) <= 300 else text[:300] + "…"
    return f"{type(raised).__name__}: {text}" if text else type(raised).__name__


def trace(raised: BaseException, files: Mapping[str, str]) -> str:
    """The traceback, of the learner's own frames: `files` says which files those are and how to call them."""
    try:
        frames = [
            traceback.FrameSummary(files[frame.filename], frame.lineno, frame.name, line=frame.line)
            for frame in traceback.extract_tb(raised.__traceback__)
            if frame.filename in files
        ]
        if isinstance(raised, SyntaxError):
            return "".join(traceback.format_exception_only(raised)).rstrip()[-4000:]
        text = str(raised)
        last = f"{type(raised).__name__}: {text[:2000]}" if text else type(raised).__name__
        return ADDRESS.sub("", "".join(traceback.StackSummary.from_list(frames).format()) + last)
    except BaseException:
        return error(raised)


def spoken(raised: BaseException, checks: str, tree: ast.Module) -> str | None:
    """The message that a check's failed `assert` or `pytest.fail` carries, or None where it says nothing itself."""
    last = raised.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None or last.tb_frame.f_code.co_filename != checks:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and node.lineno <= last.tb_lineno <= (node.end_lineno or node.lineno):
            if node.msg is None:
                return None
            text = str(raised)
            return (text.rpartition("\nassert ")[0] or text).strip()
    return None


def sentence(name: str) -> str:
    """A check's name as a sentence: `test_a_quiet_week_costs_nothing` says "A quiet week costs nothing"."""
    base, _, case = name.removeprefix("test_").partition("[")
    words = base.replace("_", " ").strip()
    return words[:1].upper() + words[1:] + (f" ({case.rstrip(']')})" if case else "")
