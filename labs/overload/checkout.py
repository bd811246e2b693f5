"""Checkout at twice its capacity and below it, with a learner's shedder in front, and what is measured of the runs."""

from collections.abc import Callable, Sequence
from math import fsum
from typing import Any, NamedTuple

from nines.models import quantile
from nines.sim.draws import SECOND
from nines.sim.result import Result
from nines.sim.scenarios import overload

BUSY, CALM = 2.0, 0.8
WARM = 5  # seconds until the queue has become what the shedder makes of it
ShedderClass = Callable[[], Any]


class Judged(NamedTuple):
    """What several runs at twice the capacity, and as many below it, came to together."""

    admitted: float  # requests per second that were let in
    goodput: float  # useful answers per answer that checkout could give
    orders: float  # share of the orders that were answered in time
    late: float  # share of the admitted requests that were answered too late or not at all
    p99: float | None  # seconds, of the quotes that were answered
    calm: float  # share of the requests that were turned away at 0.8 times the capacity


def busy(shedder: ShedderClass | None, seed: int, seconds: int = 20) -> Result:
    """Checkout is offered twice what it can serve."""
    return overload(shedder=shedder, seed=seed, factor=BUSY, seconds=seconds)


def calm(shedder: ShedderClass | None, seed: int, seconds: int = 12) -> Result:
    """Checkout is offered eight tenths of what it can serve."""
    return overload(shedder=shedder, seed=seed, factor=CALM, seconds=seconds)


def judged(shedder: ShedderClass | None, seeds: Sequence[int]) -> Judged:
    """The five numbers of a shedder, over all seeds together."""
    full, easy = [busy(shedder, seed) for seed in seeds], [calm(shedder, seed) for seed in seeds]
    records = [record for run in full for record in run.records if record.arrived >= WARM * SECOND]
    orders = [record.good for record in records if record.kind == "order"]
    admitted = [record for record in records if record.outcome != "rejected"]
    times = [r.finished - r.arrived for r in admitted if r.kind == "quote" and r.finished is not None]
    return Judged(
        len(admitted) / sum(run.seconds - WARM for run in full),
        fsum(run.rate(start=WARM) / run.capacity for run in full) / len(full),
        sum(orders) / len(orders),
        sum(not record.good for record in admitted) / max(1, len(admitted)),
        quantile(times, 0.99) / SECOND if times else None,
        sum(run.rejected() for run in easy) / sum(len(run.records) for run in easy),
    )


def report(shedder: ShedderClass | None, seed: int = 1) -> None:
    """Print what a shedder makes of 20 seconds at twice the capacity, and of 12 below it."""
    run, found = busy(shedder, seed), judged(shedder, [seed])
    offered, admitted, useful = (sum(series[WARM:]) / (run.seconds - WARM) for series in work(run))
    print(f"offered {offered:.0f}/s, admitted {admitted:.0f}/s, useful {useful:.0f}/s of {run.capacity:.0f}/s")
    print(f"orders answered in time: {found.orders:.1%}; admitted work that came too late: {found.late:.1%}")
    print(f"p99 of the quotes: {'none' if found.p99 is None else f'{found.p99:.2f} s'}")
    print(f"turned away at {CALM} times the capacity: {found.calm:.1%}")


def work(run: Result) -> tuple[list[int], list[int], list[int]]:
    """Offered and admitted requests per second of their arrival, useful answers per second of the answer."""
    admitted = [0] * run.seconds
    for record in run.records:
        if record.outcome != "rejected" and record.arrived < run.seconds * SECOND:
            admitted[record.arrived // SECOND] += 1
    return run.offered(), admitted, run.goodput()
