"""Whether an executed lesson still shows what running it now would show: by the content of all it depends on."""

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from nines.lab import labs

IGNORED = {"__pycache__", ".ipynb_checkpoints"}
MACHINERY = ("execute.py", "freshness.py")


def is_fresh(root: Path, notebook: Path, executed: Path) -> bool:
    """Whether the executed copy was made from exactly what is there now."""
    try:
        noted = json.loads(note(executed).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return executed.exists() and noted == state(root, notebook, list(noted.get("imported", {})))


def remember(root: Path, notebook: Path, executed: Path, imported: list[str], began: int) -> None:
    """Note what the executed copy was made from, unless some of that changed since the run began (ns since 1970)."""
    note(executed).unlink(missing_ok=True)
    made_from = state(root, notebook, places(imported))
    sources = [notebook, root / "requirements.lock", root / "labs" / notebook.stem, *map(Path, made_from["imported"])]
    if all(newest(source) < began for source in sources):
        note(executed).write_text(json.dumps(made_from, indent=1), encoding="utf-8")


def newest(place: Path) -> int:
    """When a file, or any file below a folder, changed last."""
    return max((path.stat().st_mtime_ns for path in files(place)), default=0)


def files(place: Path) -> list[Path]:
    """A file itself, or the files below a folder, without those that running leaves behind."""
    below = sorted(place.rglob("*")) if place.is_dir() else [place]
    return [path for path in below if path.is_file() and not IGNORED & set(path.parts)]


def note(executed: Path) -> Path:
    return executed.with_suffix(".json")


def state(root: Path, notebook: Path, imported: list[str]) -> dict[str, Any]:
    """Everything a lesson's outputs depend on, as digests."""
    here = Path(__file__).parent
    return {
        "python": sys.version,
        "notebook": digest(notebook),
        "lab": tree(root / "labs" / notebook.stem),
        "lock": digest(root / "requirements.lock"),
        "machinery": [digest(here / name) for name in MACHINERY],
        "absent": absent(root, notebook.stem),
        "imported": {place: tree(Path(place)) for place in imported},
    }


def places(imported: list[str]) -> list[str]:
    """The folders (or single files, beside a package's root) whose change makes the lesson stale.

    The whole folder of an imported module counts: a lesson's checks run in other processes, which import its neighbors,
    and modules import others late.
    """
    found = set()
    for name in imported:
        path = Path(name)
        found.add(str(path if path.parent.name == "nines" else path.parent))
    return sorted(found)


def tree(place: Path) -> str:
    """The digest of a file, or of all files below a folder and their names."""
    if place.is_file():
        return digest(place)
    total = hashlib.sha256()
    for path in files(place):
        total.update(f"{path.relative_to(place)}\0{digest(path)}\0".encode())
    return total.hexdigest()


def digest(path: Path) -> str:
    """The digest of a file's bytes; nothing where there is no file."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return ""
    return digest_of(path, changed)


@cache
def digest_of(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def absent(root: Path, slug: str) -> list[str]:
    """The components that a lesson's machine cells need and that are not here."""
    lab = labs(root).get(slug) if (root / "labs").is_dir() else None
    needs = sorted({need for needed in lab.config["needs"].values() for need in needed}) if lab else []
    return [need for need in needs if not is_here(need)]


@cache
def is_here(component: str) -> bool:
    """Whether a real component is on this machine."""
    from nines.systems import COMPONENTS

    return COMPONENTS[component].problem is None


def page(executed: Path) -> str:
    """The lesson's page as Markdown, made again only when the lesson or the exporter changed."""
    made = executed.with_suffix(".md")
    mark = f"{digest(executed)} {digest(Path(__file__).parent / 'export.py')}"
    marked = executed.with_suffix(".exported")
    if not made.exists() or not marked.exists() or marked.read_text(encoding="utf-8") != mark:
        from nines.site.export import markdown

        made.write_text(markdown(executed), encoding="utf-8")
        marked.write_text(mark, encoding="utf-8")
    return made.read_text(encoding="utf-8")
