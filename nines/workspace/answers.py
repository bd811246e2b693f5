"""The learner's answers as text: the exercise cells of a lesson, whole, as the checks run them."""

import ast
from pathlib import Path

from nines.lab import Exercise
from nines.workspace import WorkspaceError, files, folder


def lesson(topic: str) -> Path:
    """The learner's copy of a lesson, or an error that says how to get it."""
    path = folder() / f"{topic}.ipynb"
    if not path.exists():
        raise WorkspaceError(f"there is no {path}. `nines start` lays the lessons into your workspace.")
    return path


def in_lesson(exercise: Exercise, path: Path) -> str:
    """The text of an exercise's cell in a notebook: the one with its id, else the last that defines its name."""
    cells = [cell for cell in files.notebook(path)["cells"] if cell.get("cell_type") == "code"]
    named = [files.source(cell) for cell in cells if cell.get("id") == exercise.name]
    tagged = [files.source(cell) for cell in cells if files.is_exercise(cell)]
    found = named or [text for text in tagged if exercise.name in defines(text)]
    if not found:
        raise WorkspaceError(
            f"{path}: no cell for {exercise.name} is left. Copy its cell back from `nines check {exercise.id}"
            f" {exercise.name}.py` (the file starts as the starter), or `nines reset {exercise.topic}`."
        )
    return found[-1].rstrip() + "\n"


def defines(text: str) -> set[str]:
    """The names that a cell defines at its top level; none when it is not Python yet."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return set()
    made = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    return made | {target.id for target in targets if isinstance(target, ast.Name)}


def in_file(exercise: Exercise, path: Path) -> str:
    """The answer in a file: a notebook's cell, or the whole text."""
    return in_lesson(exercise, path) if path.suffix == ".ipynb" else files.read(path)
