"""The other commands: hints, solution, progress, workspace, doctor, ports, and where a workspace may not be written."""

import json
import os
import subprocess
import sys

import pytest

from nines import cli
from nines.cli.scaffold import create
from tests.terminal.conftest import RIGHT, WRONG


def test_the_overview_names_every_command(nines):
    """Each command has its module, an introduction and a line in the overview."""
    done = nines("--help")
    assert done.returncode == 0
    for name in cli.COMMANDS:
        assert f"  {name} " in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert nines().returncode == 2
    assert nines("--version").stdout.startswith("nines ")


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(name, capsys):
    """`--help` works without doing anything."""
    with pytest.raises(SystemExit) as end:
        cli.main([name, "--help"])
    assert end.value.code == 0
    assert f"usage: nines {name}" in capsys.readouterr().out


def test_hints_begin_with_the_check_that_failed(nines):
    """Then the others in order, and each is shown once before any is repeated."""
    answer = nines.folder / "answer.py"
    answer.write_text("def demo_share(failed, total):\n    return failed / total if total else 1.0\n")
    nines("check", "demo.demo_share", answer)
    assert "Hint 2 of 2" in nines("hint", "demo.demo_share").stdout
    assert "Hint 1 of 2" in nines("hint", "demo.demo_share").stdout
    assert nines("hint", "demo.demo_share", "--all").stdout.count("Hint ") == 2


def test_the_solution_opens_after_three_different_answers(nines):
    """The starter and a repeated answer do not count."""
    answer = nines.folder / "answer.py"
    nines("check", "demo.demo_share", answer)
    for text in (WRONG, WRONG, WRONG + "# again\n"):
        answer.write_text(text)
        nines("check", "demo.demo_share", answer)
        done = nines("solution", "demo.demo_share")
        assert done.returncode == 1
        assert "return failed / total" not in done.stdout
    answer.write_text(WRONG + "# third\n")
    nines("check", "demo.demo_share", answer)
    done = nines("solution", "demo.demo_share")
    assert done.returncode == 0
    assert "return failed / total" in done.stdout


def test_the_solution_opens_after_a_pass(nines):
    """One pass is enough, and looking is recorded."""
    (nines.folder / "answer.py").write_text(RIGHT)
    nines("check", "demo.demo_share", "answer.py")
    assert nines("solution", "demo_share").returncode == 0
    lines = (nines.workspace / "progress.jsonl").read_text().splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["check", "solution"]


def test_progress_says_what_is_done_and_next(nines):
    """By exercise, with the mistakes recognized on the way."""
    assert "to do    demo_share" in nines("progress").stdout
    answer = nines.folder / "answer.py"
    for text, words in ((WRONG, "begun    demo_share"), (RIGHT, "passed   demo_share")):
        answer.write_text(text)
        nines("check", "demo.demo_share", answer)
        assert words in nines("progress").stdout
    assert "failures_per_success" in nines("progress").stdout


def test_a_torn_progress_file_still_reads(nines):
    """The line is named, the rest counts."""
    (nines.folder / "answer.py").write_text(RIGHT)
    nines("check", "demo.demo_share", "answer.py")
    record = nines.workspace / "progress.jsonl"
    record.write_text('{"kind": "che\n' + record.read_text())
    done = nines("progress")
    assert f"{record}:1: " in done.stderr
    assert "passed   demo_share" in done.stdout


def test_start_and_reset_say_where_things_are(nines):
    """The workspace's path, each lesson's state, and where a reset lesson went."""
    done = nines("start", "demo")
    assert str(nines.workspace) in done.stdout
    assert "demo: new" in done.stdout
    assert "demo: up to date" in nines("start", "demo").stdout
    done = nines("reset", "demo")
    kept = done.stdout.splitlines()[-1].removeprefix("Yours is kept in ")
    assert os.path.exists(kept)


def test_one_malformed_lesson_does_not_keep_the_others_away(nines):
    """Its fault is named with the file, and the exit code tells."""
    create(nines.folder / "root", "another", "foundations", "another_share", "Another")
    (nines.folder / "root/notebooks/another.ipynb").write_text("{")
    done = nines("start", "another", "demo")
    assert done.returncode == 1
    assert "another: not laid: notebooks/another.ipynb is not JSON" in done.stdout
    assert "demo: new" in done.stdout
    assert "notebooks/another.ipynb" in nines("progress").stdout


def test_git_clean_is_mentioned_once(monkeypatch, tmp_path, capsys):
    """Only where the workspace is an ignored folder of the checkout, and only when it is made."""
    from nines.lab import ROOT

    create(tmp_path / "root", "demo", "foundations", "demo_share", "Demo")
    monkeypatch.setenv("NINES_PATH", str(tmp_path / "root"))
    monkeypatch.setenv("NINES_WORKSPACE", str(tmp_path / "ws"))
    monkeypatch.setattr("nines.lab.ROOT", tmp_path)
    assert cli.main(["start", "demo"]) == 0
    assert "git clean -fdx" in capsys.readouterr().out
    assert cli.main(["start", "demo"]) == 0
    assert "git clean" not in capsys.readouterr().out
    monkeypatch.setattr("nines.lab.ROOT", ROOT)
    monkeypatch.setenv("NINES_WORKSPACE", str(tmp_path / "other"))
    assert cli.main(["start", "demo"]) == 0
    assert "git clean" not in capsys.readouterr().out


POWERLESS = """
import ctypes, os, sys
ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # root may write anywhere while it has CAP_DAC_OVERRIDE
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="root is made powerless with prctl, which is Linux's")
def test_a_read_only_workspace_is_said(nines):
    """One message with the folder and the way out; checking a file still gives its verdict, with a warning."""
    nines.workspace.mkdir()
    nines.workspace.chmod(0o555)
    (nines.folder / "answer.py").write_text(RIGHT)

    def run(*words):
        command = [sys.executable, "-c", POWERLESS, *nines.command(*words)]
        return subprocess.run(command, cwd=nines.folder, env=nines.environment, capture_output=True, text=True)

    done = run("start")
    assert done.returncode == 2
    assert str(nines.workspace) in done.stderr
    assert "NINES_WORKSPACE" in done.stderr
    assert "Traceback" not in done.stderr
    done = run("check", "demo.demo_share", "answer.py")
    assert done.returncode == 0
    assert "Passed" in done.stdout
    assert done.stderr.count("could not save your progress") == 1
