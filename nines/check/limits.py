"""What the operating system is told about a child that runs an answer, and how all that the child started ends."""

import contextlib
import ctypes
import os
import resource
import signal
import sys
import time
from pathlib import Path

MEMORY = 2**30
FILE = 16 * 2**20
FILE_OF_MACHINE_LAB = 2**30
PATIENCE = 8.0  # seconds in which the keepers of real servers stop them and clean up
SECONDS, SECONDS_OF_MACHINE_LAB = 5, 60
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


def control(option: int, value: int) -> None:
    """Linux's prctl; elsewhere nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def adopt() -> None:
    """Become the parent of every orphan below this process, so that none can hide from `reap`."""
    control(PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent() -> None:
    """Be killed when the process that forked this one ends."""
    control(PR_SET_PDEATHSIG, signal.SIGKILL)


def lower(what: int, limit: int, more: int = 0) -> None:
    """Set a soft limit and a hard one that is `more` above, never past the hard one that is there."""
    _, hard = resource.getrlimit(what)
    highest = limit + more if hard == resource.RLIM_INFINITY else min(limit + more, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (min(limit, highest), highest))


def restrict(seconds: int, machine: bool) -> None:
    """Limit this process: processor seconds, core and file size, and memory where no real server is to run in it."""
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_FSIZE, FILE_OF_MACHINE_LAB if machine else FILE)
    if machine:
        return
    lower(resource.RLIMIT_CPU, seconds + 1, 1)
    statm = Path("/proc/self/statm")
    if statm.exists():
        now = int(statm.read_text().split()[0]) * resource.getpagesize()
        lower(resource.RLIMIT_AS, now + MEMORY)


def offspring(pid: int) -> list[int]:
    """The processes below one, from /proc; without it, none."""
    parents: dict[int, int] = {}
    for entry in os.listdir("/proc") if os.path.isdir("/proc/self") else ():
        if entry.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                stat = Path("/proc", entry, "stat").read_bytes()
                parents[int(entry)] = int(stat.rpartition(b")")[2].split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return list(found - {pid})


def reap(child: int, patience: float = 0.0) -> int:
    """Kill a child with all it started, in whatever session, and return the child's wait status.

    What it started is asked to end first and has `patience` seconds for it: a server's keeper removes its directory.
    """
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    kindly, asked = time.monotonic() + patience, set[int]()
    while time.monotonic() < kindly + 5:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                continue
        except ChildProcessError:
            break
        kind = time.monotonic() < kindly
        for pid in set(offspring(os.getpid())) - (asked if kind else set()):
            asked.add(pid)
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGTERM if kind else signal.SIGKILL)
        time.sleep(0.001)
    return status
