"""`check` and `hint`: what a lesson calls on an answer."""

import os
import re
import sys
from typing import TYPE_CHECKING, Any

from nines.lab import Exercise, LabError
from nines.notebook import answers, display, records, render
from nines.notebook.answers import AnswerError
from nines.notebook.show import PAPER
from nines.notebook.show import bundle as chart_bundle

if TYPE_CHECKING:
    from nines.check import Verdict


class View:
    """A verdict as the front end shows it."""

    def __init__(self, verdict: "Verdict", exercise: Exercise):
        self.verdict = verdict
        self.exercise = exercise
        self._shown: object = None

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
        if self._shown is None or self._shown != moment():
            self.show()

    def show(self) -> None:
        """Publish the verdict, and the evidence as a chart of its own: a front end draws one type of a bundle."""
        self._shown = moment()
        display.publish(self._repr_mimebundle_(), self)
        if self.verdict.evidence and display.draws():
            display.publish(chart_bundle(self.verdict.evidence), self.verdict.evidence, PAPER)


def check(answer: Any, text: str | None = None, *, exercise: str | None = None) -> View | None:
    """Check the text of the cell that defined `answer`, or a given text of a named exercise, and show the verdict."""
    namespace = sys._getframe(1).f_globals
    try:
        found, source = answers.find(answer, text, exercise, namespace)
    except (AnswerError, LabError) as error:
        display.say(str(error), "problem")
        return None
    from nines.check import run

    verdict = run(found, source)
    view = View(verdict, found)
    view.show()
    records.record_verdict(verdict)
    for note in (strays(verdict, namespace), records.notice(found)):
        if note:
            display.say(note)
    return view


def hint(answer: Any) -> None:
    """Show the next hint for an exercise, first those that help with the check that failed last."""
    try:
        exercise = answers.exercise_of(answer, sys._getframe(1).f_globals)
        hints = exercise.hints
    except (AnswerError, LabError) as error:
        display.say(str(error), "problem")
        return
    number = records.next_hint(exercise)
    display.publish(render.hint(hints[number].text, number + 1, len(hints)))
    records.record({"kind": "hint", "exercise": exercise.id, "hint": number + 1})
    if len(records.hints_seen(exercise)) == len(hints):
        display.say(f"The article explains more: {site()}{exercise.article}/. {solution(exercise)}")


def solution(exercise: Exercise) -> str:
    """When the solution opens, and how."""
    how = f"`nines solution {exercise.id}`"
    if more := records.until_solution(exercise):
        return f"The solution ({how}) opens after a pass or {more} more different answer{'s' * (more > 1)}."
    return f"The solution is open: {how}."


def strays(verdict: "Verdict", namespace: dict[str, Any]) -> str:
    """A note when the answer misses a name that another cell defines."""
    said = [
        verdict.message,
        verdict.trace,
        *(str(each[key]) for each in verdict.checks for key in ("message", "trace")),
    ]
    for name in re.findall(r"name '(\w+)' is not defined", " ".join(said)):
        if name in namespace:
            return (
                f"{name} is defined in another cell. A check runs the answer's cell alone: define or import it there."
            )
    return ""


def site() -> str:
    """Where links to articles lead: NINES_SITE, or the site that `make` serves."""
    return os.environ.get("NINES_SITE", "http://127.0.0.1:8000/").rstrip("/") + "/"


def moment() -> object:
    """Which execution this is, so that a view shown by `check` is not shown again as the cell's value."""
    return getattr(display.shell(), "execution_count", None)
