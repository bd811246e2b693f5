"""Services: instances of workers behind a balancer, with the calls that their work needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nines.sim.balancers import RoundRobin
from nines.sim.checked import PolicyError, able
from nines.sim.draws import Distribution, micros
from nines.sim.instance import Instance
from nines.sim.policies import Balancer, Shedder
from nines.sim.world import World

if TYPE_CHECKING:
    from nines.sim.calls import Edge


@dataclass(frozen=True)
class Need:
    """A call that a service makes for each request: for which kinds, with which probability, and how it waits.

    `hard`: the request fails with the call. `together`: all such calls go out at once. `background`: nobody waits.
    """

    edge: "Edge"
    kinds: tuple[str, ...] = ()
    share: float = 1.0
    hard: bool = True
    together: bool = False
    background: bool = False


class Service:
    """A service of `instances`, each with `workers` and one queue of at most `queue` requests (None: without limit).

    `work` is the time of its own work per request. `shedder` is called once per instance and returns a policy object.
    `reject` is what a rejection costs, in seconds of a worker. `balancer` chooses the instance.
    """

    def __init__(
        self,
        world: World,
        name: str,
        work: Distribution,
        *,
        workers: int = 1,
        instances: int = 1,
        queue: int | None = None,
        lifo: bool = False,
        shedder: Callable[[], Shedder] | None = None,
        reject: float = 0.0,
        balancer: Balancer | None = None,
    ) -> None:
        if name in world.services:
            raise ValueError(f"there is already a service named {name}")
        self.world = world
        self.name = name
        self.work = work
        self.workers = workers
        self.queue = queue
        self.lifo = lifo
        self.shedder = shedder
        self.reject_us = micros(reject)
        self.balancer: Balancer = able(balancer or RoundRobin(), "balancer")
        self.needs: list[Need] = []
        self.retired: list[Instance] = []
        self.instances = [Instance(self, number) for number in range(instances)]
        self.rotation = list(self.instances)
        self._rng = world.stream(f"{name}/balancer")
        self._made = instances
        world.services[name] = self

    @property
    def capacity(self) -> float:
        """How many requests per second all instances can complete, counting only the service's own work."""
        return sum(instance.workers for instance in self.instances if instance.up) / self.work.mean

    def pick(self) -> Instance | None:
        """The instance for the next request; None when none is in rotation."""
        if len(self.rotation) == 1:
            return self.rotation[0]
        if not self.rotation:
            return None
        chosen = self.balancer.pick(self.rotation, self._rng)
        if not isinstance(chosen, Instance) or chosen not in self.rotation:
            raise PolicyError(f"the balancer of {self.name} must return one of the targets, not {chosen!r}")
        return chosen

    def scale(self, instances: int) -> None:
        """Change the number of instances now: new ones are ready at once, the youngest finish their work and go."""
        while len(self.instances) < instances:
            fresh = Instance(self, self._made)
            self._made += 1
            self.instances.append(fresh)
            self.rotation.append(fresh)
        while len(self.instances) > instances:
            leaving = self.instances.pop()
            self.retired.append(leaving)
            if leaving in self.rotation:
                self.rotation.remove(leaving)

    def total(self, counter: str) -> int:
        """The sum over all instances, past ones too, of received, completed, failed, rejected, refused or lost."""
        return sum(getattr(instance, counter) for instance in [*self.instances, *self.retired])
