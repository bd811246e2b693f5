"""A rolling restart of three real processes behind a real HAProxy, under load, and what became of the requests.

The outcome of an answer is kept, so that all checks look at one rollout.
"""

import linecache
import socket
import time
from collections.abc import Set
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import Any

from labs.cloud_native import process
from nines.systems import Backend, HAProxy, Load, MissingProgram, Sent, SystemsError

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


@dataclass
class Stop:
    """How one process ended: what it noted from SIGTERM on, whether it was killed, and after how many seconds."""

    name: str
    events: list[str]
    killed: bool
    seconds: float

    @property
    def cut(self) -> int:
        """The orders it was working on when it ended of itself."""
        return next((int(each.split()[1]) for each in self.events if each.startswith("exit")), 0)

    @property
    def said_no(self) -> bool:
        """Whether the balancer heard that it is no longer ready before it ended."""
        return "no" in self.events


@dataclass
class Outcome:
    """What a rollout came to; `problem` says why there was none to judge."""

    problem: str = ""
    sent: list[Sent] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)

    @property
    def refused(self) -> list[Sent]:
        """Requests that the balancer could bring to no process, or to one that closed before it took them up."""
        unfinished = any(each.cut or each.killed for each in self.stops)
        return [
            each for each in self.sent if not each.ok and not each.served_by and (each.status == 503 or not unfinished)
        ]

    @property
    def cold(self) -> list[Sent]:
        """Requests that a process answered with an error because its catalog was not loaded."""
        return [each for each in self.sent if not each.ok and each.served_by]

    @property
    def cut(self) -> list[Sent]:
        """Requests whose answer was lost when a process ended."""
        return [each for each in self.sent if not each.ok and each not in self.refused and each not in self.cold]


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

    def replace(self) -> Stop:
        """SIGTERM, SIGKILL after the grace period, and a new start."""
        before, began, killed = len(self.events()), time.monotonic(), False
        self.terminate()
        try:
            self.wait(process.GRACE_S)
        except SystemsError:
            killed = True
            self.kill()
        took = time.monotonic() - began
        events = self.events()[before:]
        self.seen = before + len(events)
        self.restart()
        return Stop(self.name, events[events.index("term") :] if "term" in events else events, killed, took)


@cache
def rollout(answer: Any) -> Outcome:
    """What a rolling restart with this lifecycle came to; NotImplementedError where a part of it is not written."""
    if problem := rehearsed(answer):
        return Outcome(problem)
    try:
        with ExitStack() as stack:
            instances = [stack.enter_context(Instance(name, source(answer), answer.__name__)) for name in NAMES]
            proxy = stack.enter_context(HAProxy(CONFIG, {each.name.upper(): each.address for each in instances}))
            outcome = Outcome()
            for each in instances:
                back_in_rotation(each, proxy, 0, {"yes", "loaded"})
            screen = stack.enter_context(socket.create_connection(("127.0.0.1", instances[-1].port)))
            screen.sendall(b"GET /follow HTTP/1.1\r\n\r\n")
            screen.recv(1)
            load = stack.enter_context(Load(proxy.url, rate=RATE, seconds=60, write_share=0.5))
            load.wait_for(40)
            for each in instances:
                outcome.stops.append(each.replace())
                back_in_rotation(each, proxy, each.seen)
            outcome.sent = ended(load)
            raised = [line for each in instances for line in each.events() if line.startswith("raised")]
    except MissingProgram as error:
        return Outcome(str(error))
    except NeverReady as error:
        return Outcome(str(error))
    if raised and "NotImplementedError" in raised[0]:
        raise NotImplementedError(raised[0].partition(": ")[2])
    outcome.problem = f"In a real process your {raised[0].removeprefix('raised ')}." if raised else ""
    return outcome


class NeverReady(Exception):
    """A process did not come back into rotation; the message is for the learner."""


def rehearsed(answer: Any) -> str:
    """What is wrong with ready() before any process is started, or nothing."""
    lifecycle, server = answer(), SimpleNamespace(loaded=False, in_flight=0, grace_s=process.GRACE_S)
    server.check_s, server.fall, server.stop_accepting = process.CHECK_S, process.FALL, lambda: None
    for server.loaded in (False, *[True] * 10):
        said = lifecycle.ready(server)
        if not isinstance(said, bool):
            return f"ready() must return True or False; yours returned {said!r}."
    return "" if said else "The catalog is loaded and nobody asked the process to stop; your ready() still says no."


def source(answer: Any) -> str:
    """The text that defines the answer's class."""
    code = next(each.__code__ for each in vars(answer).values() if isinstance(each, FunctionType))
    return "".join(linecache.getlines(code.co_filename))


def back_in_rotation(instance: Instance, proxy: HAProxy, seen: int, wanted: Set[str] = frozenset({"yes"})) -> None:
    """Wait until a process has noted what is wanted since it had `seen` events, and the balancer sends to it."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        up = any(row["svname"] == instance.name and row["status"].startswith("UP") for row in proxy.stats())
        if up and wanted <= set(instance.events()[seen:]):
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
