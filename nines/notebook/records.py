"""Progress as lessons see it: kept where there is a workspace, never in the way of a verdict."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from nines.lab import Exercise
from nines.notebook import display

if TYPE_CHECKING:
    from nines.check import Verdict

T = TypeVar("T")


def record(event: dict[str, Any]) -> None:
    """Record an event."""
    kept(lambda workspace: workspace.progress.record(event), None)


def record_verdict(verdict: "Verdict") -> None:
    """Record a check."""
    kept(lambda workspace: workspace.progress.record_verdict(verdict), None)


def events() -> list[dict[str, Any]]:
    """Every recorded event, oldest first."""
    return kept(lambda workspace: workspace.progress.events(), [])


def next_hint(exercise: Exercise) -> int:
    """The index of the next hint: those for the check that failed last come first."""
    return kept(lambda workspace: workspace.hints.next_number(exercise), 0)


def hints_seen(exercise: Exercise) -> set[int]:
    """The numbers of the hints that were shown."""
    return {each["hint"] for each in events() if each["kind"] == "hint" and each.get("exercise") == exercise.id}


def until_solution(exercise: Exercise) -> int:
    """How many more different answers open the solution."""
    return kept(lambda workspace: workspace.hints.until_solution(exercise), 0)


def notice(exercise: Exercise) -> str:
    """That the checks of an exercise are newer than the learner's lesson; empty when they are not."""
    return kept(lambda workspace: workspace.lessons.notice(exercise.topic, exercise.name), "")


def kept(use: Callable[[Any], T], otherwise: T) -> T:
    """What the workspace gives; where it can't be used, one line that says why."""
    try:
        import nines.workspace
        import nines.workspace.hints
        import nines.workspace.lessons
        import nines.workspace.progress
    except ImportError:  # a page ships no workspace: it keeps the events itself
        return otherwise
    try:
        return use(nines.workspace)
    except (OSError, nines.workspace.WorkspaceError) as error:
        display.say(f"Your progress cannot be read or saved: {error}.", "problem")
        return otherwise
