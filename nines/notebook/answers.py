"""Find the text of the cell that defined an answer, and the exercise that it answers."""

import ast
import functools
import inspect
import linecache
import os
from pathlib import PurePath
from types import CodeType, FunctionType
from typing import Any

from nines import lab
from nines.lab import Exercise


class AnswerError(LookupError):
    """The answer or its text cannot be found; the message says why and what to do."""


def find(answer: Any, text: str | None, name: str | None, namespace: dict[str, Any]) -> tuple[Exercise, str]:
    """The exercise and the text to check: of an object, of a name, or the text that is given."""
    if text is not None:
        if not isinstance(answer, str) or not isinstance(text, str):
            raise AnswerError('To check a text, give the exercise by name: check("topic.exercise", text).')
        return lab.exercise(answer), text
    exercise = lab.exercise(name) if name else exercise_of(answer, namespace)
    if isinstance(answer, str):
        if exercise.name not in namespace:
            raise AnswerError(f"There is no {exercise.name} here yet: run the cell that defines it, then check again.")
        answer = namespace[exercise.name]
    return exercise, text_of(answer, exercise, namespace)


def exercise_of(answer: Any, namespace: dict[str, Any]) -> Exercise:
    """The exercise of an object, by the name it is bound to or was defined with, or of a name."""
    if isinstance(answer, str):
        return one_of(answer) if answer.isidentifier() else lab.exercise(answer)
    bound = [name for name, value in namespace.items() if value is answer and not name.startswith("_")]
    names = list(dict.fromkeys([*bound, *filter(None, [getattr(answer, "__name__", None)])]))
    for name in names:
        if any(name in each.names for each in lab.labs().values()):
            return one_of(name)
    if not names:
        raise AnswerError(f"check() takes the function or class that an exercise asks for, not {kind(answer)}.")
    return lab.exercise(names[0])


def one_of(name: str) -> Exercise:
    """The exercise of that name; where several topics have one, that of the lesson which is open."""
    topic = PurePath(os.environ.get("JPY_SESSION_NAME", "")).name.partition(".")[0]
    here = lab.labs().get(topic)
    return lab.exercise(f"{topic}.{name}" if here and name in here.names else name)


def text_of(answer: Any, exercise: Exercise, namespace: dict[str, Any]) -> str:
    """The whole text of the cell that defined the object, as it ran."""
    name = exercise.name
    code = code_of(answer)
    cell = cell_text(code.co_filename) if code else None
    if cell is not None and binding(cell, name):
        return plain(cell, name)
    last = next((each for each in reversed(history(namespace)) if binding(each, name)), None)
    how = binding(last, name) if last is not None else None
    if last is None or how == "import":
        raise AnswerError(elsewhere(exercise, code))
    if how == "assignment" and cell is not None:
        raise AnswerError(
            f"{name} is {getattr(answer, '__name__', kind(answer))}, which another cell defines."
            f" A check runs one cell alone: define {name} and what it needs in the same cell."
        )
    return plain(last, name)


def elsewhere(exercise: Exercise, code: CodeType | None) -> str:
    """Why the text of an object is not at hand."""
    name = exercise.name
    if code is None:
        return f"The cell that defined {name} is not known: define it with def or class in a cell, run it, check again."
    if code.co_filename.startswith("<"):
        return (
            f"{name} was not defined by a plain cell: a prompt, exec() and magics such as %%time keep no text."
            f" Define it in a cell of its own, or put it into a file and run: nines check {exercise.id} FILE"
        )
    return (
        f"{name} comes from the file {code.co_filename}, and only a cell's text can be checked here."
        f" Define it in a cell, or run: nines check {exercise.id} {code.co_filename}"
    )


def code_of(answer: Any) -> CodeType | None:
    """The code behind a function, a class (of its first own method), an instance, or anything that wraps one."""
    while not isinstance(answer, FunctionType):
        inner = getattr(answer, "__wrapped__", None) or getattr(answer, "__func__", None)
        if isinstance(answer, functools.partial):
            inner = answer.func
        if inner is None:
            break
        answer = inner
    if isinstance(answer, FunctionType):
        return inspect.unwrap(answer).__code__
    owner = answer if isinstance(answer, type) else type(answer)
    for member in vars(owner).values():
        member = getattr(member, "fget", None) or getattr(member, "func", None) or member
        member = inspect.unwrap(getattr(member, "__func__", member))
        if isinstance(member, FunctionType) and member.__code__.co_qualname.startswith(f"{owner.__qualname__}."):
            return member.__code__
    return None


def cell_text(filename: str) -> str | None:
    """The text that ran under a cell's file name; None for a real file or a prompt."""
    entry = linecache.cache.get(filename)
    if entry is None or len(entry) != 4 or entry[1] is not None or os.path.exists(filename):
        return None
    return "".join(entry[2])


def history(namespace: dict[str, Any]) -> list[str]:
    """The texts of the cells that ran, oldest first: as IPython keeps them, else as linecache does."""
    ran = namespace.get("In")
    if isinstance(ran, list):
        return [each for each in ran if isinstance(each, str)]
    return [text for name in linecache.cache if (text := cell_text(name)) is not None]


def binding(text: str, name: str) -> str | None:
    """How a cell's own level binds a name last: definition, assignment or import; None when it doesn't."""
    try:
        todo: list[ast.AST] = list(ast.parse(text).body)
    except (SyntaxError, ValueError):
        return None
    how = None
    while todo:
        node = todo.pop(0)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            how = "definition" if node.name == name else how
        elif isinstance(node, ast.Import | ast.ImportFrom):
            how = "import" if any((each.asname or each.name) == name for each in node.names) else how
        elif isinstance(node, ast.Name):
            how = "assignment" if node.id == name and isinstance(node.ctx, ast.Store) else how
        elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            todo[:0] = ast.iter_child_nodes(node)
    return how


def plain(text: str, name: str) -> str:
    """The text, or what to do when it holds commands that only IPython understands."""
    if "get_ipython()" in text:
        raise AnswerError(
            f"The cell of {name} has a notebook command (%, ! or ?): take it out, run the cell, check again."
        )
    return text


def kind(value: object) -> str:
    """A value's type in words."""
    article = "an" if type(value).__name__[:1] in "aeiou" else "a"
    return f"{article} {type(value).__name__}"
