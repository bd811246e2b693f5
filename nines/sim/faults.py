"""Faults on a timeline: each begins, lasts, and ends."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nines.sim.calls import Edge
from nines.sim.instance import Instance
from nines.sim.service import Service
from nines.sim.world import World


@dataclass(frozen=True)
class Fault:
    """Something that is wrong from `start` to `end` (seconds): what begins it, and what ends it."""

    name: str
    start: float
    end: float
    begin: Callable[[], None]
    finish: Callable[[], None]


def schedule(world: World, faults: Iterable[Fault]) -> None:
    """Put faults on the timeline, seen from now."""
    for fault in faults:
        if not 0 <= fault.start < fault.end:
            raise ValueError(f"{fault.name} must end after it starts, not last from {fault.start} to {fault.end} s")
        world.later(fault.start, _told(world, fault, "begins", fault.begin))
        world.later(fault.end, _told(world, fault, "ends", fault.finish))


def _told(world: World, fault: Fault, what: str, action: Callable[[], None]) -> Callable[[], None]:
    def act() -> None:
        if world.telemetry:
            world.telemetry.log("WARN", "faults", f"{fault.name} {what}")
        action()

    return act


def _some(service: Service, share: float) -> list[Instance]:
    """The first instances that make up a share of all, at least one."""
    return service.instances[: max(1, math.ceil(round(share * len(service.instances), 9)))]


def slow(service: Service, start: float, end: float, factor: float, share: float = 1.0) -> Fault:
    """Work takes `factor` times as long on a share of the instances."""
    hit: list[Instance] = []

    def begin() -> None:
        hit[:] = _some(service, share)
        for instance in hit:
            instance.slow *= factor

    def finish() -> None:
        for instance in hit:
            instance.slow /= factor

    return Fault(f"{service.name} slow ×{factor:g}", start, end, begin, finish)


def errors(service: Service, start: float, end: float, ratio: float, share: float = 1.0) -> Fault:
    """A ratio of the requests fails after the work, on a share of the instances."""
    hit: list[Instance] = []

    def begin() -> None:
        hit[:] = _some(service, share)
        for instance in hit:
            instance.errors = min(1.0, instance.errors + ratio)

    def finish() -> None:
        for instance in hit:
            instance.errors = max(0.0, round(instance.errors - ratio, 12))

    return Fault(f"{service.name} errors {ratio:.1%}", start, end, begin, finish)


def bad_version(
    service: Service, start: float, end: float, share: float, *, factor: float = 1.0, ratio: float = 0.0
) -> Fault:
    """A share of the instances runs a version that is slower, or fails a ratio of its requests, or both."""
    parts = [slow(service, start, end, factor, share), errors(service, start, end, ratio, share)]

    def begin() -> None:
        for part in parts:
            part.begin()

    def finish() -> None:
        for part in parts:
            part.finish()

    return Fault(f"{service.name} bad version on {share:.0%}", start, end, begin, finish)


def crash(service: Service, start: float, end: float, share: float = 1.0, detect: float = 2.0) -> Fault:
    """A share of the instances dies with all its work; the balancer notices `detect` seconds later."""
    hit: list[Instance] = []

    def notice() -> None:
        service.rotation[:] = [instance for instance in service.rotation if instance.up]

    def begin() -> None:
        hit[:] = _some(service, share)
        for instance in hit:
            instance.crash()
        service.world.later(detect, notice)

    def finish() -> None:
        for instance in hit:
            instance.up = True
            if instance in service.instances and instance not in service.rotation:
                service.rotation.append(instance)

    return Fault(f"{service.name} crash of {share:.0%}", start, end, begin, finish)


def partition(edge: Edge, start: float, end: float) -> Fault:
    """What the caller sends gets lost: it hears nothing until its time-out."""

    def switch(cut: bool) -> Callable[[], None]:
        return lambda: setattr(edge, "cut", cut)

    return Fault(f"partition {edge.name}", start, end, switch(True), switch(False))


def capacity_loss(service: Service, start: float, end: float, share: float) -> Fault:
    """Every instance loses a share of its workers, once they have finished what they are at; one at least stays."""
    before: list[tuple[Instance, int]] = []

    def begin() -> None:
        before[:] = [(instance, instance.workers) for instance in service.instances]
        for instance, workers in before:
            instance.workers = max(1, round(workers * (1 - share)))

    def finish() -> None:
        for instance, workers in before:
            instance.workers = workers
            instance.pull()

    return Fault(f"{service.name} loses {share:.0%} of its capacity", start, end, begin, finish)


def transient(edge: Edge, start: float, end: float, ratio: float) -> Fault:
    """A ratio of the calls fails on the way, each independently of the others."""

    def switch(value: float) -> Callable[[], None]:
        return lambda: setattr(edge, "errors", value)

    return Fault(f"{ratio:.1%} of {edge.name} fails", start, end, switch(ratio), switch(0.0))
