"""No update loses a word of the learner's: edited, run, deleted, corrupt, read-only, upgraded twice."""

import errno
import json
import os

import pytest

from nines.lab import exercise, lab
from nines.workspace import WorkspaceError, answers, files, lessons

ANSWER = "def demo_share(failed, total):\n    return failed / total"


def run(path):
    """What Jupyter leaves after running a lesson: outputs, counts, a language, an empty last cell, split sources."""
    document = json.loads(path.read_text())
    for number, cell in enumerate(document["cells"]):
        cell["source"] = files.source(cell).splitlines(keepends=True)
        if cell["cell_type"] == "code":
            cell["execution_count"] = number
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "hello"}]
    document["metadata"]["language_info"] = {"name": "python"}
    document["cells"].append({"cell_type": "code", "id": "0a1b", "metadata": {}, "outputs": [], "source": []})
    path.write_text(json.dumps(document))


def test_a_lesson_that_was_only_run_is_updated_in_place(lesson):
    """Running is not editing."""
    run(lesson.mine)
    assert lesson.lay() == "current"
    lesson.edit(lesson.upstream, "recall", "## Recall\n\nBetter questions.")
    assert lesson.lay() == "updated"
    assert lesson.cell(lesson.mine, "recall") == "## Recall\n\nBetter questions."
    assert not lesson.new.exists()


def test_outputs_stay_while_the_lesson_is_the_same(lesson):
    """A start without news leaves the file as it is."""
    run(lesson.mine)
    before = lesson.mine.read_bytes()
    assert lesson.lay() == "current"
    assert lesson.mine.read_bytes() == before


def test_an_edited_lesson_is_kept_and_the_newer_one_carries_the_answer(lesson):
    """The edited file is untouched to the byte; the one beside it has the new text and the old answer."""
    lesson.edit(lesson.mine, "demo_share", ANSWER)
    before = lesson.mine.read_bytes()
    assert lesson.lay() == "kept"
    lesson.edit(lesson.upstream, "recall", "Second version.")
    assert lesson.lay() == "beside"
    assert lesson.mine.read_bytes() == before
    assert lesson.cell(lesson.new, "recall") == "Second version."
    assert lesson.cell(lesson.new, "demo_share") == ANSWER
    assert lesson.lay() == "waiting"


def test_an_unanswered_exercise_gets_the_new_starter(lesson):
    """Only cells that the learner changed are carried."""
    lesson.edit(lesson.mine, "recall", "My notes.")
    lesson.edit(lesson.upstream, "demo_share", "def demo_share(failed, total):\n    raise NotImplementedError('new')")
    assert lesson.lay() == "beside"
    assert "new" in lesson.cell(lesson.new, "demo_share")


def test_upgraded_twice(lesson, tmp_path):
    """An untouched newer lesson is replaced; one that the learner went on in is kept, and the third goes beside."""
    lesson.edit(lesson.mine, "demo_share", ANSWER)
    lesson.edit(lesson.upstream, "recall", "Second version.")
    assert lesson.lay() == "beside"
    lesson.edit(lesson.upstream, "recall", "Third version.")
    assert lesson.lay() == "beside"
    assert lesson.cell(lesson.new, "recall") == "Third version."
    lesson.edit(lesson.new, "demo_share", ANSWER + " if total else 0")
    lesson.edit(lesson.upstream, "recall", "Fourth version.")
    assert lesson.lay() == "beside"
    third = tmp_path / "ws" / "demo.new2.ipynb"
    assert lesson.cell(lesson.new, "recall") == "Third version."
    assert lesson.cell(third, "recall") == "Fourth version."
    assert lesson.cell(third, "demo_share") == ANSWER + " if total else 0"
    assert lesson.cell(lesson.mine, "demo_share") == ANSWER


def test_the_newer_lesson_may_take_the_place_of_the_old(lesson):
    """After the move the lesson counts as the newest, so nothing is laid beside it again."""
    lesson.edit(lesson.mine, "demo_share", ANSWER)
    lesson.edit(lesson.upstream, "recall", "Second version.")
    lesson.lay()
    lesson.new.replace(lesson.mine)
    assert lesson.lay() == "kept"
    assert not lesson.new.exists()
    assert lesson.cell(lesson.mine, "demo_share") == ANSWER
    lesson.edit(lesson.upstream, "recall", "Third version.")
    assert lesson.lay() == "beside"


def test_answers_carried_over_survive_a_corrupt_original(lesson):
    """The newer lesson is the only one left that holds the answer: a third version carries it on."""
    lesson.edit(lesson.mine, "demo_share", ANSWER)
    lesson.edit(lesson.upstream, "recall", "Second version.")
    lesson.lay()
    lesson.mine.write_text("{")
    lesson.edit(lesson.upstream, "recall", "Third version.")
    assert lesson.lay() == "corrupt"
    assert lesson.cell(lesson.new, "recall") == "Third version."
    assert lesson.cell(lesson.new, "demo_share") == ANSWER


