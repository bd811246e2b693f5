"""Building the site: lessons executed, and what a change of an article or of a lesson costs."""

import asyncio
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from benchmarks.table import Row, median_ms
from nines.lab import ROOT

LESSON = ROOT / "notebooks" / "error_budgets.ipynb"
ARTICLE = ROOT / "docs" / "foundations" / "error_budgets.md"
COPIES, PAGES, AT_ONCE = 20, 100, 2


def seconds(action: Callable[[], object]) -> float:
    """The wall time of one run."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def in_twos(job: Callable[[int], Coroutine[Any, Any, object]]) -> None:
    """Run a job for every copy, two at a time."""

    async def everything() -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> None:
            async with gate:
                await job(number)

        await asyncio.gather(*(one(number) for number in range(COPIES)))

    asyncio.run(everything())


def executed(folder: Path) -> Row:
    """Twenty lessons, cold, beside nbclient by itself and mkdocs-jupyter where it is installed."""
    import nbformat
    from nbclient import NotebookClient

    from nines.site.execute import execute

    ours = seconds(lambda: in_twos(lambda number: execute(ROOT, LESSON, folder / f"{number}.ipynb")))

    async def bare(number: int) -> None:
        book = nbformat.read(LESSON, as_version=4)
        await NotebookClient(book, kernel_name="python3").async_execute()

    peers: dict[str, float | str] = {"nbclient × 2": seconds(lambda: in_twos(bare))}
    if importlib.util.find_spec("mkdocs_jupyter") is None:
        peers["mkdocs-jupyter"] = "is not installed"
    else:
        peers["mkdocs-jupyter"] = seconds(lambda: jupyter_site(folder / "jupyter"))
    return Row(f"{COPIES} lessons executed, cold", "s", ours, peers, aim=14)


def jupyter_site(folder: Path) -> None:
    """The same lessons through mkdocs-jupyter."""
    (folder / "docs").mkdir(parents=True)
    for number in range(COPIES):
        shutil.copy(LESSON, folder / "docs" / f"lesson{number}.ipynb")
    (folder / "docs" / "index.md").write_text("# Lessons\n")
    plugin = {"mkdocs-jupyter": {"execute": True}}
    (folder / "mkdocs.yml").write_text(json.dumps({"site_name": "peer", "plugins": [plugin]}))
    mkdocs(folder)


def mkdocs(folder: Path, program: str = "mkdocs") -> None:
    """Build a folder with MkDocs or Zensical, in its own process."""
    command = [sys.executable, "-m", program, "build"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def hundred_pages(folder: Path) -> Path:
    """A site of a hundred articles with our theme, without what needs an executed lesson."""
    text = re.sub(r"^\{\{.*\}\}$", "", ARTICLE.read_text(), flags=re.MULTILINE)
    (folder / "docs").mkdir(parents=True)
    for number in range(PAGES):
        (folder / "docs" / f"article{number}.md").write_text(text)
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    settings = (ROOT / "mkdocs.yml").read_text()
    (folder / "mkdocs.yml").write_text(re.sub(r"^nav:\n(?:[ ].*\n)+", "", settings, flags=re.MULTILINE))
    return folder


def article_changed(folder: Path) -> Row:
    """A rebuild after one of a hundred articles changed, beside the same pages without our extension, and Zensical."""
    ours, plain = hundred_pages(folder / "ours"), hundred_pages(folder / "plain")
    settings = (plain / "mkdocs.yml").read_text().replace("  - nines.site.markdown\n", "")
    (plain / "mkdocs.yml").write_text(settings)

    def rebuild(place: Path, program: str = "mkdocs") -> Callable[[], None]:
        def once() -> None:
            with open(place / "docs" / "article0.md", "a") as article:
                article.write("\nOne more line.\n")
            mkdocs(place, program)

        return once

    bare = median_ms(rebuild(plain), 3) / 1000
    peers: dict[str, float | str] = {"mkdocs build": bare, "Zensical": median_ms(rebuild(plain, "zensical"), 3) / 1000}
    return Row(
        f"rebuild, one of {PAGES} articles changed", "s", median_ms(rebuild(ours), 3) / 1000, peers, aim=1.1 * bare
    )


def checkout(folder: Path) -> Path:
    """A copy of what git tracks, to be changed and built."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listing.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def lesson_changed(folder: Path) -> Row:
    """A rebuild of lessons and pages after one lesson changed; the lessons that did not change are not run."""
    root = checkout(folder)
    code = (
        "import sys; from pathlib import Path; from nines.site import lessons, pages;"
        "root = Path(sys.argv[1]); lessons.refresh(root); pages.make(root, root / 'site')"
    )
    command = [sys.executable, "-c", code, str(root)]
    lesson = root / "notebooks" / LESSON.name

    def rebuild() -> None:
        book = json.loads(lesson.read_text())
        cell = next(cell for cell in book["cells"] if cell["cell_type"] == "code")
        cell["source"] = [*cell["source"], "\n# changed"]
        lesson.write_text(json.dumps(book))
        subprocess.run(command, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, check=True, capture_output=True)

    return Row("rebuild, one lesson changed", "s", median_ms(rebuild, 3) / 1000, aim=3)


def rows() -> list[Row]:
    """The three rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [executed(folder), article_changed(folder / "hundred"), lesson_changed(folder / "checkout")]
