"""Which hint comes next, and when the solution opens: both follow from the record of progress."""

from nines.check.verdict import digest
from nines.lab import Exercise
from nines.workspace import progress

ANSWERS = 3


def next_number(exercise: Exercise) -> int:
    """The index of the hint to show: unseen ones first, and of these the one for the check that failed last."""
    seen = {
        event.get("hint")
        for event in progress.events()
        if event["kind"] == "hint" and event.get("exercise") == exercise.id
    }
    unseen = [index for index in range(len(exercise.hints)) if index + 1 not in seen]
    if not unseen:
        return len(exercise.hints) - 1
    checks = progress.attempts(exercise.id)
    failed = checks[-1].get("failed") if checks else None
    fitting = [index for index in unseen if exercise.hints[index].check == failed]
    return (fitting or unseen)[0]


def until_solution(exercise: Exercise) -> int:
    """How many more different answers open the solution; 0 when it is open. The starter is no answer."""
    if progress.solved(exercise.id):
        return 0
    answers = {event.get("answer") for event in progress.attempts(exercise.id)} - {None, digest(exercise.starter)}
    return max(0, ANSWERS - len(answers))
