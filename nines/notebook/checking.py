"""`check` and `hint`: what a lesson calls on an answer."""

import os
import sys
from typing import Any

from nines.lab import Exercise, LabError
from nines.notebook import answers, display, records, render
from nines.notebook.answers import AnswerError
from nines.notebook.show import PAPER
from nines.notebook.show import bundle as chart_bundle

_last: dict[str, Any] = {}
_given: dict[str, list[int]] = {}


class View:
    """A verdict as the front end shows it."""

    def __init__(self, verdict: Any, exercise: Exercise):
        self.verdict = verdict
        self.exercise = exercise
        self._shown = None

    def __repr__(self) -> str:
        return f"<{self.exercise.id}: {self.verdict.status}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> display.Bundle:
        how = f"hint({self.exercise.name})"
        return {
            "text/plain": render.text(self.verdict, hint=how),
            "text/html": render.STYLE + render.html(self.verdict, links=site(), hint=how),
            display.VERDICT: self.verdict.to_dict(),
        }

    def _ipython_display_(self) -> None:
        if self._shown != moment():
            self.show()

    def show(self) -> None:
        """Publish the verdict, and the evidence as a chart of its own: a front end draws one type of a bundle."""
        self._shown = moment()
        display.publish(self._repr_mimebundle_(), self)
        if self.verdict.evidence and display.draws():
            display.publish(chart_bundle(self.verdict.evidence), self.verdict.evidence, PAPER)


def check(answer: Any, text: str | None = None, *, exercise: str | None = None) -> View | None:
    """Check the text of the cell that defined `answer`, or a given text of a named exercise, and show the verdict."""
    try:
        found, source = answers.find(answer, text, exercise, sys._getframe(1).f_globals)
    except (AnswerError, LabError) as error:
        display.say(str(error), "problem")
        return None
    from nines.check import run

    verdict = run(found, source)
    _last[found.id] = verdict
    view = View(verdict, found)
    view.show()
    misconception = verdict.misconception["name"] if verdict.misconception else None
    event = {"kind": "check", "exercise": found.id, "status": verdict.status, "misconception": misconception}
    records.record(event | {"answer": verdict.answer})
    return view


def hint(answer: Any) -> None:
    """Show the next hint for an exercise, first those that help with the check that failed last."""
    try:
        exercise = answers.exercise_of(answer, sys._getframe(1).f_globals)
    except (AnswerError, LabError) as error:
        display.say(str(error), "problem")
        return
    given = _given.setdefault(exercise.id, [])
    number = next_hint(exercise, failing(_last.get(exercise.id)), given)
    if number is None:
        display.say(
            f"That was the last of the {len(given)} hints. The article explains the rest: {site()}{exercise.article}/"
        )
        return
    given.append(number)
    display.publish(render.hint(exercise.hints[number].text, len(given), len(exercise.hints)))
    records.record({"kind": "hint", "exercise": exercise.id, "hint": number + 1})


def next_hint(exercise: Exercise, check: str | None, given: list[int]) -> int | None:
    """The index of the next hint: those for the failing check first, then in order; None when all were given."""
    left = [number for number in range(len(exercise.hints)) if number not in given]
    return min(left, key=lambda number: (exercise.hints[number].check != check, number), default=None)


def failing(verdict: Any) -> str | None:
    """The name of the first check that said no."""
    checks = verdict.checks if verdict else ()
    return next((each["name"] for each in checks if each["status"] == "failed"), None)


def site() -> str:
    """Where links to articles lead: NINES_SITE, or the site that `make` serves."""
    return os.environ.get("NINES_SITE", "http://127.0.0.1:8000/").rstrip("/") + "/"


def moment() -> object:
    """Which execution this is, so that a view shown by `check` is not shown again as the cell's value."""
    return getattr(display.shell(), "execution_count", None)
