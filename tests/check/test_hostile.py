"""Answers that attack what runs them get a clear verdict, and the next check works."""

import json
import subprocess
from pathlib import Path

import pytest

from nines.check import run
from nines.check.inside import judge
from nines.check.verdict import OUTPUT
from tests.check.hostile import HOSTILE, MACHINE, RIGHT
from tests.labs import tiny

SLOW = {name for name, hostile in HOSTILE.items() if "ever" in hostile.note or "without end" in hostile.note}
# These would end or stall this very process: in a page, the worker is replaced.
FATAL = (
    MACHINE | SLOW | {"huge_number", "fills_the_disk", "huge_allocation", "growing_allocation", "swallows_interrupts"}
)
FATAL |= {"infinite_loop", "infinite_loop_at_import", "closes_stdout"}
BENIGN = sorted({*HOSTILE} - FATAL)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_gets_a_verdict(name, exercise):
    """The status is one of those expected, the message is a sentence, and the next answer is judged rightly."""
    hostile = HOSTILE[name]
    verdict = run(exercise, hostile.source)
    assert verdict.status in hostile.statuses, verdict
    assert verdict.message[-1] in ".:?" or " " in verdict.message
    assert "Traceback" not in verdict.message
    assert not verdict.message.startswith("AssertionError")
    assert len(verdict.output) < OUTPUT + 200
    json.dumps(verdict.to_dict())
    assert run(exercise, RIGHT).passed


@pytest.mark.parametrize("name", BENIGN)
def test_a_hostile_answer_gets_the_same_verdict_in_process(name, exercise):
    """Without any sandbox, as in a page, the verdict is the same, and so is that of the next answer."""
    verdict = judge(exercise, HOSTILE[name].source)
    sandboxed = run(exercise, HOSTILE[name].source).to_dict()
    for key in ("status", "message", "misconception", "answer", "output"):
        assert verdict[key] == sandboxed[key]
    assert [c["status"] for c in verdict["checks"]] == [c["status"] for c in sandboxed["checks"]]
    assert judge(exercise, RIGHT)["status"] == "passed"


def test_there_are_thirty_hostile_answers():
    """The list does not shrink, and no hostile answer may pass."""
    assert len(HOSTILE) >= 30
    assert all("passed" not in hostile.statuses for hostile in HOSTILE.values())


def test_a_process_left_running_is_ended(exercise):
    """A child in a session of its own does not outlive the check."""
    run(exercise, HOSTILE["leaves_a_child"].source)
    listing = subprocess.run(["ps", "-A", "-o", "args"], capture_output=True, text=True, check=True).stdout
    assert "sleep 4242" not in listing.splitlines()


def test_output_is_kept_up_to_a_bound(exercise):
    """What an endless loop printed before it was stopped is there, cut, with a note."""
    output = run(exercise, HOSTILE["infinite_output"].source).output
    assert output.startswith("xxxx")
    assert "cut here" in output
    assert OUTPUT <= len(output) < OUTPUT + 200


def test_a_stopped_answer_says_where(exercise):
    """The check that ran when time was up is named, those before it keep their results, those after did not run."""
    loops = tiny.SOLUTION + "\n\nright = budget_left\n\n\ndef budget_left(good, valid, slo):\n"
    loops += "    while good == 9950:\n        pass\n    return right(good, valid, slo)\n"
    verdict = run(exercise, loops)
    assert [check["status"] for check in verdict.checks] == ["passed", "failed", "not_run"]
    assert "Half the allowed failures leave half" in verdict.message


def test_nothing_is_left_in_the_working_directory(exercise, tmp_path, monkeypatch):
    """An answer writes into a folder of its own, which is gone afterwards."""
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    source = "from pathlib import Path\nPath('left').write_text('x')\nprint(Path.cwd())\n" + RIGHT
    verdict = run(exercise, source)
    assert verdict.passed
    assert not Path(verdict.output.strip()).exists()
    assert {path for path in set(tmp_path.rglob("*")) - before if "__pycache__" not in path.parts} == set()
