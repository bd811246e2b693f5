"""Files of the workspace: written whole or not at all, and read with a message that names the fault."""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from nines.workspace import WorkspaceError

Notebook = dict[str, Any]


def write(path: Path, text: str | bytes) -> None:
    """Replace a file in one step, so that a full disk or a crash leaves the old one."""
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.{secrets.token_hex(6)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "xb") as file:
            if target.exists():
                os.fchmod(file.fileno(), target.stat().st_mode & 0o777)
            file.write(text.encode() if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise WorkspaceError(
            f"cannot write {path}: {error.strerror}. What was there is unchanged. Free some space or make the"
            " folder writable, or set NINES_WORKSPACE to another folder."
        ) from error


def read(path: Path) -> str:
    """The text of a file the learner owns."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise WorkspaceError(f"{path}: byte {error.start} is not UTF-8 text.") from error
    except OSError as error:
        raise WorkspaceError(f"cannot read {path}: {error.strerror}.") from error


def notebook(path: Path) -> Notebook:
    """A notebook, or an error that says where it stops being one."""
    text = read(path)
    try:
        found = json.loads(text)
    except ValueError as error:
        where = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise WorkspaceError(f"{path}{where}: this is not a notebook ({error}).") from error
    cells = found.get("cells") if isinstance(found, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) and "source" in cell for cell in cells):
        raise WorkspaceError(f"{path}: this is JSON but not a notebook (no list of cells with a source).")
    return found


def dump(document: object) -> str:
    """A notebook as Jupyter writes it."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def source(cell: dict[str, Any]) -> str:
    """A cell's text; the format allows a list of lines."""
    text = cell["source"]
    return text if isinstance(text, str) else "".join(text)


def sources(document: Notebook) -> list[tuple[str, str]]:
    """What a person can edit: kind and text of each cell that is not empty."""
    return [(cell.get("cell_type", ""), source(cell)) for cell in document["cells"] if source(cell).strip()]


def is_exercise(cell: dict[str, Any]) -> bool:
    """Whether the learner writes an answer in this cell."""
    return "exercise" in cell.get("metadata", {}).get("tags", [])
