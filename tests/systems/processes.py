"""What tests need to see of the machine: which processes belong to a directory, and a wait that does not guess."""

import time
from collections.abc import Callable
from pathlib import Path

import psutil


def inside(directory: Path | str) -> list[int]:
    """The processes that run in a directory or name it in their command."""
    found = []
    for process in psutil.process_iter():
        try:
            if str(directory) in " ".join([process.cwd(), *process.cmdline()]):
                found.append(process.pid)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


def eventually(true: Callable[[], object], seconds: float = 60) -> bool:
    """Whether something becomes true, asked until it does."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
