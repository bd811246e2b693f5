"""`nines check`: the verdict in words, exit code 0 only on a pass, and one clear message for a mistake."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading

import pytest

from nines import cli
from nines.cli.watch import saves
from tests.terminal.conftest import RIGHT, WRONG


def edit(lesson, cell, text):
    """Write an answer into a lesson."""
    document = json.loads(lesson.read_text())
    next(each for each in document["cells"] if each["id"] == cell)["source"] = text
    lesson.write_text(json.dumps(document))


def test_a_missing_file_starts_as_the_starter(nines):
    """The line says so, and a starter is no pass."""
    done = nines("check", "demo.demo_share", "answer.py")
    assert done.returncode == 1
    assert done.stdout.startswith("answer.py was not there: it now holds the starter.")
    assert "raise NotImplementedError" in (nines.folder / "answer.py").read_text()


def test_only_a_pass_is_success(nines):
    """The right answer gives 0; a wrong one 1, with its misconception and how to get a hint."""
    answer = nines.folder / "answer.py"
    answer.write_text(WRONG)
    done = nines("check", "demo.demo_share", answer)
    assert done.returncode == 1
    assert "Failures are compared with successes" in done.stdout
    assert "nines hint demo.demo_share" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    answer.write_text(RIGHT)
    done = nines("check", "demo_share", answer)
    assert done.returncode == 0
    assert "Passed: demo.demo_share" in done.stdout
    assert not done.stderr


def test_a_topic_is_checked_from_the_lesson(nines):
    """0 once every core exercise of the workspace's lesson passes; a copy of the lesson can be named too."""
    assert "nines start" in nines("check", "demo").stderr
    assert nines("start", "demo").returncode == 0
    done = nines("check", "demo")
    assert done.returncode == 1
    assert "0 of 1 exercises passed" in done.stdout
    edit(nines.workspace / "demo.ipynb", "demo_share", RIGHT)
    assert nines("check", "demo").returncode == 0
    assert nines("check", "demo.demo_share").returncode == 0
    assert nines("check", "demo", nines.workspace / "demo.ipynb").returncode == 0


def test_newer_checks_are_told_with_the_verdict(nines):
    """A lesson that is older than its checks says so."""
    nines("start", "demo")
    checks = nines.folder / "root/labs/demo/demo_share/checks.py"
    checks.write_text(checks.read_text() + "\n# stricter\n")
    assert "newer than your copy" in nines("check", "demo.demo_share").stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "demmo"], "demo"),
        (["check", "demo.demo_shar"], "demo_share"),
        (["check", "demo", "answer.py"], "name its exercise: demo.demo_share"),
        (["check", "demo.demo_share", "no/such/folder.py"], "the folder no/such is not there"),
        (["check", "demo.demo_share", "."], "cannot read ."),
        (["check", "demo.demo_share", "latin.py"], "byte 1 is not UTF-8"),
        (["check", "demo.demo_share", "broken.ipynb"], "broken.ipynb:1: this is not a notebook"),
        (["check"], "TOPIC[.EXERCISE]"),
        (["chekc"], "did you mean `nines check`?"),
        (["start", "demmo"], "demo"),
        (["reset", "demmo"], "demo"),
        (["hint", "demo.nothing"], "demo_share"),
        (["solution", "nothing"], "no exercise"),
        (["lab", "demmo"], "demo"),
        (["lab", "--port", "70000"], "70000 is not a port"),
    ],
)
def test_a_mistake_gets_one_message(nines, words, says):
    """Exit code 2 and one message on stderr that says what to do."""
    (nines.folder / "latin.py").write_bytes(b"\n\xe9")
    (nines.folder / "broken.ipynb").write_text("{")
    done = nines(*words)
    assert done.returncode == 2
    assert says in done.stderr
    assert not done.stdout


def test_a_corrupt_lesson_is_named(nines):
    """Checking says which file and where; the file stays as it is."""
    nines("start", "demo")
    lesson = nines.workspace / "demo.ipynb"
    lesson.write_text('{"cells": [\n oops')
    done = nines("check", "demo")
    assert done.returncode == 2
    assert f"{lesson}:2: this is not a notebook" in done.stderr
    assert nines("start", "demo").returncode == 1
    assert lesson.read_text() == '{"cells": [\n oops'


