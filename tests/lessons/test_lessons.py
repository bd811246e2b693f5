"""The lesson contract, held to every notebook that is found."""

import copy
import os
from pathlib import Path

import nbformat
import pytest
import vl_convert
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from nines import lab
from nines.notebook import display
from nines.site.execute import leave_out
from nines.site.freshness import absent
from tests.conftest import require
from tests.lessons.contract import Lesson, faults, source, tags

LESSONS = [path for root in lab.roots() for path in sorted((root / "notebooks").glob("*.ipynb"))]
each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def cells_tagged(tag: str):
    """One test per cell with a tag, of every lesson that can be read; those that can't fail the hygiene test."""
    found = [
        pytest.param(cell, id=f"{path.stem}.{cell['id']}")
        for path in LESSONS
        if not faults(path)
        for cell in Lesson(path).tagged(tag)
    ]
    return pytest.mark.parametrize("cell", found)


def test_every_topic_has_its_lesson():
    """Each lab is found with the notebook of its name, so that none goes untested."""
    assert {path.stem for path in LESSONS} == set(lab.labs()) != set()


@each_lesson
def test_a_lesson_is_clean_and_complete(path):
    """Format, metadata, ids, tags and lengths are right, and the parts of a lesson are there in their order."""
    assert faults(path) == []


def alone(cell: dict) -> tuple[dict, list[display.Display]]:
    """What a cell defines and shows in an empty namespace."""
    namespace = {"__name__": "__main__"}
    with display.captured() as shown:
        exec(compile(source(cell), f"<{cell['id']}>", "exec"), namespace)
    return namespace, shown


@cells_tagged("exercise")
def test_an_exercise_cell_runs_alone(cell):
    """The starter needs nothing from other cells, which makes its text an answer."""
    namespace, shown = alone(cell)
    assert cell["id"] in namespace
    assert shown == []


@cells_tagged("figure")
def test_a_figure_cell_runs_alone_and_draws(cell):
    """A page embeds a figure by its cell alone: it shows one thing, whose charts the build's renderer draws."""
    _, shown = alone(cell)
    (bundle,) = [each.bundle for each in shown]
    figure, prediction = bundle.get(display.EXPLORE), bundle.get(display.PREDICT)
    assert (figure is None) != (prediction is None)
    specs = [figure["spec"]] if figure else [(prediction["reveal"] or {}).get(display.VEGALITE)]
    assert figure is None or figure["spec"], bundle["text/plain"]
    for spec in filter(None, specs):
        assert vl_convert.vegalite_to_svg(spec, vl_version="5.21").startswith("<svg")
        assert spec["background"] == "transparent"


@cells_tagged("figure")
def test_a_figure_draws_at_every_end_of_its_controls(cell):
    """No slider can be moved to a place where the picture is missing."""
    _, shown = alone(cell)
    for each in shown:
        for control in each.bundle.get(display.EXPLORE, {}).get("controls", ()):
            ends = control.get("options") or [control["min"], control["max"]]
            start = each.view.values[control["name"]]
            for value in ends:
                drawn = each.view.draw(**{control["name"]: value})
                assert display.VEGALITE in drawn, drawn["text/plain"]
            each.view.draw(**{control["name"]: start})


def missing(path: Path) -> list[str]:
    """The components whose cells are left out, as in the build; where all are required, the test fails."""
    needs = absent(path.parent.parent, path.stem)
    if needs and os.environ.get("NINES_REQUIRE") == "all":
        require(needs[0])
    return needs


def possible(path: Path) -> list[lab.Exercise]:
    """The exercises that can be checked with what is here."""
    return [each for each in lab.lab(path.stem).exercises if not set(each.needs) & set(missing(path))]


def run(path: Path, answers: dict[str, str]) -> nbformat.NotebookNode:
    """The lesson run top to bottom with these answers in place of the starters; a failure names cell and error."""
    notebook = nbformat.from_dict(copy.deepcopy(Lesson(path).notebook))
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, source(cell)) if "exercise" in tags(cell) else source(cell)
    leave_out(notebook, missing(path))
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    try:
        client.execute()
    except CellExecutionError as error:
        raised = next(cell.id for cell in reversed(notebook.cells) if cell.get("execution_count"))
        pytest.fail(f"notebooks/{path.name}, cell {raised}: {error.ename}: {error.evalue}\n{error.traceback}")
    return notebook


def verdicts(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """What every check in a run lesson said, by exercise."""
    bundles = [out.get("data", {}) for cell in notebook.cells for out in cell.get("outputs", ())]
    found = [bundle[display.VERDICT] for bundle in bundles if display.VERDICT in bundle]
    return {each["exercise"]: each["status"] for each in found}


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """Progress goes to a workspace of this test."""
    monkeypatch.setenv("NINES_WORKSPACE", str(tmp_path))
    return tmp_path


@each_lesson
def test_a_lesson_runs_with_the_starters(path, workspace):
    """Restart and run all never raises before anything is written: later cells bear an answer that isn't there."""
    said = verdicts(run(path, {}))
    assert set(said) == {each.id for each in possible(path)}
    assert "passed" not in said.values()


@each_lesson
def test_a_lesson_runs_with_the_solutions(path, workspace):
    """Restart and run all never raises once everything is solved, and every check says passed."""
    answers = {each.name: each.solution for each in lab.lab(path.stem).exercises}
    said = verdicts(run(path, answers))
    assert said == {each.id: "passed" for each in possible(path)}
