"""The warm process that forks a child per check: `python -m nines.check.server`, one JSON line in, one out.

It lives as long as the process that started it, and nothing it started outlives a check.
"""

import contextlib
import fcntl
import gc
import importlib
import json
import os
import select
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from nines.check import limits
from nines.check.verdict import OUTPUT, Verdict, bounded, digest
from nines.lab import Exercise, Lab, LabError

RESULT = 4 * 2**20
WATCH = 0.2
HIGH = 100


class Orphaned(Exception):
    """The process that asked is gone."""


def warm() -> None:
    """Import and exercise what every check needs, so that a child finds it ready."""
    from nines.check import rehearsal

    rehearsal.run()
    gc.collect()
    gc.freeze()


def child(request: dict[str, Any], result: int, output: int) -> None:
    """Judge in this forked process and write drafts and verdict as JSON lines; never returns."""
    leave = os._exit
    me = os.getpid()
    try:
        os.setsid()
        limits.die_with_parent()
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        result = fcntl.fcntl(result, fcntl.F_DUPFD_CLOEXEC, HIGH)
        os.closerange(3, HIGH)
        signal.signal(signal.SIGINT, signal.default_int_handler)

        def tell(kind: str, data: Any) -> None:
            if os.getpid() == me:
                view = json.dumps([kind, data]).encode() + b"\n"
                while view:
                    view = view[os.write(result, view) :]

        exercise = Exercise(Lab(request["slug"], Path(request["root"])), request["name"])
        try:
            limits.restrict(request["seconds"], request["machine"])
            if not request["machine"]:  # a real server's account may not enter this folder
                tempfile.tempdir = os.environ["TMPDIR"] = request["folder"]
            from nines.check import inside

            verdict = inside.judge(
                exercise,
                request["source"],
                request["salt"],
                folder=request["folder"],
                notify=lambda draft: tell("draft", draft),
                onward=echo,
            )
            tell("verdict", verdict)
            tell("imports", [name for name in sys.modules if name.partition(".")[0] in ("nines", "simpy")])
        except LabError as error:
            tell("lab", str(error))
        except BaseException as error:
            tell("error", f"{type(error).__name__}: {error}")
    finally:
        leave(0)


def echo(text: str) -> None:
    """Pass on what the answer prints, as long as anyone can read it."""
    with contextlib.suppress(OSError):
        os.write(1, text.encode("utf-8", "replace"))


class Check:
    """One child, what it has said so far and what it has printed."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="nines-check-", ignore_cleanup_errors=True)
        self.request = {**request, "folder": self.folder.name}
        self.result, mine = os.pipe()
        self.output, theirs = os.pipe()
        self.lines, self.printed = b"", b""
        self.pid = os.fork()
        if self.pid == 0:
            child(self.request, mine, theirs)
        os.close(mine)
        os.close(theirs)

    def wait(self, parent: int) -> bool:
        """Read until the child closes its result; False when time is up first."""
        deadline = time.monotonic() + self.request["seconds"]
        open_ends = {self.result, self.output}
        while self.result in open_ends:
            left = deadline - time.monotonic()
            if left <= 0 or len(self.lines) > RESULT:
                return False
            ready, _, _ = select.select([*open_ends, 0], [], [], min(left, WATCH))
            if 0 in ready or os.getppid() != parent:
                raise Orphaned
            for end in [end for end in ready if not self.read(end)]:
                open_ends.remove(end)
        return True

    def read(self, end: int) -> bytes:
        """Take what a pipe holds: all of the result, the beginning of the output."""
        data = os.read(end, 65536)
        if end == self.result:
            self.lines += data
        elif len(self.printed) <= OUTPUT:
            self.printed += data
        return data

    def finish(self) -> int:
        """End everything the child started, and drain the pipes."""
        status = limits.reap(self.pid, limits.PATIENCE if self.request["machine"] else 0.0)
        for end in (self.result, self.output):
            os.set_blocking(end, False)
            with contextlib.suppress(BlockingIOError):
                for _ in range(16):
                    if not self.read(end):
                        break
            os.close(end)
        self.folder.cleanup()
        return status

    def answer(self, in_time: bool, status: int) -> dict[str, Any]:
        """The reply: the verdict, or the last draft completed by how the child ended, or the lab's error."""
        said: dict[str, Any] = {}
        for line in self.lines.split(b"\n")[:-1]:
            with contextlib.suppress(ValueError, TypeError):
                kind, data = json.loads(line)
                said[kind] = data
        if "lab" in said or "error" in said:
            return {"lab": said["lab"]} if "lab" in said else {"error": said["error"]}
        printed = bounded(self.printed.decode("utf-8", "replace"))
        verdict = said.get("verdict") or said.get("draft") or self.blank()
        if verdict["status"] == "running":
            verdict = ended(verdict, in_time, status, self.request["seconds"])
        imports = [name for name in said.get("imports", []) if name not in sys.modules]
        return {"verdict": {**verdict, "output": printed or verdict["output"]}, "imports": imports}

    def blank(self) -> dict[str, Any]:
        """The draft of a child that said nothing."""
        request = self.request
        return Verdict(f"{request['slug']}.{request['name']}", "running", "", digest(request["source"])).to_dict()


def ended(draft: dict[str, Any], in_time: bool, status: int, seconds: int) -> dict[str, Any]:
    """The verdict on an answer whose process did not live to give one."""
    waiting = [check for check in draft["checks"] if check["status"] == "not_run"]
    begun = waiting and draft["message"]
    where = f"in the check “{draft['message']}”" if begun else "before any check"
    code = os.waitstatus_to_exitcode(status)
    if not in_time or code == -signal.SIGXCPU:
        message = f"Your answer was still running after {seconds} seconds {where}, so it was stopped."
    elif code < 0 and code != -signal.SIGKILL:
        message = f"Your answer crashed the interpreter {where} ({signal.Signals(-code).name})."
    else:
        message = f"Your answer ended the process that was checking it {where}."
    if waiting and begun:
        waiting[0].update(status="failed", message=message)
    return {**draft, "status": "stopped", "message": message}


def serve(parent: int) -> None:
    """Answer requests until standard input ends."""
    buffer = b""
    while os.getppid() == parent:
        ready, _, _ = select.select([0], [], [], WATCH)
        if not ready:
            continue
        data = os.read(0, 1 << 20)
        if not data:
            return
        buffer += data
        if not buffer.endswith(b"\n"):
            continue
        check, buffer = Check(json.loads(buffer)), b""
        in_time = False
        try:
            in_time = check.wait(parent)
        finally:
            status = check.finish()
        reply = check.answer(in_time, status)
        fresh = reply.pop("imports", [])
        os.write(REPLY, json.dumps(reply).encode() + b"\n")
        for name in fresh:
            with contextlib.suppress(Exception):
                importlib.import_module(name)


if __name__ == "__main__":
    REPLY = fcntl.fcntl(1, fcntl.F_DUPFD_CLOEXEC, HIGH)
    os.dup2(2, 1)
    limits.adopt()
    with contextlib.suppress(Orphaned, BrokenPipeError):
        caller = os.getppid()
        warm()
        os.write(REPLY, b"ready\n")
        serve(caller)
