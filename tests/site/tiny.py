"""A very small project with the site's own configuration, to break on purpose."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from nines.lab import ROOT

HOME = "# Home\n\nThe way in.\n"


def project(folder: Path, pages: dict[str, str] | None = None) -> Path:
    """A checkout in `folder` with these pages in docs/, all in the nav."""
    pages = {"index.md": HOME} | (pages or {})
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    nav = "".join(f"  - {path}\n" for path in pages)
    config = re.sub(r"^nav:\n(?: .*\n)+", f"nav:\n{nav}", config, flags=re.MULTILINE)
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    shutil.copytree(ROOT / "overrides", folder / "overrides", dirs_exist_ok=True)
    (folder / "requirements.lock").write_text("nothing==1\n", encoding="utf-8")
    for path, text in pages.items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text, encoding="utf-8")
    return folder


def notebook(folder: Path, slug: str, *cells: tuple[str, str] | tuple[str, str, list[str]]) -> Path:
    """Write a lesson of (id, source) or (id, source, tags) cells; an id that starts with `text` is a Markdown cell."""
    made = []
    for name, source, *tags in cells:
        cell = {"id": name, "metadata": {"tags": tags[0]} if tags else {}, "source": source}
        text = name.startswith("text")
        made.append(cell | ({"cell_type": "markdown"} if text else CODE))
    book = {"cells": made, "metadata": {"kernelspec": KERNEL}, "nbformat": 4, "nbformat_minor": 5}
    path = folder / "notebooks" / f"{slug}.ipynb"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(book), encoding="utf-8")
    return path


CODE = {"cell_type": "code", "execution_count": None, "outputs": []}
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def mkdocs(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build the pages as `nines build` does; the finished process."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", *options]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
