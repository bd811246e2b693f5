"""Checking again on every save, whatever way the editor saves."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from nines.workspace import WorkspaceError

POLL = 0.02
SETTLE = 0.005
RACY = 0.1

Stamp = tuple[int, int, int]


def stamp(path: Path) -> Stamp | None:
    """What changes when a file is saved: time, size and inode; None while there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def settled(path: Path) -> Stamp | None:
    """The stamp once a save is over: it holds still, and an empty file had time to be filled."""
    last = stamp(path)
    while True:
        time.sleep(RACY if last and last[1] == 0 else SETTLE)
        if (now := stamp(path)) == last:
            return now
        last = now


def contents(path: Path) -> bytes | None:
    """The bytes of a file, None while there is none."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def saves(path: Path, wait: Callable[[float], None] = time.sleep) -> Iterator[bool]:
    """Yield at once and after each save that changed the text: True, or False while the file is gone; never ends.

    A save right after a look, within the clock's grain, leaves the same stamp: text that was young when it was read is
    read again. Every look comes before its yield, so that a save during a check counts.
    """
    seen, looked, held = stamp(path), time.time(), contents(path)
    yield held is not None
    while True:
        wait(POLL)
        young = seen is not None and looked - seen[0] / 1e9 < RACY
        if stamp(path) == seen and not young:
            continue
        seen, looked, now = settled(path), time.time(), contents(path)
        if now != held:
            held = now
            yield now is not None


def watch(path: Path, check: Callable[[], bool]) -> int:
    """Check now and on every save until Ctrl-C; the last verdict decides the exit code (0 for a pass)."""
    good, first = False, True
    try:
        for there in saves(path):
            if not first and there:
                print(f"\n{time.strftime('%H:%M:%S')} saved\n", flush=True)
            if there:
                good = guarded(check)
            else:
                print(f"\n{path} is gone; waiting for it to come back.", flush=True)
            if first:
                print(f"Watching {path}. Ctrl-C stops.", flush=True)
            first = False
    except KeyboardInterrupt:
        print()
    return 0 if good else 1


def guarded(check: Callable[[], bool]) -> bool:
    """One check; a file that cannot be read now is said and waited for."""
    try:
        return check()
    except WorkspaceError as error:
        print(f"nines: {error}", flush=True)
        return False
