"""The owner's side of a supervisor: a temporary directory and programs that cannot outlive this process."""

import json
import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from nines.systems.errors import SystemsError, tail
from nines.systems.programs import readable_by_others

SUPERVISOR = Path(__file__).with_name("supervisor.py")
ROOM = 300 * 2**20  # bytes of free disk below which no component starts
NO_SPACE = "on Debian, Fedora, macOS and WSL alike, free some, or set TMPDIR to a folder on a disk that has it."
SILENT = "The process that keeps a component does not answer; it was probably killed. Start the component again."


def unprivileged() -> tuple[int, int] | None:
    """The user and group ids of `nobody` for programs that refuse root; None when this process is not root."""
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise SystemsError(
            "This program refuses to run as root, and this system has no user named nobody to run it as.\n"
            "  Run Nines as an ordinary user, or make the user (Debian, Fedora: useradd --system nobody)."
        ) from None
    return nobody.pw_uid, nobody.pw_gid


class Keeper:
    """A supervisor process with one directory; used as a context manager, it stops what it started and removes it."""

    def __init__(self, name: str, *, user: tuple[int, int] | None = None):
        self.user = user
        self.exits: dict[int, int] = {}
        self._events: list[dict] = []
        self._buffer = b""
        self._lock = threading.RLock()
        spec = {"owner": os.getpid(), "prefix": f"nines-{name}-", "parents": self._parents(), "user": user}
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", SUPERVISOR, json.dumps(spec)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            bufsize=0,
        )
        try:
            self.directory = Path(self._expect("directory")["directory"])
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Keeper":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _parents(self) -> list[str]:
        parents = list(dict.fromkeys([tempfile.gettempdir(), "/tmp", "/var/tmp"]))
        if self.user:
            parents = [p for p in parents if os.path.isdir(p) and readable_by_others(Path(p))]
        free = {parent: shutil.disk_usage(parent).free for parent in parents if os.path.isdir(parent)}
        roomy = [parent for parent, size in free.items() if size >= ROOM]
        if roomy:
            return roomy
        found = ", ".join(f"{parent} has {size // 2**20} MB" for parent, size in free.items()) or "there is none"
        raise SystemsError(
            f"Not enough disk space for a temporary directory ({ROOM // 2**20} MB needed; {found}).\n  {NO_SPACE}"
        )

    def start(
        self, command: Sequence[str | Path], environment: Mapping[str, str], log: Path, stop: int = signal.SIGTERM
    ) -> int:
        """Start a program in the directory with its output at the end of `log`; its pid."""
        with self._lock:
            self._tell(
                do="start",
                command=[str(part) for part in command],
                environment={"PATH": os.environ.get("PATH", os.defpath), **environment},
                log=str(log),
                stop=int(stop),
            )
            return self._expect("started")["started"]

    def signal(self, pid: int, number: int) -> None:
        """Send a signal to a program of this keeper; nothing happens when it has ended."""
        with self._lock:
            self._tell(do="signal", pid=pid, number=int(number))
            self._expect("signalled")

    def ended(self, pid: int) -> int | None:
        """The exit code of a program, negative for a signal; None while it runs."""
        with self._lock:
            while self._read(0):
                pass
            return self.exits.get(pid)

    def wait(self, pid: int, seconds: float) -> int:
        """The exit code of a program once it has ended, within a time limit in seconds."""
        deadline = time.monotonic() + seconds
        while (code := self.ended(pid)) is None:
            if time.monotonic() > deadline:
                raise SystemsError(f"A program that should have ended is still running after {seconds:g} s.")
            time.sleep(0.005)
        return code

    def run(self, command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> tuple[int, str]:
        """Run a program to its end, within two minutes; its exit code and all that it printed."""
        log = self.directory / f"run-{time.monotonic_ns()}.log"
        pid = self.start(command, environment or {}, log)
        code = self.wait(pid, 120)
        printed = log.read_text(errors="replace")
        log.unlink()
        return code, printed

    def must(self, command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> str:
        """Run a program that must succeed; what it printed."""
        code, printed = self.run(command, environment)
        if code:
            raise SystemsError(f"{Path(command[0]).name} failed (exit code {code}). It said:\n{tail(printed)}")
        return printed

    def write(self, name: str, text: str) -> Path:
        """Write a file in the directory, readable by the user that the programs run as and by nobody else."""
        path = self.directory / name
        path.write_text(text)
        path.chmod(0o600)
        self.own(path)
        return path

    def own(self, path: Path) -> None:
        """Give a file or a folder with all its content to the user that the programs run as."""
        if self.user:
            inside = sorted(path.rglob("*")) if path.is_dir() else []
            for each in [path, *inside]:
                os.chown(each, *self.user, follow_symlinks=False)

    def close(self) -> None:
        """Stop every program, remove the directory, and wait until both are done."""
        with self._lock:
            if self._process.poll() is None:
                try:
                    self._tell(do="stop")
                except SystemsError:
                    self._process.terminate()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
            self._process.wait()

    def _tell(self, **order: object) -> None:
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
        except OSError:
            raise SystemsError(SILENT) from None

    def _expect(self, kind: str) -> dict:
        while True:
            for event in self._events:
                if kind in event or "failed" in event:
                    self._events.remove(event)
                    if kind in event:
                        return event
                    raise SystemsError(f"A program could not be started: {event['failed']}")
            if not self._read(30):
                raise SystemsError(SILENT)

    def _read(self, seconds: float) -> bool:
        """Take in events that have arrived, waiting for at most `seconds`; whether anything came."""
        output = self._process.stdout
        if not output or output.closed or not select.select([output], [], [], seconds)[0]:
            return False
        data = os.read(output.fileno(), 65536)
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        for event in map(json.loads, lines):
            if "exited" in event:
                self.exits[event["exited"]] = event["code"]
            else:
                self._events.append(event)
        return bool(data)
