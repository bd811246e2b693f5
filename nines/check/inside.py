"""Judges an answer in this very process: what the sandbox's child runs, and what the page's worker runs."""

import hashlib
import io
import json
import os
import random
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from nines.check import answer, words
from nines.check.guard import Guard
from nines.check.plugin import Checks, replaced
from nines.check.recognize import probes, recognize
from nines.check.verdict import OUTPUT, Verdict, bounded, canonical, digest
from nines.exercise import Exercise, LabError

PUBLIC_SEEDS = (1, 2, 3, 4, 5)
OFF = (
    *(
        "cacheprovider",
        "terminal",
        "faulthandler",
        "junitxml",
        "logging",
        "doctest",
        "unittest",
        "pastebin",
        "stepwise",
    ),
    *("setuponly", "setupplan", "debugging", "threadexception", "unraisableexception", "warnings", "legacypath"),
)
CHART = 256 * 1024


class Sink(io.TextIOBase):
    """Standard output while an answer runs: keeps the beginning, passes all on, and can't be closed."""

    encoding = "utf-8"

    def __init__(self, onward: Callable[[str], None] | None) -> None:
        self.kept, self.onward, self.muted = io.StringIO(), onward, False

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.muted:
            return len(text)
        if self.kept.tell() <= OUTPUT:
            self.kept.write(text[: OUTPUT + 1])
        if self.onward:
            self.onward(text)
        return len(text)

    def close(self) -> None:
        """Stay open: a closed standard output must not take the verdict with it."""


def fresh_seeds(source: str, salt: str) -> tuple[int, ...]:
    """Five seeds that depend on every character of the answer, and on the salt."""
    raw = hashlib.sha256(f"{digest(source)}{salt}".encode()).digest()
    return tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(0, 20, 4))


