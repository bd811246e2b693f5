"""A schedule in words and as a picture: the losing one, or how an answer gets through where the naive one loses."""

from collections.abc import Callable, Sequence
from itertools import groupby, islice
from typing import Any

from labs.concurrency.shop import Lost
from nines.notebook.chart import Spec, color
from nines.notebook.sequence import sequence
from nines.sim.interleave import Program, Schedule, schedules

UNYIELDED = "'Op'"
YIELD = "An operation happens when you yield it and comes back as the value of the yield: `left = yield …`."
Rows = list[dict[str, Any]]


def told(found: Lost | None, drawn: str) -> str:
    """What went wrong, for a verdict; `drawn` says what the picture below it shows."""
    if found is None:
        return ""
    more = YIELD if UNYIELDED in found.why else drawn if found.kind and found.schedule else ""
    return f"{sentence(found.why).rstrip(': ')}. {more}".strip()


def sentence(words: str) -> str:
    """The words with a capital at their beginning."""
    return f"{words[0].upper()}{words[1:]}"


def losing_diagram(found: Lost) -> Spec | None:
    """The losing schedule; None where no schedule is to blame."""
    if found.schedule is None or not found.schedule.steps:
        return None
    rows = found.schedule.rows()
    return sequence(
        rows, title=sentence(found.why), description=f"{sentence(found.why)}. Step by step: {in_words(rows)}."
    )


def in_words(rows: Rows) -> str:
    """The steps, those of one thread in a row together."""
    parts = groupby(rows, key=lambda row: row["thread"])
    return "; then ".join(f"{thread}: {', '.join(map(step, its))}" for thread, its in parts)


def step(row: dict[str, Any]) -> str:
    """One step in words."""
    what = f"{row['action']} {row['object']}" if " " not in row["action"] else row["action"]
    return what if row["result"] in ("None", "True") else f"{what} → {row['result']}"


def interrupted(make: Callable[[], Program], first: str, until: set[str], then: Sequence[str]) -> Rows:
    """The schedule in which a thread is stopped once it has done all these things, and the others go on in this order.

    Where the first of the others can't go on because it waits, a row says so.
    """

    def rank(each: Schedule) -> tuple[list[bool], list[int]]:
        alone = pause(each, first, until)
        return [name != first for name in each.choices[:alone]], [then.index(name) for name in each.choices[alone:]]

    best = min(islice(schedules(make, steps=60), 3_000), key=rank)
    rows, at = best.rows(), pause(best, first, until)
    if at < len(best.ready) and then[0] not in best.ready[at]:
        target = next(row["object"] for row in rows[at:] if row["thread"] == then[0])
        rows.insert(at, {"thread": then[0], "object": target, "action": "waits for", "result": "None"})
    return [row | {"step": number} for number, row in enumerate(rows, start=1)]


def pause(each: Schedule, first: str, until: set[str]) -> int:
    """The number of the step with which a thread has done all these things, or of its first one."""
    its = [step_ for step_ in each.steps if step_.thread == first]
    done = set[str]()
    for step_ in its:
        done.add(step_.label.split()[0])
        if until <= done:
            return step_.number
    return its[0].number


def beside(naive: Lost, theirs: Rows, ends: str) -> Spec:
    """The naive program's losing schedule above, and below it the answer's, stopped at the same place."""
    assert naive.schedule is not None
    above, gap = naive.schedule.rows(), len(naive.schedule.steps) + 1.4
    head, words = f"The naive answer: {naive.why}", f"Yours, stopped at the same place: {ends}"
    spec = sequence(
        [*above, *(row | {"step": row["step"] + gap} for row in theirs)],
        title=head,
        description=f"{head}. Step by step: {in_words(above)}. {words}. Step by step: {in_words(theirs)}.",
    )
    label = {"x": -0.45, "y": gap + 0.1, "text": words}
    encoding = {side: spec["layer"][3]["encoding"][side] for side in "xy"} | {"text": {"field": "text"}}
    mark = {"type": "text", "align": "left", "fontWeight": 600, "fontSize": 14, "color": color("good")}
    spec["layer"].append({"data": {"values": [label]}, "mark": mark, "encoding": encoding})
    return spec
