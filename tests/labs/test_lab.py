"""Labs are found where they are, by any sensible name, and read only as far as asked."""

import json
import os

import pytest

from nines.lab import ROOT, Lab, LabError, exercise, lab, labs, roots
from tests.labs import tiny

HERE = "labs/budgets/budget_left"


@pytest.fixture
def team(tmp_path, monkeypatch):
    """A team's own root with the tiny lab, beside ours."""
    found = tiny.write(tmp_path / "team")
    monkeypatch.setenv("NINES_PATH", str(found.root))
    return found


def test_a_root_of_ones_own_comes_first(team):
    """NINES_PATH adds roots before the checkout's."""
    assert roots()[0] == team.root.resolve()
    assert "budgets" in labs()
    assert (ROOT in roots()) == (ROOT / "labs").is_dir()


def test_the_first_root_wins(team, tmp_path, monkeypatch):
    """Of two labs with one slug, the one whose root is named first is meant."""
    other = tiny.write(tmp_path / "other")
    monkeypatch.setenv("NINES_PATH", os.pathsep.join([str(other.root), str(team.root)]))
    assert lab("budgets").root == other.root.resolve()


def test_an_exercise_is_found_by_either_name(team):
    """The short name is enough where one topic has it."""
    assert exercise("budgets.budget_left").folder == exercise("budget_left").folder
    assert exercise("budget_left").id == "budgets.budget_left"


def test_a_short_name_in_two_topics_must_be_said_in_full(team):
    """The error lists the full names."""
    folder = team.root / "labs" / "other" / "budget_left"
    folder.mkdir(parents=True)
    (folder / "checks.py").touch()
    with pytest.raises(LabError, match=r"budgets\.budget_left or other\.budget_left"):
        exercise("budget_left")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("budgetleft", "did you mean budget_left"),
        ("budgets.left", "budgets has no exercise `left`"),
        ("budget.budget_left", "there is no topic `budget`; did you mean budgets"),
        ("", "there is no exercise ``"),
        ("budgest", "did you mean budgets"),
        ("budgets", r"`budgets` is a topic: name one of its exercises, budgets\.budget_left"),
    ],
)
def test_a_name_that_is_not_there_gets_close_ones(team, name, words):
    """A typo costs one look at the message."""
    with pytest.raises(LabError, match=words):
        exercise(name)


def test_of_many_names_a_message_shows_some(team, monkeypatch):
    """It says how many it leaves out."""
    monkeypatch.setattr("nines.lab.SHOWN", 1)
    with pytest.raises(LabError, match=r"there is \w+ and \d+ more"):
        exercise("nothing like it")


def test_a_path_without_labs_is_named(monkeypatch, tmp_path):
    """A wrong entry of NINES_PATH is an error, not silence."""
    monkeypatch.setenv("NINES_PATH", str(tmp_path / "nowhere"))
    with pytest.raises(LabError, match=r"NINES_PATH names .*nowhere"):
        labs()


def test_a_lab_knows_its_parts(team):
    """Title, article, minutes, level and exercises come from where each lives once."""
    found = lab("budgets")
    assert (found.title, found.article) == ("Budgets", "basics/budgets")
    assert (found.minutes, found.level) == (10, "foundation")
    assert [each.name for each in found.exercises] == ["budget_left"]


def test_an_exercise_knows_its_parts(team):
    """Hints and misconceptions keep their order; the starter is the cell's text."""
    found = exercise("budget_left")
    assert found.starter == tiny.STARTER
    assert found.solution == tiny.SOLUTION
    assert list(found.accepted) == ["loop", "with_a_class"]
    assert [hint.check for hint in found.hints] == [
        "test_half_the_allowed_failures_leave_half",
        "test_a_quiet_window_keeps_its_budget",
    ]
    assert found.hints[0].text == "How many events may fail?"
    assert list(found.misconceptions) == ["quiet_is_spent", "budget_of_good_events", "never_below_zero"]
    assert (found.needs, found.stretch) == ((), False)
    assert found.evidence == found.folder / "evidence.py"


def test_needs_and_stretch_are_read(tmp_path):
    """Both belong to the exercise: the one from lab.toml, the other from the cell's tags."""
    book = json.loads(tiny.FILES["notebooks/budgets.ipynb"])
    book["cells"][0]["metadata"]["tags"].append("stretch")
    book["cells"][0]["source"] = tiny.STARTER.splitlines(keepends=True)
    toml = tiny.FILES["labs/budgets/lab.toml"] + '[needs]\nbudget_left = ["prometheus"]\n'
    found = tiny.write(tmp_path, {"notebooks/budgets.ipynb": json.dumps(book), "labs/budgets/lab.toml": toml})
    assert found.needs == ("prometheus",)
    assert found.stretch
    assert found.starter == tiny.STARTER


def test_the_order_is_the_lessons(tmp_path):
    """Exercises come in the order of their cells, not of their folders."""
    book = tiny.notebook(("budget_left", tiny.STARTER), ("a_later_one", "x"))
    tiny.write(tmp_path, {"notebooks/budgets.ipynb": book, "labs/budgets/a_later_one/checks.py": "\n"})
    assert [each.name for each in Lab("budgets", tmp_path).exercises] == ["budget_left", "a_later_one"]


def test_a_folder_of_data_is_no_exercise(tmp_path):
    """Only a folder with a part of an exercise is one."""
    found = tiny.write(tmp_path, {"labs/budgets/data/log.csv": "x\n", "labs/budgets/__pycache__/checks.py": "\n"})
    assert found.lab.names == ("budget_left",)


def test_a_broken_lab_does_not_hide_the_others(team):
    """What is asked of one lab reads nothing of another."""
    folder = team.root / "labs" / "broken" / "nothing"
    folder.mkdir(parents=True)
    (folder / "checks.py").touch()
    (team.root / "labs" / "broken" / "lab.toml").write_text("][")
    assert exercise("budget_left").needs == ()
    with pytest.raises(LabError, match=r"broken/lab\.toml is not TOML"):
        assert lab("broken").minutes


def test_a_lab_file_that_is_not_text_is_named(tmp_path):
    """Bytes that are not UTF-8 are told with the file."""
    found = tiny.write(tmp_path)
    (found.folder / "solution.py").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LabError, match=r"budget_left/solution\.py cannot be read"):
        assert found.solution
