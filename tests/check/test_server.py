"""The warm server is replaced when it must be, and nothing of it outlives the process that started it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from nines.check import client, run
from tests.check.hostile import RIGHT, body
from tests.labs import tiny

CLIENT = """
import sys
from pathlib import Path
from nines.check import client, run
from nines.lab import Exercise, Lab
exercise = Exercise(Lab("budgets", Path(sys.argv[1])), "budget_left")
assert run(exercise, {right!r}).passed
print(client.current.process.pid, flush=True)
run(exercise, {sleeper!r})
"""
SLEEPER = body(
    "import subprocess, time",
    # Only Linux lets a server adopt the orphans of another session.
    f"subprocess.Popen(['sleep', '4343'], start_new_session={sys.platform == 'linux'})",
    "time.sleep(1000)",
)


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and "Z" not in state


def eventually(condition) -> bool:
    """Whether a condition comes true within a generous time."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def sleepers() -> list[str]:
    """The processes that SLEEPER left."""
    listing = subprocess.run(["ps", "-A", "-o", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listing.splitlines() if line == "sleep 4343"]


def pid() -> int:
    """The process id of this process's server."""
    assert client.current is not None
    return client.current.process.pid


def test_the_server_stays_warm(exercise):
    """Two checks use one server."""
    run(exercise, RIGHT)
    first = pid()
    run(exercise, RIGHT)
    assert pid() == first


def test_a_stopped_check_leaves_no_folder(exercise, tmp_path, monkeypatch):
    """What a check that was killed had written is removed with it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    client.stop()
    monkeypatch.setattr(client, "SECONDS", 1)
    litter = body("import tempfile", "tempfile.mkdtemp()", "open('here', 'w').write('x')", "while True: pass")
    assert run(exercise, litter).status == "stopped"
    client.stop()
    assert os.listdir(folder) == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP])
def test_a_server_that_died_is_replaced(exercise, how, monkeypatch):
    """Killed, ended or stopped between two checks, it is replaced and the answer judged."""
    monkeypatch.setattr(client, "GRACE", -4)
    run(exercise, RIGHT)
    first = pid()
    os.kill(first, how)
    assert run(exercise, RIGHT).passed
    assert pid() != first
    assert not alive(first)


def test_new_sources_replace_the_server(exercise, monkeypatch):
    """A server that loaded older sources of Nines is not asked again."""
    run(exercise, RIGHT)
    first = pid()
    monkeypatch.setattr(client, "sources", lambda: 1)
    assert run(exercise, RIGHT).passed
    assert pid() != first


def test_a_new_check_is_seen_at_once(exercise):
    """The server keeps nothing of a lab: an edited checks.py decides the next verdict."""
    assert run(exercise, RIGHT).passed
    exercise.checks.write_text(tiny.CHECKS + "\n\ndef test_never(budget_left):\n    assert False, 'no'\n")
    assert run(exercise, RIGHT).message == "no"


def test_interrupting_a_check_leaves_the_next_one_working(exercise):
    """Ctrl-C while waiting ends the check; the next verdict is the next answer's."""

    def interrupt(*_):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    run(exercise, RIGHT)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            run(exercise, body("import time", "time.sleep(1000)"))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert run(exercise, RIGHT).passed


def test_a_forked_copy_has_a_server_of_its_own(exercise):
    """A fork of the asking process neither shares nor disturbs the server."""
    run(exercise, RIGHT)
    first = pid()
    child = os.fork()
    if child == 0:
        fine = run(exercise, RIGHT).passed and pid() != first
        client.stop()
        os._exit(0 if fine else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert run(exercise, RIGHT).passed
    assert pid() == first


def test_threads_take_turns(exercise):
    """Answers from several threads each get their own verdict."""
    from concurrent.futures import ThreadPoolExecutor

    answers = [RIGHT, tiny.STARTER, "budget_left = 3\n"] * 2
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda source: run(exercise, source).status, answers))
    assert found == ["passed", "failed", "broken"] * 2


@pytest.mark.xdist_group("sleepers")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_killing_the_client_leaves_nothing_running(exercise, how):
    """The server, the running check and what the answer started end with the process that asked."""
    program = CLIENT.format(right=RIGHT, sleeper=SLEEPER)
    asking = subprocess.Popen(
        [sys.executable, "-c", program, str(exercise.root)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert asking.stdout is not None
    server = int(asking.stdout.readline())
    assert eventually(sleepers)
    asking.send_signal(how)
    asking.wait()
    asking.stdout.close()
    assert eventually(lambda: not alive(server))
    assert eventually(lambda: not sleepers())


def test_a_server_that_cannot_start_says_why(exercise, monkeypatch):
    """What it wrote before it died is in the error."""
    client.stop()
    monkeypatch.setattr(client, "MODULE", "nines.check.no_such_server")
    with pytest.raises(RuntimeError, match="no_such_server"):
        run(exercise, RIGHT)
    monkeypatch.undo()
    assert run(exercise, RIGHT).passed
