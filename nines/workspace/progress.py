"""What the learner did, one JSON object a line, appended; several processes may write at once."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nines.workspace import folder

if TYPE_CHECKING:
    from nines.check.verdict import Verdict

Event = dict[str, Any]

_unsaved: list[Event] = []
_said: set[str] = set()


def path() -> Path:
    """The file of events."""
    return folder() / "progress.jsonl"


def say_once(message: str) -> None:
    """A warning on stderr that this process has not given yet."""
    if message not in _said:
        _said.add(message)
        print(f"nines: {message}", file=sys.stderr, flush=True)


def record(event: Event) -> Event:
    """Append an event (time and attempt number added) and return it; when it cannot be saved, warn and keep it."""
    full = {**event}
    if full.get("kind") == "check" and "attempt" not in full:
        full["attempt"] = 1 + len(attempts(str(full.get("exercise"))))
    full.setdefault("at", datetime.now(UTC).isoformat(timespec="seconds"))
    _unsaved.append(full)
    try:
        append(path(), "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in _unsaved))
    except OSError as error:
        say_once(
            f"could not save your progress in {path()} ({error.strerror}). Nothing recorded before is lost;"
            " what follows is kept in memory and saved as soon as that works again."
        )
    else:
        _unsaved.clear()
    return full


def record_verdict(verdict: "Verdict") -> Event:
    """Record a check: its outcome, which check failed first, the misconception's name and the answer's digest."""
    failed = [check["name"] for check in verdict.checks if check["status"] == "failed"]
    return record(
        {
            "kind": "check",
            "exercise": verdict.exercise,
            "status": verdict.status,
            "failed": failed[0] if failed else None,
            "misconception": verdict.misconception["name"] if verdict.misconception else None,
            "answer": verdict.answer,
        }
    )


def append(target: Path, text: str) -> None:
    """Append whole lines or nothing: a write that fails halfway is taken back."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(target, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        with alone(handle):
            end = os.fstat(handle).st_size
            torn = end > 0 and os.pread(handle, 1, end - 1) != b"\n"
            data = ("\n" * torn + text).encode()
            try:
                while data:
                    data = data[os.write(handle, data) :]
            except OSError:
                os.ftruncate(handle, end)
                raise
    finally:
        os.close(handle)


@contextmanager
def alone(handle: int) -> Iterator[None]:
    """Hold the file against other writers where the system has locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:  # some network file systems have no locks; O_APPEND keeps whole lines apart there
        yield
        return
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


def read() -> tuple[list[Event], list[str]]:
    """Every event, and for each line that is none what is wrong with it as `file:line: reason`."""
    events: list[Event] = []
    problems: list[str] = []
    try:
        lines = path().read_bytes().split(b"\n")
    except FileNotFoundError:
        lines = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            event = json.loads(line)
        except ValueError:
            problems.append(f"{path()}:{number}: not a complete JSON object; this line is skipped, the rest is used")
            continue
        if isinstance(event, dict) and isinstance(event.get("kind"), str):
            events.append(event)
        else:
            problems.append(f"{path()}:{number}: not an event (no kind); this line is skipped, the rest is used")
    return [*events, *_unsaved], problems


def events() -> list[Event]:
    """Every event, oldest first; lines that cannot be read are named on stderr once."""
    found, problems = read()
    for problem in problems:
        say_once(problem)
    return found


def attempts(exercise: str) -> list[Event]:
    """The checks of one exercise (`topic.name`), oldest first."""
    return [event for event in events() if event["kind"] == "check" and event.get("exercise") == exercise]


def solved(exercise: str) -> bool:
    """Whether a check of this exercise ever passed."""
    return any(event.get("status") == "passed" for event in attempts(exercise))