def judge(
    exercise: Exercise,
    source: str,
    salt: str = "",
    *,
    folder: str | None = None,
    notify: Callable[[dict[str, Any]], None] = lambda draft: None,
    onward: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """The verdict as a dict. `notify` gets it half-finished, so that a run that must be killed still tells how far it
    came; `onward` gets what the answer prints; the answer runs in a new folder inside `folder`. Raises `LabError` where
    the lab, not the answer, is at fault."""
    source = canonical(source)
    sink, outer = Sink(onward), Guard(shallow=True)
    checks = Checks(exercise, source, lambda so_far: notify(draft(so_far, sink)))
    streams = sys.stdin, sys.stdout, sys.stderr
    with working_folder(folder) as here:
        try:
            sys.stdin, sys.stdout, sys.stderr = io.StringIO(), sink, sink
            os.chdir(here)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                session(checks, fresh_seeds(source, salt))
                checks.verify()
                settle(checks)
                sink.muted = True
                verdict = draft(checks, sink)
                notify(verdict)
                explain(checks, verdict)
        finally:
            outer.restore()
            sys.stdin, sys.stdout, sys.stderr = streams
    return verdict


@contextmanager
def working_folder(inside: str | None) -> Iterator[str]:
    """A new folder, removed at the end by the process that made it: an answer that forks comes to the end twice."""
    here, me = tempfile.mkdtemp(prefix="nines-", dir=inside), os.getpid()
    try:
        yield here
    finally:
        if os.getpid() == me:
            shutil.rmtree(here, ignore_errors=True)


def session(checks: Checks, seeds: tuple[int, ...]) -> None:
    """Run pytest on the checks, with nothing of the machine's pytest configuration; its exit code means nothing."""
    exercise = checks.exercise
    for name in [name for name in os.environ if name.startswith(("PYTEST_", "PY_COLORS", "FORCE_COLOR"))]:
        del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    if str(exercise.root) not in sys.path:
        sys.path.insert(0, str(exercise.root))
    options = ["-c", os.devnull, f"--rootdir={exercise.folder}", f"--confcutdir={exercise.folder}"]
    options += ["--noconftest", "--import-mode=importlib", "-s"]
    blocked = [part for name in OFF for part in ("-p", f"no:{name}")]
    try:
        pytest.main([*options, *blocked, str(exercise.checks)], [checks, checks.fixtures(seeds, PUBLIC_SEEDS)])
    except BaseException as error:
        if checks.guard is None:
            raise
        checks.stop = checks.stop or (f"Your answer broke what runs its checks: {words.error(error)}.", "broken", "")


def settle(checks: Checks) -> None:
    """Look once more, thoroughly, for damage that would make the results worthless."""
    assert checks.guard is not None
    damage = checks.guard.restore()
    if damage and checks.stop is None:
        checks.stop = (replaced(damage), "broken", "")


def draft(checks: Checks, sink: Sink) -> dict[str, Any]:
    """The verdict as far as it is known. Until every check ran or the run was ended, its status is "running" and its
    message is what the current check says, empty while the answer is read."""
    failed = [each for each in checks.results if each["status"] == "failed"]
    done = not any(each["status"] == "not_run" for each in checks.results) and bool(checks.results)
    message, status, trace = checks.stop or ("", "", "")
    if not status:
        status = "running" if not done else "failed" if failed else "passed"
        message = failed[0]["message"] if failed and done else checks.current
        trace = failed[0]["trace"] if failed else ""
    if status == "passed":
        message = f"All {len(checks.results)} checks passed." if len(checks.results) > 1 else "The check passed."
    output = bounded(sink.kept.getvalue())
    checked = [dict(each) for each in checks.results]
    return Verdict(
        checks.exercise.id, status, message, digest(checks.source), checked, output=output, trace=trace
    ).to_dict()


def explain(checks: Checks, verdict: dict[str, Any]) -> None:
    """Add the misconception and the evidence to a verdict; where the lab's own code fails here, neither."""
    exercise, status = checks.exercise, verdict["status"]
    if status not in ("passed", "failed") or not written(checks):
        return
    try:
        random.seed(answer.SEED)
        reference = answer.execute(exercise.solution, "solution", str(exercise.folder / "solution.py"))[exercise.name]
        text = exercise.text("misconceptions.py", "write the wrong answers people give")
        wrong = answer.execute(text, "misconceptions", str(exercise.folder / "misconceptions.py"))
        if status == "failed":
            verdict["misconception"] = recognize(exercise, checks.thing, checks.recorder, wrong, reference)
    except LabError:
        raise
    except BaseException:
        return
    verdict["evidence"] = evidence(exercise, checks.thing, wrong, reference)


def fired(exercise: Exercise, source: str) -> list[str]:
    """The misconceptions whose probe fires for an answer, run here: for answers that a lab's author wrote."""
    guard = Guard(shallow=True)
    try:
        sys.path.insert(0, str(exercise.root))
        thing = answer.find(exercise, answer.run(exercise, canonical(source), guard.heal))
        text = exercise.text("misconceptions.py", "write the wrong answers people give")
        wrong = answer.execute(text, "misconceptions", str(exercise.folder / "misconceptions.py"))
        return probes(wrong, list(exercise.misconceptions), thing)
    finally:
        guard.restore()


def written(checks: Checks) -> bool:
    """Whether the answer is more than the starter."""
    return not any(isinstance(error, NotImplementedError) for error in checks.errors.values())


def evidence(exercise: Exercise, thing: Any, wrong: dict[str, Any], reference: Any) -> dict[str, Any] | None:
    """The chart behind the verdict as JSON-plain data, or None where there is none or the answer can't be drawn."""
    if exercise.evidence is None:
        return None
    try:
        source = exercise.evidence.read_text(encoding="utf-8")
        chart = answer.execute(source, "evidence", str(exercise.evidence))["chart"]
        text = json.dumps(chart(thing, wrong[next(iter(exercise.misconceptions))], reference), allow_nan=False)
        return json.loads(text) if len(text) <= CHART else None
    except BaseException:
        return None
