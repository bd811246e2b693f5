"""The pytest plugin that runs an exercise's checks on an answer and believes nothing but what it saw."""

import ast
import random
import types
from collections.abc import Callable
from typing import Any

import pytest

from nines.check import answer, words
from nines.check.guard import Guard
from nines.check.plain import Unusable
from nines.check.record import Recorder
from nines.exercise import Exercise, LabError

QUIET = {"verbose": 0, "tbstyle": "short", "fulltrace": False, "showlocals": False, "usepdb": False, "trace": False}


class Checks:
    """Collects the checks, lets the answer in, runs each check once, and keeps what happened.

    `results` holds a verdict's check entries; `current` is what the running check says, empty while the answer is read;
    `stop` is the (message, status, trace) that ended the run early, if any.
    """

    def __init__(self, exercise: Exercise, source: str, notify: Callable[["Checks"], None]) -> None:
        self.exercise, self.source, self.notify = exercise, source, notify
        self.files = {answer.filename(exercise): "answer", str(exercise.checks): "checks.py"}
        self.tree = parsed(exercise)
        self.results: list[dict[str, Any]] = []
        self.errors: dict[str, BaseException] = {}
        self.ran: set[str] = set()
        self.phases: dict[str, list[str]] = {}
        self.stop: tuple[str, str, str] | None = None
        self.faulty = self.current = ""
        self.guard: Guard | None = None
        self.recorder: Recorder | None = None
        self.thing: Any = None

    def pytest_configure(self, config: pytest.Config) -> None:
        for name, value in QUIET.items():
            if not hasattr(config.option, name):
                setattr(config.option, name, value)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faulty = str(report.longrepr)

    @pytest.hookimpl(tryfirst=True)
    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo) -> bool:
        self.stop = (f"Your answer broke what runs its checks: {words.error(excinfo.value)}.", "broken", "")
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Every collected check in order, until one ends the run."""
        items = list(session.items)
        self.results += [
            {"name": i.name, "says": words.sentence(i.name), "status": "not_run", "message": "", "trace": ""}
            for i in items
        ]
        if self.faulty or not items:
            return True
        self.guard = Guard()
        self.guard.disarm()
        if not self.admit():
            return True
        for item, following, result in zip(items, [*items[1:], None], self.results, strict=True):
            self.current = result["says"]
            self.notify(self)
            if not self.one(item, following, result):
                break
        return True

    def admit(self) -> bool:
        """Run the answer's text; False where there is nothing to check."""
        assert self.guard is not None
        self.notify(self)
        try:
            self.thing = answer.find(self.exercise, answer.run(self.exercise, self.source, self.guard.heal))
        except answer.NoAnswer as error:
            self.stop = (str(error), error.status, error.trace)
        if damage := self.guard.damage(thorough=True):
            self.stop = (replaced(damage), "broken", "")
        if self.stop is None and not isinstance(self.thing, type):
            self.recorder = Recorder(self.exercise.name, self.thing, self.guard.heal)
        return self.stop is None

    def one(self, item: pytest.Item, following: pytest.Item | None, result: dict[str, Any]) -> bool:
        """Run one check; False where the run must end with it."""
        random.seed(answer.SEED)
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        except BaseException as escaped:
            self.errors.setdefault(item.nodeid, escaped)
        error = self.errors.get(item.nodeid)
        clean = self.phases.get(item.nodeid) == ["passed"] * 3 and item.nodeid in self.ran
        result["status"] = "passed" if clean and error is None and self.stop is None else "failed"
        if error is not None:
            result["trace"] = words.trace(error, self.files)
            if self.stop is None and (how := answer.ended(error)):
                self.stop = (f"Your answer {how} during the check “{result['says']}”.", "stopped", result["trace"])
        if result["status"] == "failed":
            result["message"] = self.stop[0] if self.stop else self.told(error)
        return self.stop is None

    def told(self, error: BaseException | None) -> str:
        """Why a check failed, to the learner."""
        name, last = self.exercise.name, self.recorder
        if error is None or isinstance(error, (pytest.skip.Exception, pytest.xfail.Exception)):
            return "This check did not run to its end, so it does not count as passed."
        if isinstance(error, NotImplementedError):
            return f"`{name}` is not written yet: replace the line that raises NotImplementedError."
        if isinstance(error, Unusable):
            return f"{last.says() if last else name} {error}."
        if message := words.spoken(error, str(self.exercise.checks), self.tree):
            return f"{message} {last.says()} returned None." if last and last.ending == "returned None" else message
        if last is None or not last.ending:
            return f"`{name}` {_unexpected(error)}"
        if isinstance(error, RecursionError) and last.ending.startswith("raised"):
            return f"{last.says()} never stops calling itself."
        if last.ending.startswith("raised") or isinstance(error, AssertionError):
            return f"{last.says()} {last.ending}."
        if isinstance(error, pytest.fail.Exception):
            return f"{last.says()} {last.ending}; {str(error)[:1].lower()}{str(error)[1:]}."
        return f"{last.says()} {last.ending}, and using that {_unexpected(error)}"

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """The check itself, with what the answer damaged put back before pytest goes on."""
        arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
        try:
            pyfuncitem.obj(**arguments)
            self.ran.add(pyfuncitem.nodeid)
        finally:
            assert self.guard is not None
            if damage := self.guard.damage():
                self.stop = (replaced(damage), "broken", "")
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: Any) -> pytest.TestReport:
        error = call.excinfo.value if call.excinfo else None
        outcome: Any = (
            "passed" if error is None else "skipped" if isinstance(error, pytest.skip.Exception) else "failed"
        )
        if error is not None:
            self.errors.setdefault(item.nodeid, error)
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.phases.setdefault(report.nodeid, []).append("xfail" if hasattr(report, "wasxfail") else report.outcome)

    def fixtures(self, seeds: tuple[int, ...], public: tuple[int, ...]) -> types.ModuleType:
        """A plugin with the fixtures that checks may ask for: the answer by its name, `seeds`, `public_seeds`."""
        module = types.ModuleType("nines_fixtures")

        @pytest.fixture(name=self.exercise.name)
        def the_answer() -> Any:
            return self.recorder.answer if self.recorder else self.thing

        @pytest.fixture(name="seeds")
        def fresh() -> tuple[int, ...]:
            return seeds

        @pytest.fixture(name="public_seeds")
        def fixed() -> tuple[int, ...]:
            return public

        vars(module).update(the_answer=the_answer, fresh=fresh, fixed=fixed)
        return module

    def verify(self) -> None:
        """Raise `LabError` where the checks themselves could not be collected."""
        where = self.exercise.checks.relative_to(self.exercise.root)
        if self.faulty:
            raise LabError(f"{where} cannot be collected; correct it:\n{self.faulty}")
        if self.guard is None:
            raise LabError(f"{where} has no checks that can run: write functions whose names start with test_")


def parsed(exercise: Exercise) -> ast.Module:
    """The checks as a syntax tree."""
    try:
        return ast.parse(exercise.checks.read_text(encoding="utf-8"))
    except SyntaxError as error:
        where = exercise.checks.relative_to(exercise.root)
        raise LabError(f"{where} cannot be collected; correct line {error.lineno}: {error.msg}") from None


def replaced(what: str) -> str:
    """What to say about an answer that tampers with the interpreter."""
    return f"Your answer replaces `{what}`, which its checks need: leave it as it is."


def _unexpected(error: BaseException) -> str:
    return f"failed with {words.error(error)}."
