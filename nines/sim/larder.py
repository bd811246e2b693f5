"""Larder: the shop that every topic runs, at full size and as the small one that a Check can afford."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nines.sim.arrivals import Arrivals
from nines.sim.calls import Edge
from nines.sim.clients import Client
from nines.sim.draws import Distribution, Exponential, LogNormal
from nines.sim.policies import Breaker, RetryPolicy
from nines.sim.request import Kind
from nines.sim.service import Need, Service
from nines.sim.world import World

RetryFor = Callable[[str], RetryPolicy | None]
BreakerFor = Callable[[], Breaker | None]


@dataclass(frozen=True)
class Part:
    """One service of the shop: instances of workers with a time of own work."""

    name: str
    work: Distribution
    workers: int
    instances: int = 1


@dataclass(frozen=True)
class Link:
    """One call of the shop: who calls whom, with which timeout (seconds), for which kinds of requests."""

    caller: str
    callee: str
    timeout: float
    kinds: tuple[str, ...] = ()
    share: float = 1.0
    hard: bool = True
    background: bool = False


@dataclass(frozen=True)
class Plan:
    """A shop on paper: its services, its calls, its traffic in requests per second and the kinds of requests."""

    parts: tuple[Part, ...]
    links: tuple[Link, ...]
    rate: float
    kinds: tuple[Kind, ...]


BROWSE = Kind("browse", 0.5, deadline=4.0)
SEARCH = Kind("search", 0.25, deadline=4.0)
CART = Kind("cart", 0.15, deadline=6.0)
CHECKOUT = Kind("checkout", 0.1, deadline=20.0, critical=True)

# Payments is a third party: 32 workers at 1.2 s serve 26.7 checkouts per second, of which 20 come: three quarters.
FULL = Plan(
    parts=(
        Part("web", LogNormal(0.006, 0.5), workers=64, instances=4),
        Part("sessions", LogNormal(0.001, 0.3), workers=16),
        Part("catalog", LogNormal(0.02, 0.5), workers=8, instances=2),
        Part("search", LogNormal(0.05, 0.6), workers=8, instances=2),
        Part("cart", LogNormal(0.015, 0.4), workers=8),
        Part("checkout", LogNormal(0.02, 0.4), workers=96, instances=2),
        Part("inventory", LogNormal(0.01, 0.4), workers=4),
        Part("payments", LogNormal(1.16, 0.25), workers=32),
        Part("orders", LogNormal(0.03, 0.5), workers=4),
        Part("fulfilment", Exponential(0.2), workers=8),
    ),
    links=(
        Link("browser", "web", 8.0),
        Link("web", "sessions", 0.5, hard=False),
        Link("web", "catalog", 1.0, ("browse",)),
        Link("web", "search", 2.0, ("search",)),
        Link("web", "cart", 1.0, ("cart",)),
        Link("web", "checkout", 6.0, ("checkout",)),
        Link("checkout", "inventory", 0.5),
        Link("checkout", "payments", 4.0),
        Link("checkout", "orders", 1.0),
        Link("checkout", "fulfilment", 30.0, background=True),
    ),
    rate=200.0,
    kinds=(BROWSE, SEARCH, CART, CHECKOUT),
)

# The same shop on a quiet day, with what a payment needs and one thing that it should not harm.
SMALL = Plan(
    parts=(
        Part("web", LogNormal(0.006, 0.5), workers=96),
        Part("catalog", LogNormal(0.02, 0.5), workers=8),
        Part("checkout", LogNormal(0.02, 0.4), workers=64),
        Part("payments", LogNormal(0.58, 0.25), workers=8),
    ),
    links=(
        Link("browser", "web", 7.0),
        Link("web", "catalog", 1.0, ("browse",)),
        Link("web", "checkout", 6.0, ("checkout",)),
        Link("checkout", "payments", 3.0),
    ),
    rate=15.0,
    kinds=(Kind("browse", 1 / 3, deadline=4.0), Kind("checkout", 2 / 3, deadline=20.0, critical=True)),
)
PLANS = {"full": FULL, "small": SMALL}


@dataclass
class Shop:
    """A shop that was built into a world: services by name and edges by (caller, callee)."""

    world: World
    plan: Plan
    services: dict[str, Service] = field(default_factory=dict)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)

    def open(self, arrivals: Arrivals, kinds: Sequence[Kind] | None = None, until: float | None = None) -> Client:
        """Let customers in."""
        return Client(self.world, self.edges["browser", "web"], arrivals, kinds or self.plan.kinds, until=until)


def shop(
    world: World, size: str = "small", *, retry: RetryFor | None = None, breaker: BreakerFor | None = None
) -> Shop:
    """Build Larder into a world, "full" or "small".

    `retry` is called once for each edge with the caller's name ("browser", "web", "checkout") and returns its retry
    policy or None. `breaker` is called once and guards the calls from checkout to payments.
    """
    plan = PLANS[size]
    built = Shop(world, plan)
    for part in plan.parts:
        service = Service(world, part.name, part.work, workers=part.workers, instances=part.instances)
        built.services[part.name] = service
    for link in plan.links:
        edge = Edge(
            world,
            link.caller,
            built.services[link.callee],
            timeout=link.timeout,
            retry=retry(link.caller) if retry else None,
            breaker=breaker() if breaker and link.callee == "payments" else None,
        )
        built.edges[link.caller, link.callee] = edge
        if link.caller in built.services:
            need = Need(edge, link.kinds, link.share, link.hard, background=link.background)
            built.services[link.caller].needs.append(need)
    return built
