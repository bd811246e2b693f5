"""The recordings in a real Prometheus, an hour apart, and what queries answer there."""

import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from labs.monitoring.report import SEED
from labs.monitoring.samples import MOMENT, STATES, Recording, record
from labs.monitoring.truth import PANELS
from nines.notebook import chart, show
from nines.systems import Prometheus, Result, Series, SystemsError, started

HOUR = 3600
UNSEEN = tuple(record(2_024 + number, state) for number, state in enumerate(STATES))


class Answers(NamedTuple):
    """What queries returned for each recording, by key, or why that can't be said."""

    found: Sequence[Mapping[str, Sequence[Result]]]
    refused: str = ""


def begin(recordings: Sequence[Recording]) -> float:
    """The Unix time at which the first of them begins, the last having ended before now."""
    return int(time.time()) // HOUR * HOUR - HOUR * len(recordings)


def history(recordings: Sequence[Recording], start: float) -> Iterable[Series]:
    """The recordings as history, an hour apart; the points of a series in order of time."""
    points: dict[tuple, list[tuple[float, float]]] = {}
    for number, recording in enumerate(recordings):
        for name, labels, samples in recording.everything:
            kept = points.setdefault((name, tuple(labels.items())), [])
            kept += [(start + HOUR * number + at, value) for at, value in samples]
    return [Series(name, each, dict(labels)) for (name, labels), each in points.items()]


def ask(server: Prometheus, queries: Mapping[str, str], moment: float) -> dict[str, Sequence[Result]]:
    """The results of all queries at a moment."""
    return {key: server.query(query, at=moment) for key, query in queries.items()}


def answers(queries: Mapping[str, str], recordings: Sequence[Recording]) -> Answers:
    """What queries return at the end of each recording, on one server."""
    start = begin(recordings)
    try:
        with Prometheus(series=history(recordings, start)) as server:
            moments = [start + HOUR * number + MOMENT for number in range(len(recordings))]
            return Answers([ask(server, queries, moment) for moment in moments])
    except SystemsError as error:
        return Answers([], str(error))


def outcome(queries: object) -> Answers:
    """What a learner's queries return for the recordings that nobody has seen, or what is wrong with them."""
    if not isinstance(queries, dict) or any(not isinstance(each, str) for each in queries.values()):
        return Answers([], f"Return a dict from key to PromQL; yours is {queries!r}.")
    if missing := [key for key in PANELS if not queries.get(key, "").strip()]:
        return Answers([], f"Your dict lacks a query for {', '.join(missing)}.")
    return _unseen(tuple(queries.items()))


@cache
def _unseen(queries: tuple[tuple[str, str], ...]) -> Answers:
    """The answers for the recordings that nobody has seen, looked up once for the same queries."""
    return answers(dict(queries), UNSEEN)


def alarms(results: Sequence[Result]) -> bool:
    """Whether an alert with this expression would be active: it is with any result, whatever its value."""
    return bool(results)


def serve(seed: int = SEED) -> Prometheus | None:
    """A Prometheus whose newest quarter of an hour is the public recording, until `stop()`; else None, and why."""
    recording = record(seed, "silent")
    start = int(time.time()) - MOMENT
    return started(Prometheus(series=history([recording], start)))


def draw(server: Prometheus, queries: Mapping[str, str], end: float | None = None) -> None:
    """Show queries over the last eight minutes of the recording, as the server answers them."""
    (newest,) = server.query('timestamp(orders_total{job="orders"})', at=end)
    last = newest.value + 7.5
    rows = [
        {"minute": (moment - last) / 60, "value": value, "query": name}
        for name, query in queries.items()
        for each in server.query_range(query, last - 480, last, 15)
        for moment, value in each.points
    ]
    ends = ", ".join(f"{name} {[row for row in rows if row['query'] == name][-1]['value']:.4g}" for name in queries)
    show(
        chart.line(
            rows,
            "minute",
            "value",
            series="query",
            x_title="minutes before the end",
            y_title="as Prometheus answers",
            title=f"At the end: {ends}",
            description=f"Two queries over eight minutes, answered by Prometheus. At the end: {ends}.",
        )
    )
