"""What holds for every lesson: `faults(path)` names each breach of the contract and its remedy."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbformat.validator import get_validator

LINES = 15
TAGS = {"exercise", "stretch", "figure", "machine"}
ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
CLASS = re.compile(r"([A-Z][a-z0-9]+)+")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
CLEAR = "clear it with `jupyter nbconvert --clear-output --inplace`"


class Lesson:
    """A notebook file as its cells; ValueError names the file and the remedy when it is no notebook."""

    def __init__(self, path: Path):
        self.path = path
        self.name = f"{path.parent.name}/{path.name}"
        try:
            self.notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ValueError(f"{self.name} is not JSON ({error}): restore it, for instance with git checkout") from None
        if not isinstance(self.notebook, dict) or not isinstance(self.notebook.get("cells"), list):
            raise ValueError(
                f"{self.name} is not a notebook (no list of cells): restore it, for instance with git checkout"
            )
        if (self.notebook.get("nbformat"), self.notebook.get("nbformat_minor")) != (4, 5):
            raise ValueError(f"{self.name} is not in format 4.5: save it with JupyterLab 4, which writes cell ids")
        for error in get_validator(4, 5).iter_errors(self.notebook):
            raise ValueError(f"{self.name} is not a notebook ({error.message[:200]}): save it again from JupyterLab")
        self.cells = self.notebook["cells"]
        self.code = [cell for cell in self.cells if cell["cell_type"] == "code"]

    def tagged(self, tag: str) -> list[dict[str, Any]]:
        """The cells with a tag, in order."""
        return [cell for cell in self.cells if tag in tags(cell)]


def source(cell: dict[str, Any]) -> str:
    """A cell's text."""
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def tags(cell: dict[str, Any]) -> list[str]:
    """A cell's tags."""
    return cell["metadata"].get("tags", [])


def calls(cell: dict[str, Any]) -> list[str]:
    """The names that a code cell's own level calls."""
    found = [node for node in ast.walk(ast.parse(source(cell))) if isinstance(node, ast.Call)]
    return [node.func.id for node in found if isinstance(node.func, ast.Name)]


def faults(path: Path) -> list[str]:
    """Everything that is wrong with a lesson, each as `file, cell: fault: remedy`."""
    try:
        lesson = Lesson(path)
    except ValueError as error:
        return [str(error)]
    found = [*clean(lesson), *cells(lesson)]
    return [f"{lesson.name}, {each}" for each in found or [*shape(lesson), *figures(lesson), *exercises(lesson)]]


def clean(lesson: Lesson) -> Iterator[str]:
    """Nothing that a run leaves behind is committed."""
    metadata = lesson.notebook["metadata"]
    if extra := set(metadata) - {"kernelspec"}:
        yield f"the file: metadata holds {', '.join(sorted(extra))}: keep only kernelspec"
    if metadata.get("kernelspec") != KERNEL:
        yield f"the file: its kernelspec is not that of every lesson: set it to {json.dumps(KERNEL)}"
    for cell in lesson.code:
        if cell["outputs"]:
            yield f"{cell['id']}: it has outputs: {CLEAR}"
        if cell["execution_count"] is not None:
            yield f"{cell['id']}: it has an execution count: {CLEAR}"


def cells(lesson: Lesson) -> Iterator[str]:
    """Every cell has a readable id, known tags, and a length that fits a screen."""
    ids = [cell.get("id", "") for cell in lesson.cells]
    for cell in lesson.cells:
        name = cell.get("id", "")
        written = bool(CLASS.fullmatch(name)) and "exercise" in tags(cell)
        if not (ID.fullmatch(name) or written) or ids.count(name) > 1:
            yield f"{name or 'a cell'}: its id must be unique words_like_this: rename it"
        if extra := set(cell["metadata"]) - {"tags"}:
            yield f"{name}: metadata holds {', '.join(sorted(extra))}: keep only tags"
        if unknown := set(tags(cell)) - TAGS:
            yield f"{name}: unknown tag {', '.join(sorted(unknown))}: use {', '.join(sorted(TAGS))}"
    for cell in lesson.code:
        if (lines := len(source(cell).splitlines())) > LINES:
            yield f"{cell['id']}: it has {lines} lines: at most {LINES} fit a cell, move code to the lab's modules"
        try:
            ast.parse(source(cell))
        except SyntaxError as error:
            yield f"{cell['id']}, line {error.lineno}: it is not Python ({error.msg}): correct it"


def shape(lesson: Lesson) -> Iterator[str]:
    """It opens with questions, outcome and time, has a completion with two blanks, and closes with recall."""
    first_code = next((at for at, cell in enumerate(lesson.cells) if cell["cell_type"] == "code"), len(lesson.cells))
    opening = "\n".join(map(source, lesson.cells[:first_code]))
    for words, what in [
        (r"\A# \S", "a title `# …` as its first line"),
        (r"you (can|will be able to)", "what the reader can do afterwards"),
        (r"\b(minutes|hours?)\b", "how long it takes"),
        (r"Question 1\.[\s\S]*Question 2\.", "two questions on what it builds on, **Question 1.** and **Question 2.**"),
    ]:
        if not re.search(words, opening):
            yield f"the opening: it lacks {what}: write it before the first code cell"
    if not any(blanks(cell) == 2 for cell in lesson.code):
        yield "the file: no code cell has two blanks `name = ...`: add a completion after the worked example"
    texts = [source(cell) for cell in lesson.cells if cell["cell_type"] == "markdown"]
    headings = re.findall(r"^## (.+)$", "\n".join(texts), re.MULTILINE)
    if headings[-2:] != ["In production", "Recall"]:
        yield "the end: its last headings are not `## In production` and `## Recall`: close with them"


def blanks(cell: dict[str, Any]) -> int:
    """How many names a cell leaves to the reader as `name = ...`."""
    assigned = [node.value for node in ast.walk(ast.parse(source(cell))) if isinstance(node, ast.Assign)]
    return sum(isinstance(value, ast.Constant) and value.value is ... for value in assigned)


def figures(lesson: Lesson) -> Iterator[str]:
    """Figures and predictions stand alone in tagged cells, and a prediction comes before each figure."""
    predicted = False
    for cell in lesson.code:
        made = [name for name in calls(cell) if name in ("explore", "predict")]
        if ("figure" in tags(cell)) != bool(made):
            yield f'{cell["id"]}: the tag "figure" and a call of explore or predict belong together: add or remove one'
        if len(made) > 1:
            yield f"{cell['id']}: it makes {len(made)} figures: split it into one cell for each"
        if "explore" in made and not predicted:
            yield f"{cell['id']}: no prediction comes before this figure: add a predict(...) cell in front of it"
        predicted = "predict" in made or (predicted and "explore" not in made)


def exercises(lesson: Lesson) -> Iterator[str]:
    """An exercise cell defines what its id says, and a later cell checks it."""
    if not lesson.tagged("exercise"):
        yield 'the file: it has no exercise: tag the starter\'s cell "exercise"'
    for cell in lesson.tagged("stretch"):
        if "exercise" not in tags(cell):
            yield f'{cell["id"]}: the tag "stretch" goes with "exercise": add it'
    for cell in lesson.tagged("exercise"):
        name, later = cell["id"], lesson.code[lesson.code.index(cell) + 1 :]
        defined = [getattr(node, "name", None) for node in ast.parse(source(cell)).body]
        if name not in defined:
            yield f"{name}: the cell does not define {name}: its id is the name of the function or class in it"
        if not any(re.search(rf"\bcheck\({name}\)", source(each)) for each in later):
            yield f"{name}: no later cell checks it: add one with check({name})"
