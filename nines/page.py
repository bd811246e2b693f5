"""The Python side of the page's worker: each function answers one kind of request from the page, in JSON."""

import ast
import builtins
import contextlib
import io
import json
import linecache
import traceback
from collections.abc import Callable
from types import CodeType
from typing import Any

from nines import intact
from nines.check import Verdict, inside, rehearsal
from nines.check.verdict import digest
from nines.lab import LabError, exercise
from nines.notebook import display, palette, render
from nines.notebook.checking import site

Emit = Callable[[str], None]

ENDS = {
    "crashed": "crashed the interpreter",
    "stopped": "was stopped by you",
    "time": "was still running after 10 seconds",
}

_lessons: dict[str, dict[str, Any]] = {}
_figures: dict[tuple[str, str], Any] = {}


def ready() -> None:
    """Remember what an unharmed interpreter looks like; called once, when everything is imported."""
    intact.remember()


def answer(call: str, arguments: str, emit: Emit) -> str:
    """What one request gives, or the words why it gives nothing; `healthy` says whether Python can go on."""
    result: dict[str, Any]
    try:
        result = {"value": CALLS[call](*json.loads(arguments), emit)}
    except LabError as error:
        result = {"error": str(error)}
    return json.dumps(result | {"healthy": healthy(result)})


def healthy(result: dict[str, Any]) -> bool:
    """Whether the interpreter is as it was and, after an answer that broke something, still judges rightly."""
    value = result.get("value")
    status = value["verdict"]["status"] if isinstance(value, dict) and "verdict" in value else ""
    try:
        return intact.check() and (status not in ("broken", "stopped") or rehearsal.run())
    except BaseException:
        return False


def check(name: str, source: str, emit: Emit) -> dict[str, Any]:
    """The verdict on an answer."""
    return rendered(inside.judge(exercise(name), source, "", notify=lambda draft: emit(json.dumps({"draft": draft}))))


def stopped(name: str, source: str, why: str, draft: dict[str, Any] | None, emit: Emit) -> dict[str, Any]:
    """The verdict on an answer that took its interpreter with it, from how far it had come: told by the next one."""
    verdict = draft or Verdict(name, "running", "", digest(source)).to_dict()
    waiting = [each for each in verdict["checks"] if each["status"] == "not_run"]
    begun = bool(waiting and verdict["message"])
    where = f"in the check “{verdict['message']}”" if begun else "before any check"
    message = f"Your answer {ENDS[why]} {where}{', so it was stopped' if why == 'time' else ''}."
    if begun:
        waiting[0].update(status="failed", message=message)
    return rendered(verdict | {"status": "stopped", "message": message})


def rendered(verdict: dict[str, Any]) -> dict[str, Any]:
    """A verdict as data and as HTML, its evidence in colors that follow the page's scheme."""
    html = render.html(Verdict.from_dict(verdict), links=site())
    evidence = verdict["evidence"] and palette.themed(verdict["evidence"], "css")
    return {"verdict": verdict | {"evidence": evidence}, "html": html}


def solution(name: str, emit: Emit) -> str:
    """The reference answer of an exercise."""
    return exercise(name).solution


def run(topic: str, cell: str, source: str, emit: Emit) -> bool:
    """Run a cell in its lesson's namespace, its outputs sent as they come; False when it raised."""
    space = _lessons.setdefault(topic, {"__name__": "__main__", "__builtins__": builtins})
    stream = Stream(emit)
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream), display.into(sink(emit)):
        try:
            execute(source, f"<{topic}.{cell}>", space)
        except BaseException as error:
            emit(json.dumps({"error": story(error)}))
            return False
    return True


def execute(source: str, filename: str, space: dict[str, Any]) -> None:
    """Run a cell and show the value of its last expression, as a notebook does."""
    body, last = compiled(source, filename)
    exec(body, space)
    value = eval(last, space) if last else None
    if hasattr(value, "_ipython_display_"):
        return
    if value is not None:
        made = getattr(value, "_repr_mimebundle_", None)
        display.publish(made() if made else {"text/plain": repr(value)}, value)


def compiled(source: str, filename: str) -> tuple[CodeType, CodeType | None]:
    """A cell as its statements and, when the last of them is an expression, that one; tracebacks find its lines."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    tree = ast.parse(source, filename)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    value = compile(ast.Expression(last.value), filename, "eval") if isinstance(last, ast.Expr) else None
    return compile(tree, filename, "exec"), value


def sink(emit: Emit) -> display.Sink:
    """Sends what is shown to the page: charts in its colors, verdicts in its HTML, figures with a handle, progress."""

    def send(shown: display.Display) -> None:
        if display.PROGRESS in shown.bundle:
            return emit(json.dumps({"progress": shown.bundle[display.PROGRESS]}))
        bundle = {**shown.bundle}
        if display.VERDICT in bundle:
            bundle |= {display.VERDICT: rendered(bundle[display.VERDICT])}
        if display.VEGALITE in bundle:
            bundle[display.VEGALITE] = palette.themed(bundle[display.VEGALITE], "css")
        figure = ""
        if display.EXPLORE in bundle:
            figure = f"shown {len(_figures)}"
            _figures[figure, ""] = shown.view
        return emit(json.dumps({"data": bundle, "figure": figure}))

    return send


class Stream(io.TextIOBase):
    """Prints that go to the page at once."""

    def __init__(self, emit: Emit) -> None:
        self.emit = emit

    def write(self, text: str) -> int:
        """Send it."""
        self.emit(json.dumps({"stream": text}))
        return len(text)


def story(error: BaseException) -> str:
    """The traceback without the frames of this module, which are no business of the learner's."""
    frames = error.__traceback__
    while frames and frames.tb_frame.f_code.co_filename == answer.__code__.co_filename:
        frames = frames.tb_next
    return "".join(traceback.format_exception(error.with_traceback(frames)))


def explore(figure: str, source: str, values: dict[str, Any], emit: Emit) -> dict[str, Any]:
    """The picture of a figure at these values; its cell's source makes the figure on first use."""
    if (figure, source) not in _figures:
        with display.captured() as shown:
            execute(source, f"<{figure}>", {"__name__": "__main__"})
        made = [each.view for each in shown if display.EXPLORE in each.bundle]
        if not made:
            raise LabError(f"{figure} shows no figure with controls")
        _figures[figure, source] = made[0]
    with display.into(sink(emit)):
        bundle = _figures[figure, source].draw(**values)
    if display.VEGALITE in bundle:
        bundle[display.VEGALITE] = palette.themed(bundle[display.VEGALITE], "css")
    return bundle


CALLS: dict[str, Callable[..., Any]] = {
    "check": check,
    "explore": explore,
    "run": run,
    "solution": solution,
    "stopped": stopped,
}
