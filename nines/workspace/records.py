"""What was laid into the workspace: per lesson its version, the text as laid, and the checks of that day."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from nines.lab import Lab
from nines.workspace import files, folder
from nines.workspace.files import Notebook


@dataclass(frozen=True)
class Record:
    """One laid file: the lesson it came from, the file as laid (answers carried in), and its checks' digests."""

    lesson: Notebook
    laid: Notebook
    checks: dict[str, str]


def home() -> Path:
    """Where the workspace keeps what the learner need not see."""
    return folder() / ".nines"


def path(name: str) -> Path:
    """The record of `name.ipynb`."""
    return home() / f"{name}.json"


def load(name: str) -> Record | None:
    """The record of a laid file; None when there is none that can be used."""
    try:
        found = json.loads(path(name).read_text(encoding="utf-8"))
        record = Record(found["lesson"], found["laid"], found["checks"])
        files.sources(record.laid), files.sources(record.lesson)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return record


def save(name: str, lesson: Notebook, laid: Notebook, lab: Lab) -> None:
    """Remember what was laid."""
    put(name, Record(lesson, laid, checks(lab)))


def put(name: str, record: Record) -> None:
    """Write a record."""
    files.write(path(name), files.dump(asdict(record)))


def checks(lab: Lab) -> dict[str, str]:
    """A digest of every exercise's checks as they are now."""
    found = {each.name: each.folder / "checks.py" for each in lab.exercises}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items() if path.exists()}
