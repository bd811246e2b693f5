"""Laying lessons into the workspace: an edited one is never overwritten, a newer one goes beside it."""

import copy
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from nines.lab import Lab
from nines.workspace import WorkspaceError, files, folder, progress, records
from nines.workspace.files import Notebook


@dataclass(frozen=True)
class Outcome:
    """What happened to one lesson: `laid`, `updated`, `current`, `kept` (edited), `beside`, `waiting` (beside since
    an earlier start) or `corrupt` (the message says how; the lesson is beside)."""

    slug: str
    state: str
    path: Path
    message: str = ""


def original(lab: Lab) -> Notebook:
    """The lesson as it comes with Nines; LabError when it or its lab is malformed."""
    assert lab.exercises is not None
    return files.notebook(lab.notebook)


def target(name: str) -> Path:
    """Where a laid file is."""
    return folder() / f"{name}.ipynb"


def lay(lab: Lab) -> Outcome:
    """Bring the workspace's copy of one lesson up to date without losing a word of the learner's."""
    with locked():
        newest = original(lab)
        adopt(lab, newest)
        path = target(lab.slug)
        if not path.exists():
            return put(lab, lab.slug, newest, newest, "laid")
        try:
            mine = files.notebook(path)
        except WorkspaceError as error:
            return beside(lab, newest, str(error))
        record = records.load(lab.slug)
        if not changed(mine, newest):
            records.save(lab.slug, newest, newest, lab)
            return Outcome(lab.slug, "current", path)
        if files.sources(mine) in [files.sources(each) for each in (newest, record and record.laid) if each]:
            return put(lab, lab.slug, newest, newest, "updated")
        if record and not changed(record.lesson, newest):
            records.save(lab.slug, record.lesson, record.laid, lab)
            return Outcome(lab.slug, "kept", path)
        return beside(lab, newest)


def put(lab: Lab, name: str, lesson: Notebook, laid: Notebook, state: str, message: str = "") -> Outcome:
    """Write one lesson and remember it."""
    files.write(target(name), files.dump(laid))
    records.save(name, lesson, laid, lab)
    return Outcome(lab.slug, state, target(name), message)


def beside(lab: Lab, newest: Notebook, fault: str = "") -> Outcome:
    """Lay the newest lesson under the first name that holds nothing of the learner's, their answers carried in."""
    state = "corrupt" if fault else "beside"
    answers = {} if fault else written(lab.slug)
    for name in spare_names(lab.slug):
        path, record = target(name), records.load(name)
        if not path.exists():
            return put(lab, name, newest, carry(newest, answers), state, fault)
        if record and not changed(record.lesson, newest):
            return Outcome(lab.slug, "corrupt" if fault else "waiting", path, fault)
        try:
            mine = files.notebook(path)
        except WorkspaceError:
            continue
        if record and files.sources(mine) == files.sources(record.laid):
            return put(lab, name, newest, carry(newest, written(name) | answers), state, fault)
        answers |= written(name)
    raise AssertionError("spare names never end")


def spare_names(slug: str) -> Iterator[str]:
    """slug.new, then slug.new2, slug.new3 … without end."""
    yield f"{slug}.new"
    number = 2
    while True:
        yield f"{slug}.new{number}"
        number += 1


def written(name: str) -> dict[str, str]:
    """The learner's exercise cells by cell id: those that differ from what was laid."""
    record = records.load(name)
    before = {} if record is None else exercises(record.lesson)
    mine = exercises(files.notebook(target(name)))
    return {key: text for key, text in mine.items() if before.get(key) != text}


def exercises(document: Notebook) -> dict[str, str]:
    """The exercise cells of a lesson by cell id."""
    return {cell.get("id", ""): files.source(cell) for cell in document["cells"] if files.is_exercise(cell)}


def carry(lesson: Notebook, answers: dict[str, str]) -> Notebook:
    """A copy of a lesson with the learner's exercise cells in place of the starters."""
    filled = copy.deepcopy(lesson)
    for cell in filled["cells"]:
        if files.is_exercise(cell) and cell.get("id") in answers:
            cell["source"] = answers[cell["id"]]
    return filled


def adopt(lab: Lab, newest: Notebook) -> None:
    """When the learner moved `slug.new.ipynb` over `slug.ipynb`, go on from the version that file came from."""
    record, path = records.load(f"{lab.slug}.new"), target(lab.slug)
    if record is None or target(f"{lab.slug}.new").exists() or not path.exists():
        return
    try:
        mine = set(files.sources(files.notebook(path)))
    except WorkspaceError:
        return
    old = records.load(lab.slug)
    if old is None or overlap(mine, record.laid) > overlap(mine, old.laid):
        records.put(lab.slug, replace(record, laid=record.lesson))  # the answers carried in are the learner's
    records.path(f"{lab.slug}.new").unlink()


def overlap(mine: set[tuple[str, str]], document: Notebook) -> int:
    """How many cells two notebooks share word for word."""
    return len(mine & set(files.sources(document)))


def changed(old: Notebook, new: Notebook) -> bool:
    """Whether two versions of a lesson differ in anything but outputs and counts."""
    return essence(old) != essence(new)


def essence(document: Notebook) -> list[str]:
    """Text, kind, id and tags of every cell that is not empty."""
    keep: list[Any] = [
        [cell.get("id"), cell.get("cell_type"), files.source(cell), cell.get("metadata", {}).get("tags", [])]
        for cell in document["cells"]
        if files.source(cell).strip()
    ]
    return [json.dumps(each) for each in keep]


def reset(lab: Lab) -> tuple[Path, Path | None]:
    """Put one lesson back to how it comes; the learner's goes to `backup/`. Returns both paths."""
    with locked():
        path, kept = target(lab.slug), None
        newest = original(lab)
        if path.exists():
            kept = backup(path)
        put(lab, lab.slug, newest, newest, "laid")
        return path, kept


def backup(path: Path) -> Path:
    """Copy a lesson, readable or not, to a name in `backup/` that says when."""
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    place = folder() / "backup"
    number, kept = 1, place / f"{path.stem}.{stamp}.ipynb"
    while kept.exists():
        number += 1
        kept = place / f"{path.stem}.{stamp}-{number}.ipynb"
    files.write(kept, path.read_bytes())
    return kept


@contextmanager
def locked() -> Iterator[None]:
    """One process at a time changes the workspace's lessons."""
    place = records.home()
    try:
        place.mkdir(parents=True, exist_ok=True)
        with open(place / "lock", "a") as file, progress.alone(file.fileno()):
            yield
    except OSError as error:
        raise WorkspaceError(
            f"cannot use the workspace {folder()}: {error.strerror}. Make it writable, or set NINES_WORKSPACE to a"
            " folder that is."
        ) from error


def newer_checks(slug: str) -> tuple[str, ...]:
    """The exercises whose checks changed since the learner's lesson was laid (none without a record)."""
    from nines.lab import lab

    record = records.load(slug)
    if record is None:
        return ()
    return tuple(name for name, digest in records.checks(lab(slug)).items() if record.checks.get(name) != digest)


def notice(topic: str, name: str) -> str:
    """What to tell the learner when an exercise's checks are newer than their lesson; empty when they are not."""
    if name not in newer_checks(topic):
        return ""
    return (
        f"The checks of {name} are newer than your copy of the lesson. `nines start` updates it, or lays the newer"
        " lesson beside it when you have edited yours."
    )
