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


def _trouble(service: Service, start: float, end: float, trouble: str, value: float, share: float, name: str) -> Fault:
    """A trouble of a share of a service's instances."""
    hit: list[Instance] = []

    def begin() -> None:
        hit[:] = _some(service, share)
        for instance in hit:
            instance.suffer(trouble, value)

    def finish() -> None:
        for instance in hit:
            instance.recover(trouble, value)

    return Fault(f"{service.name} {name}", start, end, begin, finish)


def slow(service: Service, start: float, end: float, factor: float, share: float = 1.0) -> Fault:
    """Work takes `factor` times as long on a share of the instances."""
    return _trouble(service, start, end, "slow", factor, share, f"slow ×{factor:g}")


def errors(service: Service, start: float, end: float, ratio: float, share: float = 1.0) -> Fault:
    """A ratio of the requests fails after the work, on a share of the instances."""
    return _trouble(service, start, end, "errors", ratio, share, f"errors {ratio:.1%}")


def capacity_loss(service: Service, start: float, end: float, share: float) -> Fault:
    """Every instance loses a share of its workers, once they have finished what they are at; one at least stays."""
    return _trouble(service, start, end, "workers", share, 1.0, f"loses {share:.0%} of its capacity")


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
    dead = _trouble(service, start, end, "down", 1.0, share, f"crash of {share:.0%}")

    def notice() -> None:
        service.rotation[:] = [instance for instance in service.rotation if instance.up]

    def begin() -> None:
        dead.begin()
        service.world.later(detect, notice)

    def finish() -> None:
        dead.finish()
        back = [each for each in service.instances if each.up and each not in service.rotation]
        service.rotation.extend(back)

    return Fault(dead.name, start, end, begin, finish)


def partition(edge: Edge, start: float, end: float) -> Fault:
    """What the caller sends gets lost: it hears nothing until its timeout."""

    def begin() -> None:
        edge.cuts += 1

    def finish() -> None:
        edge.cuts -= 1

    return Fault(f"partition {edge.name}", start, end, begin, finish)


def transient(edge: Edge, start: float, end: float, ratio: float) -> Fault:
    """A ratio of the calls fails on the way, each independently of the others."""

    def begin() -> None:
        edge.ratios.append(ratio)

    def finish() -> None:
        edge.ratios.remove(ratio)

    return Fault(f"{ratio:.1%} of {edge.name} fails", start, end, begin, finish)