def test_color_only_on_a_terminal_that_wants_it(nines):
    """A terminal gets color, NO_COLOR takes it away; a pipe never has any (see above)."""

    def colored(**extra):
        (nines.folder / "answer.py").write_text(RIGHT)
        ours, theirs = pty.openpty()
        environment = {**nines.environment, **extra}
        command = nines.command("check", "demo.demo_share", nines.folder / "answer.py")
        subprocess.run(command, env=environment, stdout=theirs, stderr=theirs, check=True)
        os.close(theirs)
        text = os.read(ours, 65536)
        os.close(ours)
        assert b"Passed" in text
        return b"\x1b[" in text

    assert colored()
    assert not colored(NO_COLOR="1")
    assert not colored(TERM="dumb")


def test_a_terminal_without_utf8_still_gets_a_verdict(nines):
    """Characters that it cannot show become question marks."""
    (nines.folder / "answer.py").write_text(RIGHT)
    done = nines("check", "demo.demo_share", "answer.py", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "? Passed" in done.stdout


def test_checking_needs_nothing_of_the_site_or_of_jupyter(nines):
    """The command starts fast because these are not imported."""
    (nines.folder / "answer.py").write_text(RIGHT)
    heavy = {"mkdocs", "nbconvert", "nbformat", "jupyterlab", "IPython", "ipywidgets", "markdown", "vl_convert"}
    code = f"import sys; from nines.cli import main; code = main(['check', 'demo.demo_share', 'answer.py']); \
assert not {heavy} & set(sys.modules), {heavy} & set(sys.modules); sys.exit(code)"
    done = subprocess.run([sys.executable, "-c", code], cwd=nines.folder, env=nines.environment, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_an_interrupt_is_quiet(monkeypatch, capsys):
    """Ctrl-C ends with 130 and no traceback."""
    from nines.cli import progress

    def interrupted(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(progress, "run", interrupted)
    assert cli.main(["progress"]) == 130
    assert capsys.readouterr().err == ""


def test_a_reader_that_stops_reading_is_no_error(nines):
    """`nines progress | head` ends quietly."""
    shell = f"{subprocess.list2cmdline(nines.command('progress'))} | true"
    done = subprocess.run(shell, shell=True, env=nines.environment, capture_output=True, text=True)
    assert done.stderr == ""


def test_a_save_during_a_check_is_not_missed(tmp_path):
    """Not even during the first, nor when it leaves time, size and inode as they were."""
    answer = tmp_path / "answer.py"
    answer.write_text("first")
    time = answer.stat().st_mtime_ns
    found = saves(answer, wait=lambda seconds: None)
    assert next(found)
    answer.write_text("secon")
    os.utime(answer, ns=(time, time))
    assert next(found)
    answer.write_text("third, longer")
    assert next(found)
    answer.unlink()
    assert not next(found)


def test_watch_follows_every_way_of_saving(nines):
    """In place, by replacement and after a deletion; Ctrl-C ends with the last verdict's code."""
    answer = nines.folder / "answer.py"
    answer.write_text(WRONG)
    watcher = nines.start("check", "demo.demo_share", answer, "--watch")
    limit = threading.Timer(120, watcher.kill)
    limit.start()
    try:

        def until(words):
            for line in watcher.stdout:
                if words in line:
                    return
            raise AssertionError(f"never said {words!r}")

        until("Not yet")
        until("Watching")
        answer.write_text(RIGHT)
        until("Passed")
        (nines.folder / "new.py").write_text(WRONG)
        os.replace(nines.folder / "new.py", answer)
        until("Not yet")
        answer.unlink()
        until("is gone")
        answer.write_text(RIGHT)
        until("Passed")
        answer.write_text("def demo_share(failed, total):\n    import os\n    os._exit(0)\n")
        until("Stopped")
        answer.write_bytes(b"\xe9")
        until("is not UTF-8")
        answer.write_text(RIGHT)
        until("Passed")
        answer.unlink()
        until("is gone")
        watcher.send_signal(signal.SIGINT)
        assert watcher.wait(10) == 0
    finally:
        limit.cancel()
        watcher.kill()
        watcher.wait()
        watcher.stdout.close()
