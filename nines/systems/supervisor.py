"""Runs programs for an owner that may die at any moment, and leaves nothing of them behind.

Run as a file (`python -I -S supervisor.py '{"owner": pid, "prefix": …, "parents": […], "user": …}'`): it makes a
directory, obeys JSON lines on its input (start, signal, stop), reports JSON lines on its output, and when the owner
says stop, or dies and so closes the pipe, stops every program with all its descendants and removes the directory.
"""

import contextlib
import ctypes
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

GRACE = 5.0  # seconds that a program has to stop on its own signal before SIGKILL
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def say(**event):
    """Report one event to the owner, who may be gone."""
    with contextlib.suppress(OSError):
        os.write(1, json.dumps(event).encode() + b"\n")


def die_with_supervisor():
    """In a new program, before it runs: on Linux, end when the supervisor is killed itself."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Programs:
    """The programs in one directory, each the leader of its own process group."""

    def __init__(self, directory, user):
        self.directory, self.user = directory, user
        self.running = {}

    def start(self, command, environment, log, stop):
        """Start a program whose output goes to the end of a log file; report its pid, or why it did not start."""
        drop = {} if not self.user else {"user": self.user[0], "group": self.user[1], "extra_groups": []}
        try:
            with open(log, "ab") as output:
                program = subprocess.Popen(
                    command,
                    env=environment,
                    cwd=self.directory,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                    preexec_fn=die_with_supervisor,
                    **drop,
                )
        except OSError as problem:
            return say(failed=f"{problem.strerror}: {problem.filename or command[0]}", number=problem.errno)
        self.running[program.pid] = program, stop
        return say(started=program.pid)

    def signal(self, pid, number):
        """Send a signal to a program that has not ended, and never to another that got its number."""
        self.reap()
        if pid in self.running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        say(signalled=pid)

    def reap(self):
        """Report programs that ended, and kill what they left in their process group."""
        for pid, (program, _) in list(self.running.items()):
            if program.poll() is not None:
                kill_group(pid, signal.SIGKILL)
                del self.running[pid]
                say(exited=pid, code=program.returncode)

    def end(self):
        """Stop all programs, kindly at first, then kill every descendant, then remove the directory."""
        for pid, (_, stop) in self.running.items():
            kill_group(pid, signal.SIGCONT)
            kill_group(pid, stop)
        deadline = time.monotonic() + GRACE
        while self.running and time.monotonic() < deadline:
            time.sleep(0.005)
            self.reap()
        for pid, (program, _) in self.running.items():
            kill_group(pid, signal.SIGKILL)
            program.wait()
        while strays := descendants():
            for pid in strays:
                with contextlib.suppress(ProcessLookupError, ChildProcessError):
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)
        for _ in range(20):
            shutil.rmtree(self.directory, ignore_errors=True)
            if not os.path.exists(self.directory):
                return
            time.sleep(0.05)


def kill_group(pid, number):
    """Signal a process group that may be gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def descendants():
    """On Linux, children of this process, among them orphans that left their process group; elsewhere none."""
    try:
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:
        return []


def obey(programs, line):
    """Carry out one line from the owner; False ends the service."""
    order = json.loads(line)
    what = order.pop("do")
    if what == "start":
        programs.start(**order)
    elif what == "signal":
        programs.signal(**order)
    return what != "stop"


def serve(programs, owner):
    """Obey until the owner says stop or is gone; a pipe that a fork of the owner holds open does not deceive it."""
    wake, poke = os.pipe()
    os.set_blocking(poke, False)
    signal.set_wakeup_fd(poke, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    buffer = b""
    while os.getppid() == owner:
        ready, _, _ = select.select([0, wake], [], [], 0.5)
        if wake in ready:
            os.read(wake, 4096)
        programs.reap()
        if 0 in ready:
            data = os.read(0, 65536)
            *lines, buffer = (buffer + data).split(b"\n")
            if not data or not all(obey(programs, line) for line in lines):
                return


def make(prefix, parents, user):
    """A new directory in the first of the parents that works, owned by the user that the programs run as."""
    for parent in parents:
        try:
            directory = tempfile.mkdtemp(prefix=prefix, dir=parent)
        except OSError as problem:
            reason = problem
            continue
        if user:
            os.chown(directory, *user)
        return directory
    say(failed=str(reason), number=reason.errno)
    return sys.exit(1)


def be_deaf():
    """Heed no further signal: the end has begun, and must not be interrupted."""
    for number in ENDING:
        signal.signal(number, lambda *_: None)


def leave(*_):
    """On the first signal, end in good order."""
    be_deaf()
    sys.exit(0)


def main(owner, prefix, parents, user):
    """Serve one owner, whatever ends it."""
    for number in ENDING:
        signal.signal(number, leave)
    if LIBC:
        LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1)
    programs = Programs(make(prefix, parents, user), user)
    try:
        say(directory=programs.directory)
        serve(programs, owner)
    finally:
        try:
            be_deaf()
        finally:
            programs.end()


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
