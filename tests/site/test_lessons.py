"""Lessons are executed once for each state of what they depend on, and one that raises stops the build."""

import contextlib
import json
import subprocess
import sys
import tempfile

import psutil
import pytest

from nines.site import lessons
from tests.site.tiny import notebook, project

COUNT = """
from pathlib import Path
import labs.tiny.helper as helper
(Path(helper.__file__).parent.parent.parent / 'runs').open('a').write('x')
print(helper.SAYS)
"""


@pytest.fixture
def root(tmp_path):
    """A project with one lesson that counts its runs and imports a module of its own."""
    project(tmp_path)
    (tmp_path / "labs" / "tiny").mkdir(parents=True)
    (tmp_path / "labs" / "tiny" / "helper.py").write_text("SAYS = 'one'\n")
    (tmp_path / "labs" / "tiny" / "lab.toml").write_text('minutes = 5\nlevel = "foundation"\n')
    notebook(tmp_path, "tiny", ("text_title", "# Tiny\n\nOne paragraph."), ("count", COUNT))
    return tmp_path


def runs(root) -> int:
    """How often the lesson has run."""
    return len((root / "runs").read_text())


def test_nothing_compiles_the_grammar_of_iris():
    """It takes a second at each start, and notebooks are still checked without it."""
    code = (
        "import sys, nines.site.execute as execute, nines.site.export, pathlib\n"
        "assert 'jsonschema' in sys.modules and 'lark' not in sys.modules\n"
        "execute.read(pathlib.Path(sys.argv[1]))"
    )
    for text, complaint in (
        ('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}', ""),
        ("{}", "is not"),
    ):
        with tempfile.NamedTemporaryFile("w", suffix=".ipynb") as file:
            file.write(text)
            file.flush()
            done = subprocess.run([sys.executable, "-c", code, file.name], capture_output=True, text=True, check=False)
        assert bool(done.returncode) == bool(complaint)
        assert complaint in done.stderr


def test_an_unchanged_lesson_runs_once(root):
    """The second build does not run it again."""
    lessons.refresh(root)
    lessons.refresh(root)
    assert runs(root) == 1


@pytest.mark.parametrize("last", ["x = 1", "1 / 0", "import os; os._exit(1)"])
def test_no_kernel_stays_behind(root, last):
    """`nines serve` runs lessons for hours: each kernel ends with its lesson, however that ends."""
    notebook(root, "tiny", ("count", COUNT), ("last", last))
    with contextlib.suppress(lessons.LessonError):
        lessons.refresh(root)
    kernels = [each for each in psutil.Process().children(recursive=True) if "ipykernel_launcher" in each.cmdline()]
    assert not kernels


@pytest.mark.parametrize(
    "name", ["labs/tiny/helper.py", "notebooks/tiny.ipynb", "requirements.lock", "labs/tiny/new.csv"]
)
def test_a_change_in_what_it_depends_on_runs_it_again(root, name):
    """Its notebook, its lab with new files too, the lock file, a module that it imports."""
    lessons.refresh(root)
    path = root / name
    path.write_text((path.read_text() if path.exists() else "") + "\n")
    lessons.refresh(root)
    assert runs(root) == 2


def test_a_module_outside_its_lab_counts_too(root):
    """A changed import is seen wherever in the project it is, and shows in the output."""
    (root / "shared").mkdir()
    (root / "shared" / "far.py").write_text("SAYS = 'far'\n")
    notebook(root, "tiny", ("count", COUNT), ("far", "import shared.far\nprint(shared.far.SAYS)"))
    lessons.refresh(root)
    (root / "shared" / "far.py").write_text("SAYS = 'farther'\n")
    lessons.refresh(root)
    assert runs(root) == 2
    assert "farther" in json.dumps(lessons.cell(root, "tiny", "far"))


def test_an_unrelated_change_does_not_run_it_again(root):
    """Neither a page nor another lab makes a lesson stale."""
    lessons.refresh(root)
    (root / "docs" / "index.md").write_text("# Changed\n")
    (root / "labs" / "other").mkdir()
    (root / "labs" / "other" / "lab.toml").write_text("")
    (root / "labs" / "tiny" / "__pycache__").mkdir(exist_ok=True)
    lessons.refresh(root)
    assert runs(root) == 1


def test_a_lesson_that_raises_names_the_cell_and_the_error(root):
    """The build says which cell of which lesson raised what, and keeps no result of it."""
    notebook(root, "tiny", ("fine", "x = 1"), ("not_fine", "1 / 0"))
    with pytest.raises(lessons.LessonError, match=r"notebooks/tiny.ipynb, cell 'not_fine' raises ZeroDivisionError"):
        lessons.refresh(root)
    assert not lessons.kept(root, "tiny").exists()


def test_a_notebook_that_is_none_is_named(root):
    """Broken JSON is the author's to see, not a traceback."""
    (root / "notebooks" / "tiny.ipynb").write_text("{")
    with pytest.raises(lessons.LessonError, match=r"notebooks/tiny.ipynb is not a notebook"):
        lessons.refresh(root)


def test_progress_of_the_build_stays_out_of_the_learners_workspace(root, monkeypatch):
    """A lesson that records something during the build records it somewhere that is thrown away."""
    monkeypatch.setenv("NINES_WORKSPACE", str(root / "mine"))
    notebook(root, "tiny", ("where", "import os; print(os.environ['NINES_WORKSPACE'])"))
    lessons.refresh(root)
    shown = json.dumps(lessons.cell(root, "tiny", "where"))
    assert "nines-lesson-" in shown
    assert not (root / "mine").exists()


def test_pages_are_written_only_when_their_bytes_change(root):
    """An unchanged lesson leaves its page's time alone, and the page of a lesson that is gone goes too."""
    lessons.refresh(root)
    page = root / "docs" / "lessons" / "tiny.md"
    before = page.stat().st_mtime_ns
    (root / "docs" / "lessons" / "old.md").write_text("# Old\n")
    lessons.refresh(root)
    assert page.stat().st_mtime_ns == before
    assert not (root / "docs" / "lessons" / "old.md").exists()


def test_a_page_refers_to_its_cells(root):
    """Text is text, and code cells are embedded from the executed lesson, never copied."""
    lessons.refresh(root)
    text = (root / "docs" / "lessons" / "tiny.md").read_text()
    assert "# Tiny" in text
    assert '{{ cell("tiny.count") }}' in text
    assert "SAYS" not in text


def test_machine_cells_are_shown_when_their_components_are_missing(root, monkeypatch):
    """Without the component the cell keeps its source and says what it needs; the rest of the lesson runs."""
    from nines.site import execute, freshness

    for module in (execute, freshness):
        monkeypatch.setattr(module, "absent", lambda *_: ["prometheus"])
    notebook(root, "tiny", ("real", "raise SystemError", ["machine"]), ("after", "print(2)"))
    lessons.refresh(root)
    real = lessons.cell(root, "tiny", "real")
    assert "".join(real["source"]) == "raise SystemError"
    assert real["metadata"]["nines_absent"] == ["prometheus"]
    assert "2" in json.dumps(lessons.cell(root, "tiny", "after")["outputs"])
