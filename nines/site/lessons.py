"""Lessons, executed once for each state of everything they depend on, and kept in `.cache/lessons/`."""

import asyncio
import json
import sys
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from nines.site import freshness
from nines.site.errors import PageError

AT_ONCE = 2


class LessonError(Exception):
    """A lesson that cannot be executed; the message names the lesson, the cell and the error."""


def kept(root: Path, slug: str) -> Path:
    """Where the executed lesson is."""
    return root / ".cache" / "lessons" / f"{slug}.ipynb"


def refresh(root: Path) -> None:
    """Execute the lessons that changed, two at a time, and write their pages where the bytes differ."""
    notebooks = sorted((root / "notebooks").glob("*.ipynb"))
    stale = [path for path in notebooks if not freshness.is_fresh(root, path, kept(root, path.stem))]
    if stale:
        asyncio.run(execute_all(root, stale))
    write_pages(root, [path.stem for path in notebooks])


async def execute_all(root: Path, notebooks: list[Path]) -> None:
    """Execute notebooks, at most two at a time; the first that raises stops the rest."""
    from nines.site.execute import execute

    gate = asyncio.Semaphore(AT_ONCE)
    done = 0

    async def one(path: Path) -> None:
        nonlocal done
        async with gate:
            began = time.time_ns()
            imported = await execute(root, path, kept(root, path.stem))
        freshness.remember(root, path, kept(root, path.stem), imported, began)
        done += 1
        print(f"nines: executed lesson {done} of {len(notebooks)}: {path.stem}", file=sys.stderr, flush=True)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.to_thread(import_module, "nines.site.export"))  # while the kernels are busy
            for path in notebooks:
                group.create_task(one(path))
    except* LessonError as failed:
        raise LessonError("\n".join(str(error) for error in failed.exceptions)) from None


def write_pages(root: Path, slugs: list[str]) -> None:
    """Make docs/lessons/ hold one page for each lesson and nothing else; a page is written when its bytes change."""
    folder = root / "docs" / "lessons"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.md"):
        if old.stem not in slugs:
            old.unlink()
    for slug in slugs:
        page, made = folder / f"{slug}.md", freshness.page(kept(root, slug))
        if not page.exists() or page.read_text(encoding="utf-8") != made:
            page.write_text(made, encoding="utf-8")


def cell(root: Path, slug: str, cell_id: str) -> dict[str, Any]:
    """An executed cell by its id, or PageError that says what to run or which cells there are."""
    if not kept(root, slug).exists():
        if not (root / "notebooks" / f"{slug}.ipynb").exists():
            raise PageError(f"there is no lesson notebooks/{slug}.ipynb")
        raise PageError(f"the lesson {slug} has not been executed: run `nines build`, which does that first")
    cells = read(kept(root, slug), kept(root, slug).stat().st_mtime_ns)
    if cell_id not in cells:
        raise PageError(f"notebooks/{slug}.ipynb has no code cell {cell_id!r}: it has {', '.join(cells)}")
    return cells[cell_id]


@cache
def read(path: Path, changed: int) -> dict[str, dict[str, Any]]:
    """The code cells of an executed lesson by id; `changed` is part of the cache's key."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {each["id"]: each for each in cells if each["cell_type"] == "code"}
