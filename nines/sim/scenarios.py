"""Incidents of a few thousand events that a policy has to live through, each for one seed."""

from collections.abc import Callable

from nines.sim import faults
from nines.sim.arrivals import constant, steady
from nines.sim.calls import Edge
from nines.sim.clients import Client
from nines.sim.draws import SECOND, LogNormal, Uniform
from nines.sim.larder import BreakerFor, RetryFor, Shop, shop
from nines.sim.policies import Shedder
from nines.sim.request import Kind
from nines.sim.result import Result
from nines.sim.service import Service
from nines.sim.telemetry import Telemetry
from nines.sim.world import World

LIMIT = 100_000
TAIL = 10


def brownout(
    *,
    retry: RetryFor | None = None,
    breaker: BreakerFor | None = None,
    seed: int | str = 1,
    size: str = "small",
    before: int = 10,
    trigger: int = 30,
    after: int = 60,
    factor: float = 15.0,
    rate: float | None = None,
    telemetry: Telemetry | None = None,
    progress: Callable[[float], None] | None = None,
) -> Result:
    """Payments becomes `factor` times slower for `trigger` seconds, then is as fast as before; does the shop come back?

    `retry` is called with the caller's name for each edge, `breaker` once for the calls to payments (nines.sim.larder).
    The result's attempts are the calls to payments, its marks "trigger" and "over". Users arrive for before + trigger +
    after seconds, `rate` of them per second (None: as the plan says); judge by `share("checkout", marks["over"] + 40)`
    and `amplification(result)`. `progress` hears, every two simulated seconds, which share of the run is done.
    """
    world = World(seed, limit=LIMIT if size == "small" else 50 * LIMIT, telemetry=telemetry, record=True)
    built = shop(world, size, retry=retry, breaker=breaker)
    over = before + trigger
    faults.schedule(world, [faults.slow(built.services["payments"], before, over, factor)])
    return _run(built, over + after, {"trigger": before, "over": over}, rate, progress)


def transient(
    *,
    retry: RetryFor | None = None,
    breaker: BreakerFor | None = None,
    seed: int | str = 1,
    seconds: int = 80,
    ratio: float = 0.01,
) -> Result:
    """A small ratio of the calls to payments fails, each on its own, all the time: the case that retries are for.

    The result's attempts are the calls to payments. Judge by `share("checkout")`, pooled over seeds.
    """
    world = World(seed, limit=LIMIT, record=True)
    built = shop(world, retry=retry, breaker=breaker)
    faults.schedule(world, [faults.transient(built.edges["checkout", "payments"], 0, seconds + TAIL, ratio)])
    return _run(built, seconds, {})


def partial(
    *,
    retry: RetryFor | None = None,
    breaker: BreakerFor | None = None,
    seed: int | str = 1,
    ratio: float = 0.3,
) -> Result:
    """Three calls in ten to payments fail for 30 of 60 seconds: too many to retry them all, too few to stop calling.

    The result's attempts are the calls to payments. Judge by `amplification(result)`.
    """
    world = World(seed, limit=LIMIT, record=True)
    built = shop(world, retry=retry, breaker=breaker)
    faults.schedule(world, [faults.transient(built.edges["checkout", "payments"], 15, 45, ratio)])
    return _run(built, 60, {"trigger": 15, "over": 45})


def herd(*, retry: RetryFor, seed: int | str = 1, clients: int = 200) -> float:
    """The busiest 10 ms of retries after many instances of checkout lost their call to payments at once.

    Each instance has its own policy, made by retry("checkout"), which has heard of 100 good calls. Payments is down for
    half a second. The result is a share of the instances: 1 means that all of them came back in the same 10 ms.
    """
    world = World(seed, limit=LIMIT)
    payments = Service(world, "payments", LogNormal(0.58, 0.25), workers=clients)
    bins: dict[int, int] = {}

    def sent(now: int) -> None:
        if now >= SECOND // 2:
            bins[now // 10_000] = bins.get(now // 10_000, 0) + 1

    for number in range(clients):
        policy = retry("checkout")
        for call in range(100 if policy else 0):
            policy.on_result(True, call / 1000)  # type: ignore[union-attr]
        edge = Edge(world, f"checkout-{number}", payments, timeout=3.0, retry=policy)
        edge.on_send = sent
        Client(world, edge, steady(4.0), [Kind("checkout")], until=0.3)
    faults.schedule(world, [faults.crash(payments, 0.5, 1.0)])
    world.run_for(12)
    return max(bins.values(), default=0) / clients


# The orders that must get through are three in ten; offered twice the capacity, they alone fill three fifths of it.
ORDER = Kind("order", 0.3, deadline=2.0, critical=True)
QUOTE = Kind("quote", 0.7, deadline=1.0)
WORKERS, WORK = 4, Uniform(0.06, 0.14)


def overload(
    *,
    shedder: Callable[[], Shedder] | None = None,
    factor: float = 2.0,
    seed: int | str = 1,
    seconds: int = 40,
    reject: float = 0.001,
    queue: int | None = None,
    telemetry: Telemetry | None = None,
) -> Result:
    """Checkout gets `factor` times the 40 requests per second that it can serve; answers that come late are worthless.

    `shedder` makes the policy object; None admits everything. A rejection costs `reject` seconds of a worker. The
    result's attempts are the requests that were offered, its capacity is in requests per second. Kinds are "order"
    (critical) and "quote". Judge by `rate(start=5)` against the capacity, `share("order", start=5)` and
    `latency(0.99, start=5)`.
    """
    world = World(seed, limit=LIMIT, telemetry=telemetry, record=True)
    service = Service(world, "checkout", WORK, workers=WORKERS, shedder=shedder, reject=reject, queue=queue)
    edge = Edge(world, "web", service)
    client = Client(world, edge, constant(factor * service.capacity), [ORDER, QUOTE], until=seconds)
    world.run_for(seconds + TAIL)
    return _result(world, client, edge, seconds, service.capacity, {})


def amplification(result: Result, kind: str = "checkout") -> float:
    """How many calls reached the watched service per request of this kind that users sent."""
    return sum(result.attempts) / max(1, sum(result.offered(kind)))


def _run(
    built: Shop,
    seconds: int,
    marks: dict[str, float],
    rate: float | None = None,
    progress: Callable[[float], None] | None = None,
) -> Result:
    client = built.open(constant(rate or built.plan.rate), until=seconds)
    while built.world.seconds < seconds + TAIL:
        built.world.run_for(min(2, seconds + TAIL - built.world.seconds))
        if progress:
            progress(built.world.seconds / (seconds + TAIL))
    edge = built.edges["checkout", "payments"]
    return _result(built.world, client, edge, seconds, built.services["payments"].capacity, marks)


def _result(world: World, client: Client, edge: Edge, seconds: int, capacity: float, marks: dict[str, float]) -> Result:
    attempts = [edge.sent.get(second, 0) for second in range(seconds)]
    return Result(world.seed, seconds, client.records, attempts, world.events, capacity, world.digest(), marks)
