"""The lesson's look at a real rolling restart: what became of each request, and HAProxy's own page beside it."""

from typing import Any

from labs.cloud_native.fleet import Fleet, NeverReady
from labs.cloud_native.outcome import Outcome
from nines.notebook import chart, show
from nines.notebook.chart import Spec
from nines.systems import SystemsError


def serve(lifecycle: Any) -> Fleet | None:
    """Three processes with a lifecycle, running until `close()`, with their addresses; None, and a word why."""
    try:
        fleet = Fleet(lifecycle).start()
    except (SystemsError, NeverReady) as error:
        print(error)
        return None
    print(f"The order service: {fleet.proxy.url}/orders\nHAProxy's own page: {fleet.proxy.statistics}")
    return fleet


def rehearse(fleet: Fleet | None) -> None:
    """Roll through the processes, and show the requests and HAProxy's count of each process; nothing for None."""
    if fleet is None:
        return
    try:
        outcome = fleet.roll()
    except NeverReady as error:
        print(error)
        return
    show(drawn(outcome))
    for row in fleet.proxy.stats():
        if row["svname"] in {each.name for each in outcome.stops}:
            print(
                f"{row['svname']}: {row['stot']} requests, {row['econ']} refused, {row['eresp']} cut off, "
                f"{row['hrsp_5xx']} of 5xx; out of rotation: {row['chkdown']}"
            )


def drawn(outcome: Outcome) -> Spec:
    """Points: the seconds that each request took over when it was due, by what became of it, and each SIGTERM."""
    lost = {"refused": outcome.refused, "cut off": outcome.cut, "cold": outcome.cold}
    fate = {each.number: kind for kind, requests in lost.items() for each in requests}
    rows = [
        {"at": each.at, "ms": max(1.0, 1000 * each.seconds), "fate": fate.get(each.number, "answered")}
        for each in outcome.sent
    ]
    text = f"Of {len(rows)} requests " + ", ".join(f"{len(requests)} {kind}" for kind, requests in lost.items())
    titles = {"x_title": "seconds (dashed: SIGTERM)", "y_title": "milliseconds until the answer", "y_scale": "log"}
    points = chart.points(rows, "at", "ms", series="fate", description=text, **titles)
    stops = [chart.rule(stop.at, stop.name, axis="x") for stop in outcome.stops]
    when = ", ".join(f"{stop.name} after {stop.at:.1f} s" for stop in outcome.stops)
    return chart.layered(points, *stops, title=text, description=f"{text}. SIGTERM came to {when}.")
