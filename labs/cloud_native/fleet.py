"""Three real processes with one lifecycle behind a real HAProxy, and the rolling restart of them under load."""

import linecache
import socket
import time
from collections.abc import Set
from contextlib import ExitStack
from pathlib import Path
from types import FunctionType
from typing import Any, Self

from labs.cloud_native import process
from labs.cloud_native.outcome import Outcome, Stop
from nines.systems import Backend, HAProxy, Load, Sent, SystemsError

NAMES = "abc"
RATE = 120.0  # orders per second, Poisson
PATIENCE_S = 10.0  # for a process to be back in rotation, which takes about half a second
CONFIG = f"""
defaults
  mode http
  timeout connect 2s
  timeout client 10s
  timeout server 10s
  timeout check 2s
  retries 0
frontend orders
  bind 127.0.0.1:${{PORT}}
  default_backend processes
backend processes
  option httpchk GET /ready
  default-server check inter {process.CHECK_S * 1000:.0f}ms fall {process.FALL} rise 2
""" + "".join(f"  server {name} ${{{name.upper()}}}\n" for name in NAMES)


class NeverReady(Exception):
    """A process did not come back into rotation; the message is for the learner."""


class Instance(Backend):
    """One process with the learner's lifecycle."""

    def __init__(self, name: str, text: str, answer: str):
        program = Path(process.__file__).read_text(encoding="utf-8")
        super().__init__(name, source=program, health="/alive", environment={"ANSWER": answer})
        self.text, self.seen = text, 0

    def prepare(self) -> None:
        """Write the learner's text beside the program."""
        super().prepare()
        self.keeper.write("answer.txt", self.text)

    def events(self) -> list[str]:
        """What it noted so far, in all its lives."""
        path = self.directory / process.EVENTS
        return path.read_text().splitlines() if path.exists() else []

    def stop(self) -> None:
        """End it at once: the rollout is over, and nobody waits for its lifecycle."""
        if self.alive:
            self.kill()
        super().stop()

    def replace(self, at: float) -> Stop:
        """SIGTERM, SIGKILL after the grace period, and a new start; `at` is the load's time."""
        before, killed = len(self.events()), False
        self.terminate()
        try:
            self.wait(process.GRACE_S)
        except SystemsError:
            killed = True
            self.kill()
        events = self.events()[before:]
        self.seen = before + len(events)
        self.restart()
        return Stop(self.name, at, events[events.index("term") :] if "term" in events else events, killed)


class Fleet:
    """Three processes with a lifecycle, in rotation behind HAProxy once `start()` returns; a context manager too.

    Raises NeverReady where a process is not in rotation in time, and SystemsError where a program can't run.
    """

    def __init__(self, answer: Any):
        self.instances = [Instance(name, source(answer), answer.__name__) for name in NAMES]
        self.proxy = HAProxy(CONFIG)
        self.running = ExitStack()

    def start(self) -> Self:
        """Start everything, or leave nothing behind; started, it stays so."""
        if self.proxy.alive:
            return self
        with ExitStack() as stack:
            self.proxy.variables = {each.name.upper(): stack.enter_context(each).address for each in self.instances}
            stack.enter_context(self.proxy)
            for each in self.instances:
                back_in_rotation(each, self.proxy, {"yes", "loaded"})
            self.running = stack.pop_all()
        return self

    def close(self) -> None:
        """Stop everything."""
        self.running.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def roll(self) -> Outcome:
        """Restart one process after the other under load, each once the one before is back in rotation."""
        outcome, screened = Outcome(), self.instances[-1]
        with (
            socket.create_connection(("127.0.0.1", screened.port)) as screen,
            Load(self.proxy.url, rate=RATE, seconds=60, write_share=0.5) as load,
        ):
            screen.sendall(b"GET /follow HTTP/1.1\r\n\r\n")
            screen.recv(1)
            load.wait_for(40)
            for each in self.instances:
                outcome.stops.append(each.replace(max(sent.at + sent.seconds for sent in load.sent())))
                back_in_rotation(each, self.proxy)
            outcome.sent = ended(load)
        return outcome

    def raised(self) -> list[str]:
        """What the lifecycles raised so far, each as "on_sigterm() raised ValueError: …"."""
        lines = [line for each in self.instances for line in each.events()]
        return [line.removeprefix("raised ") for line in lines if line.startswith("raised")]


def source(answer: Any) -> str:
    """The text that defines the answer's class."""
    code = next(each.__code__ for each in vars(answer).values() if isinstance(each, FunctionType))
    return "".join(linecache.getlines(code.co_filename))


def back_in_rotation(instance: Instance, proxy: HAProxy, wanted: Set[str] = frozenset({"yes"})) -> None:
    """Wait until a process has noted what is wanted since its start, and the balancer sends to it."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        up = any(row["svname"] == instance.name and row["status"].startswith("UP") for row in proxy.stats())
        if up and wanted <= set(instance.events()[instance.seen :]):
            return
        time.sleep(0.02)
    raise NeverReady(
        f"A process that was started {PATIENCE_S:g} s ago is still not in rotation: ready() keeps saying no."
    )


def ended(load: Load) -> list[Sent]:
    """All requests up to the newest that has ended now, once those before it have ended too."""
    last = max(each.number for each in load.sent())
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        sent = [each for each in load.sent() if each.number <= last]
        if len(sent) > last:
            break
        time.sleep(0.02)
    return sorted(sent, key=lambda each: each.number)
