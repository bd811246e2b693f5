"""Starts the warm server once per process, asks it, and replaces it when it died or has become old."""

import atexit
import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from nines.check.limits import SECONDS, SECONDS_OF_MACHINE_LAB
from nines.check.verdict import Verdict, digest
from nines.lab import ROOT, Exercise, LabError

PACKAGE = Path(__file__).resolve().parent.parent
MODULE = "nines.check.server"
START, GRACE = 60, 15


class Died(Exception):
    """The server ended, or hung, before it answered."""


def sources() -> int:
    """A number that changes with Nines' own sources; what a running server has loaded is compared with it."""
    found, folders = [], [str(PACKAGE)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    found.append((entry.path, entry.stat().st_mtime_ns))
                elif entry.name.isidentifier() and entry.is_dir():
                    folders.append(entry.path)
    return hash(tuple(sorted(found)))


class Server:
    """One running server, and the pipe to it."""

    def __init__(self) -> None:
        self.owner, self.sources, self.buffer = os.getpid(), sources(), b""
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the server)
        drop = ("PYTEST_", "COV_", "COVERAGE_", "PYTHONINSPECT", "PYTHONSTARTUP", "PYTHONHASHSEED")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(drop)}
        paths = [str(ROOT), *filter(None, [environment.get("PYTHONPATH")])]
        environment |= {"PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env=environment,
            cwd="/",
            start_new_session=True,
            bufsize=0,
        )
        try:
            self.line(START)
        except Died:
            complaint = self.complaint()
            self.stop()
            raise RuntimeError(f"the process that checks answers did not start; it said:\n{complaint}") from None

    def usable(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None and self.sources == sources()

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The reply to a request, or `Died`."""
        assert self.process.stdin is not None
        try:
            view = memoryview(json.dumps(request).encode() + b"\n")
            while view:
                view = view[self.process.stdin.write(view) :]
        except OSError as error:
            raise Died from error
        return json.loads(self.line(request["seconds"] + GRACE))

    def line(self, seconds: float) -> bytes:
        """The next line from the server."""
        assert self.process.stdout is not None
        deadline = time.monotonic() + seconds
        while b"\n" not in self.buffer:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))
            data = os.read(self.process.stdout.fileno(), 1 << 20) if ready else b""
            if not data:
                raise Died
            self.buffer += data
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line

    def stop(self) -> None:
        """End the server; in a forked copy of its owner, only let go of it."""
        for pipe in (self.process.stdin, self.process.stdout, self.errors):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        if self.owner == os.getpid():
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(2)
            self.process.kill()
            self.process.wait()

    def complaint(self) -> str:
        """The last thing the server wrote to its standard error."""
        self.errors.seek(0)
        return self.errors.read()[-2000:].decode("utf-8", "replace").strip()


lock = threading.RLock()
current: Server | None = None


def stop() -> None:
    """End this process's server, if it has one."""
    global current
    server, current = current, None
    if server is not None:
        server.stop()


def forked() -> None:
    """A forked copy of this process has a server of its own, later."""
    global lock, current
    lock = threading.RLock()
    if current is not None:
        current.stop()
        current = None


atexit.register(stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=forked)


def ready() -> Server:
    """The server, started or replaced as needed."""
    global current
    if not hasattr(os, "fork"):
        raise LabError("answers are checked in a forked process, which native Windows has not: use WSL")
    if current is not None and not current.usable():
        stop()
    if current is None:
        current = Server()
    return current


def ask(exercise: Exercise, source: str, salt: str) -> dict[str, Any]:
    """The verdict on an answer as a dict. An answer that twice takes the server with it is stopped."""
    machine = bool(exercise.needs)
    request: dict[str, Any] = {"slug": exercise.topic, "root": str(exercise.root), "name": exercise.name}
    request.update(source=source, salt=salt, machine=machine)
    request["seconds"] = SECONDS_OF_MACHINE_LAB if machine else SECONDS
    for _ in range(2):
        with lock:
            try:
                reply = ready().ask(request)
            except Died:
                stop()
                continue
            except BaseException:
                stop()
                raise
        if "verdict" in reply:
            return reply["verdict"]
        raise LabError(reply["lab"]) if "lab" in reply else RuntimeError(reply["error"])
    message = "Your answer ended the process that was checking it."
    return Verdict(exercise.id, "stopped", message, digest(source)).to_dict()
