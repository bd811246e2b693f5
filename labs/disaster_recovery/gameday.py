"""Recovery plans of Larder to walk through on paper: steps with what they need and give, and a region that is lost."""

from random import Random
from typing import NamedTuple


class Step(NamedTuple):
    """One step: how long it takes, what it needs, what is there once it is done, and when it was last rehearsed."""

    name: str
    minutes: int
    needs: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    rehearsed_days_ago: int = 30


class Day(NamedTuple):
    """A game day: the steps in order, what each thing runs on, what is lost, and the clock."""

    steps: tuple[Step, ...]
    runs_on: dict[str, tuple[str, ...]]
    lost: tuple[str, ...]
    noticed_min: int
    rto_min: int


STEPS = (
    Step("page the person on call", 10, ("pager",)),
    Step("gather on the bridge", 10, ("phone bridge",)),
    Step("get the backup key", 10, ("key safe",), ("backup key",)),
    Step("start servers in the other region", 15, ("cloud account",), ("servers",)),
    Step("fetch the newest backup", 40, ("backup store", "backup key"), ("backup",)),
    Step("restore orders", 60, ("backup", "servers"), ("orders",)),
    Step("compare checksums", 20, ("orders", "checksum list")),
    Step("move the traffic", 10, ("orders", "name server login")),
)
RUNS_ON = {
    "orders": ("region A",),
    "single sign-on": ("region A",),
    "chat": ("region A",),
    "wiki": ("region A", "single sign-on"),
    "backup store": ("region B",),
}
HIDDEN = {  # what may turn out to stand on the lost region, and the chain through which it does
    "phone bridge": ("invitation", "chat"),
    "key safe": ("unlock service", "single sign-on"),
    "checksum list": ("runbook pages", "wiki"),
    "name server login": ("login page", "single sign-on"),
    "cloud account": ("second factor", "single sign-on"),
}
KINDS = ("works", "hidden", "order", "clock")


def game_day(seed: int, kind: str) -> Day:
    """A game day on which the plan works, or fails by a hidden need, by its order, or by the clock."""
    rng = Random(f"{kind} {seed}")
    steps = [step._replace(rehearsed_days_ago=rng.randrange(10, 400)) for step in STEPS]
    runs_on = dict(RUNS_ON)
    if kind == "hidden":
        thing = rng.choice(sorted(HIDDEN))
        middle, end = HIDDEN[thing]
        runs_on |= {thing: (middle,), middle: (end,)}
    if kind == "order":
        at = rng.choice((2, 3))
        steps.insert(5 + rng.randrange(1, 3), steps.pop(at))
    if kind == "clock":
        at = rng.randrange(4, 7)
        steps[at] = steps[at]._replace(minutes=steps[at].minutes + 60 + 5 * rng.randrange(8))
    noticed = 5 * rng.randrange(3, 9)
    planned = sum(step.minutes for step in STEPS) + noticed
    return Day(tuple(steps), runs_on, ("region A",), noticed, planned + rng.randrange(0, 15))