def test_a_deleted_lesson_is_laid_again(lesson):
    """Deleting is how to start over."""
    lesson.mine.unlink()
    assert lesson.lay() == "laid"
    assert lesson.mine.exists()


@pytest.mark.parametrize("text", ['{"cells": [', "[]", '{"cells": 3}', '{"cells": [{}]}', "\udcff", ""])
def test_a_corrupt_lesson_is_named_and_kept(lesson, text):
    """What is no notebook stays to the byte; the message says where the fault is; the lesson is beside it."""
    lesson.mine.write_bytes(text.encode("utf-8", "surrogateescape"))
    before = lesson.mine.read_bytes()
    outcome = lessons.lay(lab("demo"))
    assert outcome.state == "corrupt"
    assert str(lesson.mine) in outcome.message
    assert lesson.mine.read_bytes() == before
    assert lesson.cell(lesson.new, "demo_share") == lesson.cell(lesson.upstream, "demo_share")
    assert lessons.lay(lab("demo")).state == "corrupt"


def test_without_its_record_a_lesson_counts_as_edited(lesson, tmp_path):
    """Losing `.nines` loses no work: what differs from today's lesson is kept."""
    lesson.edit(lesson.mine, "demo_share", ANSWER)
    (tmp_path / "ws" / ".nines" / "demo.json").write_text("{")
    assert lesson.lay() == "beside"
    assert lesson.cell(lesson.mine, "demo_share") == ANSWER
    assert lesson.cell(lesson.new, "demo_share") == ANSWER


def test_reset_puts_one_lesson_back_and_keeps_a_copy(lesson):
    """The copy is the file as it was, corrupt or not; two resets keep two copies."""
    lesson.edit(lesson.mine, "demo_share", ANSWER)
    before = lesson.mine.read_bytes()
    path, kept = lessons.reset(lab("demo"))
    assert path == lesson.mine
    assert kept.read_bytes() == before
    assert lesson.cell(lesson.mine, "demo_share") == lesson.cell(lesson.upstream, "demo_share")
    lesson.mine.write_bytes(b"\xff{")
    _, second = lessons.reset(lab("demo"))
    assert second.read_bytes() == b"\xff{"
    assert second != kept
    assert lesson.lay() == "current"


def test_a_full_disk_leaves_the_old_lesson(lesson, monkeypatch):
    """The write fails after a part of it: the old file is whole, no part is left, and the message says what to do."""
    lesson.edit(lesson.upstream, "recall", "Second version.")
    before = lesson.mine.read_bytes()

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError, match="No space left on device"):
        lesson.lay()
    assert lesson.mine.read_bytes() == before
    assert not list(lesson.mine.parent.glob(".*.part"))


def test_a_symbolic_link_stays_one(lesson, tmp_path):
    """A lesson that the learner keeps elsewhere is updated there."""
    elsewhere = tmp_path / "elsewhere.ipynb"
    lesson.mine.rename(elsewhere)
    lesson.mine.symlink_to(elsewhere)
    lesson.edit(lesson.upstream, "recall", "Second version.")
    assert lesson.lay() == "updated"
    assert lesson.mine.is_symlink()
    assert lesson.cell(elsewhere, "recall") == "Second version."


def test_checks_newer_than_the_lesson_are_known(lesson, topic):
    """Changed checks are told until the lesson is the newest; an edited lesson of an older version goes on telling."""
    assert lessons.newer_checks("demo") == ()
    checks = topic / "labs" / "demo" / "demo_share" / "checks.py"
    checks.write_text(checks.read_text() + "\n# stricter\n")
    assert lessons.newer_checks("demo") == ("demo_share",)
    assert "nines start" in lessons.notice("demo", "demo_share")
    lesson.lay()
    assert lessons.notice("demo", "demo_share") == ""
    lesson.edit(lesson.mine, "demo_share", ANSWER)
    lesson.edit(lesson.upstream, "recall", "Second version.")
    checks.write_text(checks.read_text() + "# stricter still\n")
    assert lesson.lay() == "beside"
    assert "newer" in lessons.notice("demo", "demo_share")


def test_the_answer_is_the_whole_cell(lesson):
    """Found by the cell's id; a pasted copy, whose id is another, by the name it defines."""
    target = exercise("demo.demo_share")
    lesson.edit(lesson.mine, "demo_share", "import math\n\n" + ANSWER)
    assert answers.in_lesson(target, lesson.mine) == "import math\n\n" + ANSWER + "\n"
    document = json.loads(lesson.mine.read_text())
    next(each for each in document["cells"] if each["id"] == "demo_share")["id"] = "f00"
    lesson.mine.write_text(json.dumps(document))
    assert answers.in_lesson(target, lesson.mine) == "import math\n\n" + ANSWER + "\n"
    lesson.edit(lesson.mine, "f00", "pass")
    with pytest.raises(WorkspaceError, match="no cell for demo_share is left"):
        answers.in_lesson(target, lesson.mine)
