"""Progress is never lost: not by a torn line, a full disk, or several processes that write at once."""

import json
import subprocess
import sys

import pytest

from nines.workspace import progress

pytestmark = pytest.mark.usefixtures("topic")

WRITER = """
import sys
from nines.workspace import progress
for number in range(40):
    progress.record({"kind": "hint", "exercise": "a.b", "hint": number, "who": sys.argv[1], "pad": "x" * 3000})
"""
LIMITED = """
import resource, signal
from nines.workspace import progress
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = progress.path().stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 30, resource.RLIM_INFINITY))
progress.record({"kind": "hint", "exercise": "a.b", "hint": 1})
progress.record({"kind": "hint", "exercise": "a.b", "hint": 2})
assert progress.path().stat().st_size == size
assert [event["hint"] for event in progress.events()][-2:] == [1, 2]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
progress.record({"kind": "hint", "exercise": "a.b", "hint": 3})
"""


def hint(number):
    """An event."""
    return {"kind": "hint", "exercise": "demo.demo_share", "hint": number}


def test_events_come_back_in_order_with_their_time():
    """Time is UTC; checks are numbered."""
    progress.record(hint(1))
    for status in ("failed", "passed"):
        progress.record({"kind": "check", "exercise": "demo.demo_share", "status": status})
    events = progress.events()
    assert [event["kind"] for event in events] == ["hint", "check", "check"]
    assert [event.get("attempt") for event in events] == [None, 1, 2]
    assert all(event["at"].endswith("+00:00") for event in events)
    assert progress.solved("demo.demo_share")
    assert not progress.solved("demo.other")


def test_a_truncated_line_is_named_and_skipped(capsys):
    """The message has file and line, once; what is before and after counts, and the file keeps the line."""
    progress.record(hint(1))
    with open(progress.path(), "a") as file:
        file.write('{"kind": "hint", "exer')
    progress.record(hint(2))
    with open(progress.path(), "ab") as file:
        file.write(b'\xff\xfe\n[1]\n{"kind": 3}\n')
    assert [event["hint"] for event in progress.events()] == [1, 2]
    progress.events()
    said = capsys.readouterr().err
    for line in (2, 4, 5, 6):
        assert said.count(f"{progress.path()}:{line}: ") == 1
    assert '{"kind": "hint", "exer\n' in progress.path().read_bytes().decode(errors="replace")


def test_many_writers_do_not_mix():
    """Four processes, 40 long events each: every line is whole and each writer's are in order."""
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(number)]) for number in range(4)]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    events = [json.loads(line) for line in progress.path().read_text().splitlines()]
    assert len(events) == 160
    for number in range(4):
        assert [event["hint"] for event in events if event["who"] == str(number)] == list(range(40))


def test_a_full_disk_warns_once_and_loses_nothing():
    """A write cut short is taken back; events wait in memory and are saved when there is room again."""
    progress.record(hint(0))
    done = subprocess.run([sys.executable, "-c", LIMITED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("could not save your progress") == 1
    assert [json.loads(line)["hint"] for line in progress.path().read_text().splitlines()] == [0, 1, 2, 3]


def test_a_workspace_that_cannot_be_is_said(monkeypatch, tmp_path, capsys):
    """A file where the folder should be: a warning with the path, and no exception."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("NINES_WORKSPACE", str(tmp_path / "file"))
    progress.record(hint(1))
    assert str(tmp_path / "file") in capsys.readouterr().err
