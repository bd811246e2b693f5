"""Larder's events per second beside the same shop written straight on SimPy, and what telemetry costs."""

import time
from collections.abc import Callable
from random import Random

import simpy

from benchmarks.table import Row
from nines.sim.scenarios import brownout, overload
from nines.sim.telemetry import Telemetry

SECONDS, RATE = 60, 200.0
# As in nines.sim.larder at full size: who calls whom, and for which share of the requests.
WORK = {"web": 0.0068, "sessions": 0.001, "catalog": 0.0227, "search": 0.06, "cart": 0.0162, "checkout": 0.0217}
WORK |= {"inventory": 0.0108, "payments": 1.197, "orders": 0.034, "fulfilment": 0.2}
WORKERS = {"web": 256, "sessions": 16, "catalog": 16, "search": 16, "cart": 8, "checkout": 192}
WORKERS |= {"inventory": 4, "payments": 32, "orders": 4, "fulfilment": 8}
CALLS = {"browse": ["catalog"], "search": ["search"], "cart": ["cart"], "checkout": ["checkout"]}
KINDS = ["browse"] * 10 + ["search"] * 5 + ["cart"] * 3 + ["checkout"] * 2


class Counted(simpy.Environment):
    """An environment that counts its events."""

    events = 0

    def step(self) -> None:
        """Process and count."""
        self.events += 1
        super().step()


def bare() -> int:
    """The shop as people write it on SimPy, with a process and a timeout per call; its events."""
    env, rng = Counted(), Random(1)
    pools = {name: simpy.Resource(env, workers) for name, workers in WORKERS.items()}

    def serve(name, needs):
        with pools[name].request() as free:
            yield free
            yield env.timeout(rng.expovariate(1 / WORK[name]))
            for need in needs:
                yield env.process(serve(need, [])) | env.timeout(4)

    def request(kind):
        inner = ["inventory", "payments", "orders"] if kind == "checkout" else []
        with pools["web"].request() as free:
            yield free
            yield env.timeout(rng.expovariate(1 / WORK["web"]))
            yield env.process(serve("sessions", [])) | env.timeout(0.5)
            yield env.process(serve(CALLS[kind][0], inner)) | env.timeout(6)
        if kind == "checkout":
            env.process(serve("fulfilment", []))

    def arrivals():
        while True:
            yield env.timeout(rng.expovariate(RATE))
            env.process(request(rng.choice(KINDS)))

    env.process(arrivals())
    env.run(until=SECONDS)
    return env.events


def ours(telemetry: Telemetry | None = None) -> int:
    """Larder at full size on a calm day; its events."""
    return brownout(size="full", before=1, trigger=1, after=SECONDS - 12, factor=1.0, telemetry=telemetry).events


def measured(run: Callable[[], int]) -> tuple[float, int]:
    """The least CPU seconds of three runs, and the events of one."""
    times = []
    for _ in range(3):
        start = time.process_time()
        events = run()
        times.append(time.process_time() - start)
    return min(times), events


def rows() -> list[Row]:
    """Events, the shop's requests per second of CPU, telemetry's cost, and the runs that people wait for."""
    simpy_time, simpy_events = measured(bare)
    our_time, our_events = measured(ours)
    told_time, _ = measured(lambda: ours(Telemetry(spans=10, scrape=15)))
    full_time, full_events = measured(lambda: brownout(size="full", before=20, trigger=40, after=60).events)
    grade_time, grade_events = measured(lambda: overload(seed=1).events)
    requests = RATE * SECONDS
    ours_seconds = RATE * (SECONDS - 10)
    return [
        Row("events per CPU second", "/s", our_events / our_time, {"bare SimPy": simpy_events / simpy_time}),
        Row("requests per CPU second", "/s", ours_seconds / our_time, {"bare SimPy": requests / simpy_time}),
        Row("time with telemetry", "× without", told_time / our_time, aim=2.0),
        Row(f"two-minute brown-out, full size ({full_events:,} events)", "s", full_time, aim=6.0),
        Row(f"one graded run of overload ({grade_events:,} events)", "s", grade_time),
    ]
