"""A team's own root with one topic made from the template, and an empty workspace."""

import json

import pytest

from nines.cli.scaffold import create
from nines.lab import lab
from nines.workspace import files, lessons, progress


@pytest.fixture
def topic(tmp_path, monkeypatch):
    """The topic `demo` under a root of its own."""
    root = tmp_path / "root"
    create(root, "demo", "foundations", "demo_share", "Demo")
    monkeypatch.setenv("NINES_PATH", str(root))
    monkeypatch.setenv("NINES_WORKSPACE", str(tmp_path / "ws"))
    monkeypatch.setattr(progress, "_said", set())
    monkeypatch.setattr(progress, "_unsaved", [])
    return root


class Lesson:
    """What a test does to the topic's lesson: as author upstream, and as learner in the workspace."""

    def __init__(self, root, workspace):
        self.upstream = root / "notebooks" / "demo.ipynb"
        self.mine = workspace / "demo.ipynb"
        self.new = workspace / "demo.new.ipynb"

    def lay(self):
        """`nines start` for this lesson."""
        return lessons.lay(lab("demo")).state

    def edit(self, path, cell, text):
        """Change one cell's source."""
        document = json.loads(path.read_text())
        next(each for each in document["cells"] if each["id"] == cell)["source"] = text
        path.write_text(json.dumps(document))

    def cell(self, path, name):
        """One cell's source."""
        document = files.notebook(path)
        return files.source(next(each for each in document["cells"] if each["id"] == name))


@pytest.fixture
def lesson(topic, tmp_path):
    """The lesson, laid once."""
    found = Lesson(topic, tmp_path / "ws")
    assert found.lay() == "laid"
    return found
