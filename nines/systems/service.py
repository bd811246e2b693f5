"""What every component that is a server has in common: start on free ports, wait until ready, log, stop, clean up."""

import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self, TypeVar

from nines.systems import ports
from nines.systems.errors import SystemsError, tail
from nines.systems.keeper import NO_SPACE, Keeper, unprivileged
from nines.systems.registry import COMPONENTS

READY_SECONDS = 60.0  # the slowest component is ready in 0.3 s on an idle machine of two cores
ATTEMPTS = 5


class Service:
    """A real server, used as a context manager; it can also be started and stopped by hand, as a notebook does.

    A subclass names its component, prepares its files, and gives its command; `ports` holds one port for each name in
    `listens_on`, all on 127.0.0.1. `port=` fixes the first of them, else they are free ones.
    """

    component = ""
    listens_on: tuple[str, ...] = ("http",)
    stop_signal: int = signal.SIGTERM
    refuses_root = False

    def __init__(self, *, port: int | None = None):
        self.fixed_port = port
        self.ports: dict[str, int] = {}
        self.pid = 0
        self._keeper: Keeper | None = None

    def command(self) -> list[str | Path]:
        """The command line that runs the server in the foreground on `self.ports`."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Write what the server needs into its directory, before it gets its ports."""

    def environment(self) -> Mapping[str, str]:
        """Environment variables for the server; it sees PATH and no others."""
        return {}

    def ready(self) -> bool:
        """Whether the server, which listens by now, does its work."""
        return True

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def title(self) -> str:
        """What messages call this component."""
        return COMPONENTS[self.component].title

    @property
    def port(self) -> int:
        """The port of its main listener."""
        return self.ports[self.listens_on[0]]

    @property
    def url(self) -> str:
        """The address of its main listener, which a browser on this machine can open."""
        return f"http://{ports.HOST}:{self.port}"

    @property
    def keeper(self) -> Keeper:
        """The supervisor that holds its directory and its process."""
        if self._keeper is None:
            raise SystemsError(f"{self.title} is not running: use it inside `with`, or call start() first.")
        return self._keeper

    @property
    def directory(self) -> Path:
        """Its temporary directory, gone once it stops."""
        return self.keeper.directory

    @property
    def log(self) -> Path:
        """The file that holds everything the server printed."""
        return self.directory / "log.txt"

    def start(self) -> Self:
        """Start the server and wait until it is ready; on any failure nothing stays behind. Running, it stays so."""
        if self.alive:
            return self
        self.stop()
        COMPONENTS[self.component].find()
        self._keeper = Keeper(self.component, user=unprivileged() if self.refuses_root else None)
        try:
            self.prepare()
            for last in (False,) * (ATTEMPTS - 1) + (True,):
                self.ports = {name: ports.free_port() for name in self.listens_on}
                if self.fixed_port:
                    self.ports[self.listens_on[0]] = self.fixed_port
                if self._launch() or last or not any(map(ports.taken, self.ports.values())) or self.fixed_port:
                    break
            if not self.alive:
                raise SystemsError(self._obituary())
        except BaseException:
            self.stop()
            raise
        return self

    def _launch(self) -> bool:
        """Run the command until it is ready (True) or has ended (False)."""
        self.pid = self.keeper.start(self.command(), self.environment(), self.log, self.stop_signal)
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if not self.alive:
                return False
            if all(ports.listens(self.pid, port) for port in self.ports.values()) and self.ready():
                return True
            time.sleep(0.01)
        raise SystemsError(f"{self.title} was not ready after {READY_SECONDS:g} s. Its log ends:\n{self.tail()}")

    def _obituary(self) -> str:
        for port in self.ports.values():
            if ports.taken(port):
                return (
                    f"{self.title} could not listen on port {port} of 127.0.0.1: another program uses it.\n"
                    f"  Leave out port= to get a free one, or stop the other program; to see which it is:\n"
                    f"  Debian, Fedora, WSL: ss -ltnp 'sport = :{port}'    macOS: lsof -iTCP:{port} -sTCP:LISTEN"
                )
        if "No space left on device" in self.tail(200):
            return f"{self.title} stopped because {self.directory.parent} has no space left: {NO_SPACE}"
        code = self.keeper.ended(self.pid)
        return f"{self.title} stopped while starting (exit code {code}). Its log ends:\n{self.tail()}"

    def tail(self, lines: int = 12) -> str:
        """The last lines of its log."""
        return tail(self.log.read_text(errors="replace"), lines) if self.log.exists() else ""

    @property
    def alive(self) -> bool:
        """Whether its process runs."""
        return self._keeper is not None and self.pid != 0 and self._keeper.ended(self.pid) is None

    def send(self, number: int) -> None:
        """Send its main process a signal, such as signal.SIGHUP."""
        self.keeper.signal(self.pid, number)

    def kill(self) -> None:
        """End its process at once with SIGKILL, as a crash would; its directory and ports stay for `restart`."""
        self.send(signal.SIGKILL)
        self.wait()

    def terminate(self) -> None:
        """Ask its process to end, as an orchestrator would, without waiting."""
        self.send(self.stop_signal)

    def wait(self, seconds: float = 30) -> int:
        """Its exit code once its process has ended, negative for a signal."""
        return self.keeper.wait(self.pid, seconds)

    def restart(self) -> None:
        """End its process if it still runs, then start it again on the same files and ports, and wait until ready."""
        if self.alive:
            self.terminate()
            self.wait()
        if not self._launch():
            raise SystemsError(self._obituary())

    def stop(self) -> None:
        """Stop it and remove its directory; done twice, it does nothing."""
        keeper, self._keeper, self.pid = self._keeper, None, 0
        if keeper:
            keeper.close()


Kind = TypeVar("Kind", bound=Service)


def started(service: Kind) -> Kind | None:
    """The server, running until `stop()`, as a lesson wants it; where it can't be had, None, and its reason printed."""
    try:
        return service.start()
    except SystemsError as error:
        print(error)
        return None
