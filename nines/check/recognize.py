"""Says which known mistake a wrong answer makes, or nothing: the wrong name is worse than none."""

from collections.abc import Callable
from typing import Any

from nines.check.record import Outcome, Recorder, outcome
from nines.exercise import Exercise


def described(exercise: Exercise, name: str, certain: bool) -> dict[str, Any]:
    """A misconception as a verdict carries it."""
    title, _, text = exercise.misconceptions[name].partition("\n")
    link = f"{exercise.article}/#{name}"
    return {"name": name, "title": title.strip(), "text": text.strip(), "link": link, "certain": certain}


def probes(wrong: dict[str, Any], names: list[str], answer: Any) -> list[str]:
    """The misconceptions whose probe says that the answer behaves so; a probe that raises says no."""
    found = []
    for name in names:
        try:
            if f"probe_{name}" in wrong and wrong[f"probe_{name}"](answer):
                found.append(name)
        except BaseException:
            continue
    return found


def replay(recorder: Recorder, candidates: dict[str, Callable], solution: Callable) -> tuple[str, bool] | None:
    """The one candidate that does what the answer did: on every call (certain), or on most of those it got wrong."""
    right, theirs = [], {name: list[Outcome]() for name in candidates}
    for again, _ in recorder.calls:
        args, kwargs = again()
        right.append(outcome(solution, args, kwargs))
        for name, function in candidates.items():
            args, kwargs = again()
            theirs[name].append(outcome(function, args, kwargs))
    given = [came for _, came in recorder.calls]
    wrong = [i for i, came in enumerate(given) if not came.same(right[i])]
    fits = {name: [i for i in wrong if given[i].same(came[i])] for name, came in theirs.items()}
    whole = [n for n, came in theirs.items() if fits[n] and all(map(Outcome.same, given, came))]
    if whole:
        return (whole[0], True) if len(whole) == 1 and recorder.complete else None
    partly = [n for n, hits in fits.items() if 2 * len(hits) > len(wrong) and varied([given[i] for i in hits])]
    return (partly[0], False) if len(partly) == 1 and len([n for n in fits if fits[n]]) == 1 else None


def varied(outcomes: list[Outcome]) -> bool:
    """Whether the outcomes are at least two different values: a constant looks like many mistakes."""
    return any(each.raised is None and not each.same(outcomes[0]) for each in outcomes)


def recognize(exercise: Exercise, answer: Any, recorder: Recorder | None, wrong: dict, solution: Any) -> dict | None:
    """The misconception behind a failed answer, by probe where it has one and by replay otherwise."""
    names = [name for name in exercise.misconceptions if name in wrong]
    found = probes(wrong, names, answer)
    if found:
        return described(exercise, found[0], len(found) == 1)
    candidates = {name: wrong[name] for name in names if f"probe_{name}" not in wrong}
    if recorder is None or not recorder.calls or not candidates:
        return None
    match = replay(recorder, candidates, solution)
    return described(exercise, *match) if match else None
