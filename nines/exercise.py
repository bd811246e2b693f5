"""What one exercise is: the thing a learner writes, and everything its folder and its lesson's cell hold about it."""

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from nines.lab import Lab


class LabError(LookupError, ValueError):
    """A lab that is missing or malformed; the message names the file and the remedy."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class Hint(NamedTuple):
    """A nudge, and the check it helps with."""

    check: str
    text: str


def read(path: Path, root: Path, remedy: str) -> str:
    """The text of a lab's file; where it can't be read, the error says which file it is and what belongs there."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LabError(f"{path.relative_to(root)} is missing: {remedy}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise LabError(f"{path.relative_to(root)} cannot be read ({error}): {remedy}") from None


@dataclass(frozen=True)
class Exercise:
    """One thing the learner writes, and everything its folder holds about it."""

    lab: "Lab"
    name: str

    @property
    def topic(self) -> str:
        return self.lab.slug

    @property
    def id(self) -> str:
        return f"{self.lab.slug}.{self.name}"

    @property
    def root(self) -> Path:
        return self.lab.root

    @property
    def folder(self) -> Path:
        return self.lab.folder / self.name

    @property
    def article(self) -> str:
        return self.lab.article

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(self.lab.config["needs"].get(self.name, ()))

    @property
    def homeless(self) -> str:
        """What to say when the lesson has no cell for this exercise."""
        return (
            f"notebooks/{self.topic}.ipynb has no exercise cell with the id `{self.name}`: give the starter's cell "
            f'that id and the tag "exercise", or remove labs/{self.topic}/{self.name}/'
        )

    @property
    def cell(self) -> dict[str, Any]:
        if self.name not in self.lab.cells:
            raise LabError(self.homeless)
        return self.lab.cells[self.name]

    @property
    def stretch(self) -> bool:
        return "stretch" in self.cell["metadata"]["tags"]

    @property
    def starter(self) -> str:
        source = self.cell.get("source", "")
        return (source if isinstance(source, str) else "".join(source)).rstrip() + "\n"

    @cached_property
    def solution(self) -> str:
        return self.text("solution.py", "write the reference answer into it")

    @cached_property
    def checks(self) -> Path:
        """The path of checks.py, which exists."""
        self.text("checks.py", f"write pytest functions that take the fixture `{self.name}`")
        return self.folder / "checks.py"

    @cached_property
    def accepted(self) -> dict[str, str]:
        """Other right answers by name; at least two."""
        found = sorted((self.folder / "accepted").glob("*.py"))
        if len(found) < 2:
            where = (self.folder / "accepted").relative_to(self.root)
            raise LabError(f"{where} holds {len(found)} of at least two .py files: add right answers in other styles")
        return {path.stem: path.read_text(encoding="utf-8") for path in found}

    @cached_property
    def hints(self) -> tuple[Hint, ...]:
        """Two to four hints, in order."""
        text = self.text("hints.md", "write two to four sections `## test_name` with a hint each")
        where = (self.folder / "hints.md").relative_to(self.root)
        before, *sections = re.split(r"^## +", text, flags=re.MULTILINE)
        if before.strip():
            raise LabError(f"{where} starts with text outside a section: every hint stands under `## test_name`")
        if not 2 <= len(sections) <= 4:
            raise LabError(f"{where} has {len(sections)} sections: an exercise has two to four hints")
        hints = [Hint(name.strip(), body.strip()) for name, _, body in (s.partition("\n") for s in sections)]
        for hint in hints:
            if not re.fullmatch(r"test_\w+", hint.check) or not hint.text:
                raise LabError(f"{where}: section `## {hint.check}` must be named for a check (test_…) and hold a hint")
        return tuple(hints)

    @cached_property
    def misconceptions(self) -> dict[str, str]:
        """The docstrings of the wrong answers people give, by name, in order; read, not run."""
        text = self.text("misconceptions.py", "write the wrong answers people give as documented functions")
        kinds = (ast.FunctionDef, ast.ClassDef)
        where = str((self.folder / "misconceptions.py").relative_to(self.root))
        try:
            found = [node for node in ast.parse(text).body if isinstance(node, kinds)]
        except SyntaxError as error:
            raise LabError(f"{where}, line {error.lineno}: {error.msg}") from None
        named = {
            node.name: ast.get_docstring(node) or "" for node in found if not node.name.startswith(("_", "probe_"))
        }
        if not named:
            raise LabError(f"{where} has no wrong answer: add a documented function or class for each")
        return named

    @property
    def evidence(self) -> Path | None:
        path = self.folder / "evidence.py"
        return path if path.exists() else None

    def text(self, part: str, remedy: str) -> str:
        """The text of one of the exercise's files."""
        return read(self.folder / part, self.root, remedy)
