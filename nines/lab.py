"""What a lab is: found by globbing, never registered, and read only when asked."""

import difflib
import json
import os
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nines.exercise import Exercise, Hint, LabError, read

__all__ = ["ROOT", "Exercise", "Hint", "Lab", "LabError", "exercise", "lab", "labs", "roots"]

ROOT = Path(__file__).resolve().parent.parent
LEVELS = ("foundation", "working", "advanced")
SHOWN = 12  # names in a message
PARTS = ("checks.py", "solution.py", "misconceptions.py", "hints.md", "accepted")


@dataclass(frozen=True)
class Lab:
    """A topic's folder of exercises, with the article and the lesson that share its slug."""

    slug: str
    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "labs" / self.slug

    @property
    def notebook(self) -> Path:
        return self.root / "notebooks" / f"{self.slug}.ipynb"

    @cached_property
    def config(self) -> dict[str, Any]:
        """lab.toml as a dict with minutes, level and needs, each of the right type."""
        path = self.folder / "lab.toml"
        name = path.relative_to(self.root)
        try:
            config = tomllib.loads(read(path, self.root, 'write `minutes = 30` and `level = "foundation"` into it'))
        except tomllib.TOMLDecodeError as error:
            raise LabError(f"{name} is not TOML ({error}): correct that line") from None
        for key in config:
            if key not in ("minutes", "level", "needs"):
                raise LabError(f"{name} has an unknown key `{key}`: it may hold minutes, level and a table [needs]")
        minutes, level, needs = config.get("minutes"), config.get("level"), config.setdefault("needs", {})
        if type(minutes) is not int or minutes <= 0:
            raise LabError(f"{name}: minutes must be a whole number above 0, such as `minutes = 30`")
        if level not in LEVELS:
            raise LabError(f"{name}: level must be one of {', '.join(LEVELS)}")
        if not isinstance(needs, dict):
            raise LabError(f'{name}: needs must be a table [needs] with lines like `exercise = ["prometheus"]`')
        for exercise, components in needs.items():
            if not isinstance(components, list) or not all(isinstance(c, str) for c in components):
                raise LabError(f'{name}: needs.{exercise} must be a list of names, such as ["prometheus"]')
            if exercise not in self.names:
                raise LabError(f"{name}: needs.{exercise} names no exercise: {self.slug} has {', '.join(self.names)}")
        return config

    @property
    def minutes(self) -> int:
        return self.config["minutes"]

    @property
    def level(self) -> str:
        return self.config["level"]

    @cached_property
    def article(self) -> str:
        """The article's path in docs without its suffix, found by the slug."""
        found = sorted((self.root / "docs").glob(f"*/{self.slug}.md"))
        found = [path for path in found if path.parent.name != "lessons"]
        if len(found) != 1:
            where = " and ".join(str(path.relative_to(self.root)) for path in found) or "none is there"
            raise LabError(
                f"docs/<section>/{self.slug}.md must exist exactly once, and {where}: a topic has one article"
            )
        return found[0].relative_to(self.root / "docs").with_suffix("").as_posix()

    @cached_property
    def title(self) -> str:
        """The article's first-level heading."""
        path = self.root / "docs" / f"{self.article}.md"
        found = re.search(r"^# +(.+?)(?: *\{.*\})? *$", read(path, self.root, "write the article"), re.MULTILINE)
        if not found:
            raise LabError(f"{path.relative_to(self.root)} has no title: its first heading must be a line `# Title`")
        return found[1]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the exercise folders, sorted."""
        folders = (
            path for path in self.folder.iterdir() if path.is_dir() and path.name.isidentifier() and path.name[0] != "_"
        )
        return tuple(sorted(path.name for path in folders if any((path / part).exists() for part in PARTS)))

    @cached_property
    def cells(self) -> dict[str, dict[str, Any]]:
        """The lesson's exercise cells by id, in order."""
        name = self.notebook.relative_to(self.root)
        text = read(
            self.notebook, self.root, f"a lab needs the lesson that holds its starters, notebooks/{self.slug}.ipynb"
        )
        try:
            cells = json.loads(text)["cells"]
            tagged = [cell for cell in cells if "exercise" in cell.get("metadata", {}).get("tags", [])]
            found = {cell["id"]: cell for cell in tagged}
        except ValueError as error:
            raise LabError(f"{name} is not JSON ({error}): restore it, for instance with git checkout") from None
        except (KeyError, TypeError, AttributeError):
            raise LabError(f"{name} is not a notebook whose cells have ids: save it as nbformat 4.5 or newer") from None
        for cell in found:
            if cell not in self.names:
                raise LabError(
                    f"{name} has an exercise cell `{cell}` and labs/{self.slug}/{cell}/ is no exercise: "
                    "add checks.py and solution.py there, or take the tag `exercise` off the cell"
                )
        return found

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises in the order of their cells in the lesson."""
        for name in self.names:
            if name not in self.cells:
                raise LabError(Exercise(self, name).homeless)
        return tuple(Exercise(self, name) for name in self.cells)


def roots() -> list[Path]:
    """Where labs are looked for: the entries of NINES_PATH, then this checkout."""
    given = [Path(entry) for entry in os.environ.get("NINES_PATH", "").split(os.pathsep) if entry]
    for path in given:
        if not (path / "labs").is_dir():
            raise LabError(f"NINES_PATH names {path}, which has no folder labs/: correct it or unset NINES_PATH")
    found = [path.resolve() for path in given] + ([ROOT] if (ROOT / "labs").is_dir() else [])
    return list(dict.fromkeys(found))


def labs(root: Path | None = None) -> dict[str, Lab]:
    """Every lab by slug; where two roots hold the same slug, the one named first in NINES_PATH."""
    found: dict[str, Lab] = {}
    for place in [root] if root else roots():
        for folder in sorted((place / "labs").iterdir()):
            if folder.is_dir() and folder.name.isidentifier() and not folder.name.startswith("_"):
                found.setdefault(folder.name, Lab(folder.name, place))
    return found


def lab(slug: str) -> Lab:
    """The lab of a topic."""
    found = labs()
    if slug not in found:
        raise LabError(f"there is no topic `{slug}`{suggestion(slug, list(found))}")
    return found[slug]


def exercise(name: str) -> Exercise:
    """The exercise called `topic.name`, or `name` where only one topic of a root has it."""
    topic, dot, short = name.partition(".")
    if dot:
        home = lab(topic)
        if short not in home.names:
            raise LabError(f"{topic} has no exercise `{short}`{suggestion(short, list(home.names))}")
        return Exercise(home, short)
    names = []
    for root in roots():
        found = [Exercise(home, name) for home in labs(root).values() if name in home.names]
        if len(found) > 1:
            raise LabError(f"`{name}` is in several topics: say {' or '.join(each.id for each in found)}")
        if found:
            return found[0]
        names += [each for home in labs(root).values() for each in (home.slug, *home.names)]
    if name in labs():
        ids = " or ".join(f"{name}.{each}" for each in lab(name).names)
        raise LabError(f"`{name}` is a topic: name one of its exercises, {ids}")
    raise LabError(f"there is no exercise `{name}`{suggestion(name, names)}")


def suggestion(wrong: str, names: list[str]) -> str:
    """How an error goes on: the closest names, or all of a few."""
    close = difflib.get_close_matches(wrong, names, 3, 0.6)
    if close:
        return f"; did you mean {' or '.join(close)}?"
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"; there is {', '.join(sorted(names)[:SHOWN])}{more}" if names else "; no lab is here yet"
