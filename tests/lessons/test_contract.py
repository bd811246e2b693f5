"""The lesson contract itself: each fault in a notebook is caught with its file, its cell and the remedy."""

import json
from pathlib import Path

import pytest

from tests.lessons.contract import faults

OPENING = "# Tiny\n\nAfter this you can double. It takes 5 minutes.\n\n**Question 1.** One?\n\n**Question 2.** Two?"
CELLS = [
    ("markdown", "introduction", OPENING, []),
    ("code", "guess", "from nines.notebook import predict\npredict('a', 'b', {'c': 'd e'}, 'c')", ["figure"]),
    ("code", "move", "from nines.notebook import explore\nexplore(len, obj=['a'])", ["figure"]),
    ("code", "completion", "one = ...\ntwo = ...", []),
    ("code", "double", "def double(x):\n    raise NotImplementedError", ["exercise"]),
    ("code", "check_double", "from nines.notebook import check\ncheck(double)", []),
    ("markdown", "end", "## In production\n\nIt is used.\n\n## Recall\n\nWhat?", []),
]


def lesson() -> dict:
    """A notebook without a fault."""
    cells = []
    for kind, name, text, tags in CELLS:
        cell = {"cell_type": kind, "id": name, "metadata": {"tags": tags} if tags else {}, "source": text}
        cells.append(cell | ({"outputs": [], "execution_count": None} if kind == "code" else {}))
    kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernelspec}, "cells": cells}


def saved(folder: Path, content: dict | str) -> Path:
    """The notebook as a file."""
    path = folder / "notebooks" / "tiny.ipynb"
    path.parent.mkdir()
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_lesson_without_a_fault_has_none(tmp_path):
    """The notebook that the other tests spoil is right."""
    assert faults(saved(tmp_path, lesson())) == []


def test_an_exercise_may_be_a_class(tmp_path):
    """The cell of a class has the class's name for its id."""
    content = lesson()
    content["cells"][4] |= {"id": "Double", "source": "class Double:\n    pass"}
    content["cells"][5] |= {"source": "check(Double)"}
    assert faults(saved(tmp_path, content)) == []


SPOILED = {
    "outputs": (
        3,
        {"outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]},
        "completion: it has outputs",
    ),
    "count": (3, {"execution_count": 4}, "completion: it has an execution count"),
    "id": (3, {"id": "9ba3-cc"}, "9ba3-cc: its id must be unique words_like_this: rename"),
    "class id": (3, {"id": "Completion"}, "Completion: its id must be unique words_like_this: rename"),
    "same id": (3, {"id": "guess"}, "guess: its id must be unique"),
    "metadata": (3, {"metadata": {"collapsed": True}}, "metadata holds collapsed: keep only tags"),
    "tag": (3, {"metadata": {"tags": ["figur"]}}, "unknown tag figur: use exercise, figure"),
    "long": (3, {"source": "x = 1\n" * 16}, "completion: it has 16 lines: at most 15"),
    "syntax": (3, {"source": "x ="}, "completion, line 1: it is not Python"),
    "one blank": (3, {"source": "one = ..."}, "no code cell has two blanks"),
    "no title": (0, {"source": OPENING[2:]}, "lacks a title"),
    "no time": (0, {"source": OPENING.replace("minutes", "")}, "lacks how long it takes"),
    "no outcome": (0, {"source": OPENING.replace("can", "")}, "lacks what the reader can do"),
    "one question": (0, {"source": OPENING.replace("Question 2", "")}, "lacks two questions"),
    "untagged figure": (2, {"metadata": {}}, 'move: the tag "figure"'),
    "figure of nothing": (2, {"source": "1"}, 'move: the tag "figure"'),
    "two figures": (2, {"source": "explore(a)\nexplore(b)"}, "move: it makes 2 figures: split it"),
    "no prediction": (1, {"source": "1", "metadata": {}}, "move: no prediction comes before this figure"),
    "other name": (4, {"source": "def triple(x):\n    pass"}, "double: the cell does not define double"),
    "unchecked": (5, {"source": "1"}, "double: no later cell checks it: add one with check(double)"),
    "stretch alone": (3, {"metadata": {"tags": ["stretch"]}}, 'the tag "stretch" goes with "exercise"'),
    "no recall": (6, {"source": "## In production"}, "close with them"),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_cell_is_named_with_the_remedy(tmp_path, name):
    """Each fault in a cell is the one that is reported, with the file's name."""
    at, change, words = SPOILED[name]
    content = lesson()
    content["cells"][at] |= change
    found = faults(saved(tmp_path, content))
    assert any(words in each for each in found), found
    assert all(each.startswith("notebooks/tiny.ipynb, ") for each in found)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "notebooks/tiny.ipynb is not JSON (Expecting property name"),
        ("", "is not JSON"),
        ("[]", "is not a notebook"),
        ('{"cells": []}', "is not in format 4.5"),
        (json.dumps(lesson() | {"nbformat_minor": 4}), "is not in format 4.5"),
        (json.dumps(lesson() | {"metadata": []}), "is not a notebook"),
    ],
)
def test_a_corrupt_notebook_is_named_with_the_remedy(tmp_path, content, words):
    """A file that is no notebook gives one message that names it and says how to get it back."""
    (found,) = faults(saved(tmp_path, content))
    assert words in found
    assert found.startswith("notebooks/tiny.ipynb")
    assert ": restore it" in found or ": save it" in found


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("metadata", {}, "its kernelspec is not that of every lesson"),
        ("metadata", {**lesson()["metadata"], "widgets": {}}, "metadata holds widgets: keep only kernelspec"),
    ],
)
def test_a_spoiled_file_is_named_with_the_remedy(tmp_path, key, value, words):
    """Faults of the file as a whole are reported too."""
    assert any(words in each for each in faults(saved(tmp_path, lesson() | {key: value})))
