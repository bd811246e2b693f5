"""A deterministic scheduler that runs every interleaving of a small concurrent program and finds the losing one.

A program is a function that makes a fresh `Program`: named threads, which are generators that yield operations on
shared objects (nines.sim.shared), and a check of the end. Between two yields a thread runs alone.

What the model leaves out: operations are atomic and seen by all at once (sequential consistency: no weak memory, no
network in between); code between two yields, and whatever it does to variables that are not behind operations, is one
step; threads that loop until another thread acts are cut off after `steps` steps, and the report says so.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from nines.sim.shared import Op

Thread = Generator[Op, Any, Any]


@dataclass
class Program:
    """One fresh run: threads by name, and `check`, which gets their results and says what is wrong, or None."""

    threads: Mapping[str, Thread]
    check: Callable[[dict[str, Any]], str | None] = lambda results: None


@dataclass(frozen=True)
class Step:
    """One step of a schedule: which thread did what to which object, and what came of it."""

    number: int
    thread: str
    target: str
    label: str
    result: Any


@dataclass(frozen=True)
class Schedule:
    """One schedule as it ran: what is wrong in the end (None: nothing), its steps, and who could take each of them."""

    why: str | None
    steps: tuple[Step, ...]
    choices: tuple[str, ...]
    ready: tuple[tuple[str, ...], ...]

    @property
    def switches(self) -> int:
        """How often the scheduler changed from one thread to another."""
        return sum(a != b for a, b in zip(self.choices, self.choices[1:], strict=False))

    def rows(self) -> list[dict[str, Any]]:
        """The steps as plain rows, for a sequence diagram (nines.notebook.sequence)."""
        return [
            {"step": s.number, "thread": s.thread, "object": s.target, "action": s.label, "result": repr(s.result)}
            for s in self.steps
        ]

    def text(self) -> str:
        """The schedule in words, one line per step."""
        lines = [f"{s.number:>3}  {s.thread}: {s.label} ({s.target}) → {s.result!r}" for s in self.steps]
        return "\n".join([*lines, *([f"     {self.why}"] if self.why else [])])


@dataclass(frozen=True)
class Report:
    """What exploring found: how many schedules ran, whether these were all, and the losing one with fewest switches."""

    schedules: int
    complete: bool
    losing: Schedule | None
    cut: int = 0

    @property
    def passed(self) -> bool:
        """Whether every schedule was run to its end and none lost."""
        return self.complete and self.losing is None


@dataclass
class _Run:
    """One run along a prefix of choices, and then with the first thread that can go on."""

    choices: list[str] = field(default_factory=list)
    ready: list[tuple[str, ...]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    why: str | None = None
    cut: bool = False

    def schedule(self) -> Schedule:
        """What there is to tell of it."""
        return Schedule(self.why, tuple(self.steps), tuple(self.choices), tuple(self.ready))


def explore(
    make: Callable[[], Program], *, limit: int = 20_000, steps: int = 200, preemptions: int | None = None
) -> Report:
    """Run every schedule of a program, at most `limit` of them, until one loses; then look for its simplest form.

    With `preemptions`, every one in which threads that could go on are interrupted no more often than that: few, and
    most that lose (Musuvathi and Qadeer, PLDI 2007). Raises ValueError when the program is no set of generators that
    yield operations.
    """
    count = cut = 0
    for run in _schedules(make, steps, preemptions):
        count += 1
        cut += run.cut
        if run.why:
            simple = _simplest(make, run, limit, steps)
            return Report(count, False, simple.schedule(), cut)
        if count >= limit:
            return Report(count, False, None, cut)
    return Report(count, not cut, None, cut)


def schedules(make: Callable[[], Program], *, steps: int = 200) -> Iterator[Schedule]:
    """Every schedule of a program, whether it loses or not, each cut off after so many steps."""
    return (run.schedule() for run in _schedules(make, steps, most=None))


def _simplest(make: Callable[[], Program], found: _Run, limit: int, steps: int) -> _Run:
    """The losing schedule with the fewest preemptions, or the one that was found when looking takes too long."""
    tried = 0
    for most in range(_preemptions(found)):
        for run in _schedules(make, steps, most):
            if run.why:
                return run
            tried += 1
            if tried >= limit:
                return found
    return found


def _preemptions(run: _Run) -> int:
    """How often a thread that could go on was interrupted."""
    pairs = zip(run.choices, run.choices[1:], run.ready[1:], strict=False)
    return sum(old != new and old in ready for old, new, ready in pairs)


def _schedules(make: Callable[[], Program], steps: int, most: int | None) -> Iterator[_Run]:
    """Every schedule, depth first, with at most so many preemptions (None: any number)."""
    prefix: list[str] | None = []
    while prefix is not None:
        run = _run(make(), prefix, steps)
        yield run
        prefix = _next(run, most)


def _next(run: _Run, most: int | None) -> list[str] | None:
    """The choices that lead to the next schedule: the last choice that had an untried alternative, changed."""
    for at in range(len(run.choices) - 1, -1, -1):
        order = _order(run, at)
        for other in order[order.index(run.choices[at]) + 1 :]:
            head = _Run([*run.choices[:at], other], run.ready[: at + 1])
            if most is None or _preemptions(head) <= most:
                return head.choices
    return None


def _order(run: _Run, at: int) -> list[str]:
    """The threads that could go on at a point, the one that was running first: not to switch costs nothing."""
    ready = run.ready[at]
    before = run.choices[at - 1] if at else None
    return [*[name for name in ready if name == before], *[name for name in ready if name != before]]


def _run(program: Program, prefix: list[str], steps: int) -> _Run:
    """Run a program along the prefix, and further without switching while that is possible."""
    run = _Run()
    try:
        _drive(run, program, prefix, steps)
    finally:
        for thread in program.threads.values():
            if isinstance(thread, Generator):
                with suppress(RuntimeError):  # a thread that yields once more while it is closed has nothing to add
                    thread.close()
    return run


def _drive(run: _Run, program: Program, prefix: list[str], steps: int) -> None:
    """Take step after step until the program has ended, or cannot go on."""
    results: dict[str, Any] = {}
    waiting: dict[str, Op] = {}
    for name, thread in program.threads.items():
        if not isinstance(thread, Generator):
            raise ValueError(f"thread {name} must be a generator (a function with yield), not {type(thread).__name__}")
        _advance(run, name, thread, None, waiting, results)
    while waiting and run.why is None:
        ready = tuple(name for name, op in waiting.items() if op.ready())
        if not ready:
            blocked = ", ".join(f"{name} waits to {op.label} {op.target}" for name, op in waiting.items())
            run.why = f"deadlock: {blocked}, forever"
            return
        if len(run.choices) >= steps:
            run.cut = True
            return
        run.ready.append(tuple(sorted(ready)))
        at = len(run.choices)
        run.choices.append(prefix[at] if at < len(prefix) else "")
        if at >= len(prefix):
            run.choices[at] = _order(run, at)[0]
        _step(run, program, waiting, results)
    if run.why is None:
        run.why = program.check(results)


def _step(run: _Run, program: Program, waiting: dict[str, Op], results: dict[str, Any]) -> None:
    """Let the chosen thread do its operation and go on to its next one."""
    name = run.choices[-1]
    op = waiting.pop(name)
    try:
        result = op.run()
    except Exception as error:
        result, run.why = error, f"{name} failed: {error}"
    run.steps.append(Step(len(run.choices), name, op.target, op.label, result))
    if run.why is None:
        _advance(run, name, program.threads[name], result, waiting, results)


def _advance(run: _Run, name: str, thread: Thread, sent: Any, waiting: dict[str, Op], results: dict[str, Any]) -> None:
    """Run a thread up to its next operation, its end or its error."""
    try:
        op = thread.send(sent)
    except StopIteration as stop:
        results[name] = stop.value
    except Exception as error:
        run.why = f"{name} raised {type(error).__name__}: {error}"
    else:
        if not isinstance(op, Op):
            raise ValueError(f"thread {name} must yield operations on shared objects, not {op!r}")
        waiting[name] = op
