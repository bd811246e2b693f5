"""What holds for every topology and fault: nothing lost, nothing served twice, work conserved, time goes on."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nines.sim import faults
from nines.sim.arrivals import constant
from nines.sim.balancers import LeastLoaded, RandomChoice, RoundRobin, TwoChoices
from nines.sim.calls import Edge
from nines.sim.clients import Client
from nines.sim.draws import Exponential, Fixed, LogNormal, Uniform
from nines.sim.request import OUTCOMES, Kind
from nines.sim.service import Need, Service
from nines.sim.world import World
from tests.sim import policies as p
from tests.sim import shedders as s

WORK = st.sampled_from([Fixed(0.02), Exponential(0.03), LogNormal(0.02, 0.8), Uniform(0, 0.05)])
BALANCERS = st.sampled_from([RoundRobin, RandomChoice, TwoChoices, LeastLoaded])
RETRIES = st.sampled_from([None, p.Eager, p.Budget, p.Decorrelated, p.NoJitter])
BREAKERS = st.sampled_from([None, p.Consecutive, p.Ratio, p.Stuck])
SHEDDERS = st.sampled_from([None, s.Coin, s.Limit, s.Dropper])


class Median:
    """Hedges after a fixed moment."""

    def after(self, rng):
        return 0.03

    def on_result(self, seconds):
        assert seconds >= 0


@st.composite
def systems(draw):
    """A world with two to five services that call later ones, clients, and faults."""
    world = World(draw(st.integers(0, 1000)), limit=300_000, record=True)
    services, edges = [], []
    for number in range(draw(st.integers(2, 5))):
        service = Service(
            world,
            f"s{number}",
            draw(WORK),
            workers=draw(st.integers(1, 4)),
            instances=draw(st.integers(1, 3)),
            queue=draw(st.sampled_from([None, 0, 5, 50])),
            lifo=draw(st.booleans()),
            shedder=draw(SHEDDERS),
            reject=draw(st.sampled_from([0.0, 0.002])),
            balancer=draw(BALANCERS)(),
        )
        services.append(service)
    for number, service in enumerate(services[1:], 1):
        caller = services[draw(st.integers(0, number - 1))]
        retry, breaker = draw(RETRIES), draw(BREAKERS)
        edge = Edge(
            world,
            caller.name,
            service,
            timeout=draw(st.sampled_from([None, 0.05, 0.5])),
            retry=retry and retry(),
            breaker=breaker and breaker(),
            hedge=draw(st.sampled_from([None, Median()])),
        )
        edges.append(edge)
        need = Need(
            edge,
            share=draw(st.sampled_from([1.0, 0.5])),
            hard=draw(st.booleans()),
            together=draw(st.booleans()),
            background=draw(st.sampled_from([False, False, True])),
        )
        caller.needs.append(need)
    for _ in range(draw(st.integers(0, 4))):
        service, edge = draw(st.sampled_from(services)), draw(st.sampled_from(edges))
        start = draw(st.sampled_from([1, 2]))
        times = (start, start + draw(st.sampled_from([1, 2])))
        kind = draw(st.integers(0, 6))
        fault = [
            lambda s=service, t=times: faults.slow(s, *t, factor=5),
            lambda s=service, t=times: faults.errors(s, *t, ratio=0.5),
            lambda s=service, t=times: faults.crash(s, *t, share=0.5, detect=0.3),
            lambda e=edge, t=times: faults.partition(e, *t),
            lambda s=service, t=times: faults.capacity_loss(s, *t, share=0.5),
            lambda s=service, t=times: faults.bad_version(s, *t, share=0.3, factor=2, ratio=0.2),
            lambda e=edge, t=times: faults.transient(e, *t, ratio=0.3),
        ][kind]
        faults.schedule(world, [fault()])
    front = Edge(world, "users", services[0], timeout=draw(st.sampled_from([None, 1.0])))
    kinds = [Kind("a", 1, draw(st.sampled_from([None, 0.5]))), Kind("b", 1, critical=True)]
    client = Client(world, front, constant(draw(st.sampled_from([20, 60]))), kinds, until=5)
    return world, services, edges, client


@settings(max_examples=30, deadline=None)
@given(systems())
def test_whatever_happens_the_books_balance(system):
    """Every request ends once and in a known way; every job is accounted for; no worker rests while a request waits."""
    world, services, edges, client = system
    world.run_for(600)
    assert list(world.times) == sorted(world.times)
    assert len(client.records) == client.edge.calls
    for record in client.records:
        assert record.outcome in OUTCOMES
        assert record.finished >= record.arrived
    for edge in edges:
        assert sum(edge.outcomes.values()) == edge.calls
        assert edge.attempts == sum(edge.sent.values())
    for service in services:
        assert service.total("received") == sum(
            service.total(way) for way in ("completed", "failed", "rejected", "refused", "lost")
        )
        for instance in service.instances:
            assert (instance.load, instance.slow, instance.errors) == (0, 1, 0)
            assert instance.workers == service.workers
            assert instance.busy_us <= instance.workers * world.now + max(0, instance.owed_us)


@settings(max_examples=15, deadline=None)
@given(systems())
def test_no_worker_rests_while_a_request_waits(system):
    """At every tenth of a second, a queue means that all workers are busy, or that the instance is down."""
    world, services, _, _ = system
    for _ in range(60):
        world.run_for(0.1)
        for service in services:
            for instance in service.instances:
                assert len(instance.jobs) <= service.workers
                assert not instance.queue or len(instance.jobs) >= instance.workers or not instance.up


def test_an_idle_world_does_the_work_that_it_was_given():
    """One worker that is never idle completes exactly its capacity: 1,000 requests of 10 ms in 10 s."""
    world = World(1)
    service = Service(world, "api", Fixed(0.01))
    client = Client(world, Edge(world, "users", service), constant(500), [Kind("a")])
    world.run_for(10)
    first = client.records[0].arrived
    assert service.total("completed") == (10_000_000 - first - 1) // 10_000
    assert service.instances[0].busy_us == (service.total("completed") + 1) * 10_000


def test_a_policy_that_draws_more_does_not_move_the_arrivals():
    """The same seed sends the same requests whatever the retry policy does."""
    from nines.sim.scenarios import brownout

    runs = [brownout(retry=retry, seed=5, after=10) for retry in (None, lambda caller: p.Budget())]
    arrivals = [[(record.arrived, record.kind) for record in run.records] for run in runs]
    assert arrivals[0] == arrivals[1]


def test_scaling_drains_what_leaves():
    """An instance that leaves finishes its work; one that comes takes requests at once."""
    world = World(1)
    service = Service(world, "api", Fixed(0.5), workers=2, instances=2)
    Client(world, Edge(world, "users", service), constant(3), [Kind("a")], until=20)
    world.later(5, lambda: service.scale(4))
    world.later(12, lambda: service.scale(1))
    world.run_for(60)
    assert service.total("received") == service.total("completed")
    assert len(service.retired) == 3
    assert all(instance.completed for instance in service.retired)


def test_faults_of_one_kind_overlap():
    """A fault that ends does not end another of its kind that is still on."""
    world = World(1)
    service = Service(world, "api", Fixed(0.1), workers=8)
    edge = Edge(world, "users", service)
    pairs = [(1, 3), (2, 4)]
    faults.schedule(
        world,
        [
            make(*times)
            for times in pairs
            for make in (
                lambda a, b: faults.slow(service, a, b, 3),
                lambda a, b: faults.errors(service, a, b, 0.5),
                lambda a, b: faults.capacity_loss(service, a, b, 0.5),
                lambda a, b: faults.crash(service, a + 10, b + 10),
                lambda a, b: faults.partition(edge, a, b),
                lambda a, b: faults.transient(edge, a, b, 0.5),
            )
        ],
    )
    instance = service.instances[0]
    seen = []
    for _ in range(5):
        seen.append((instance.slow, instance.errors, instance.workers, edge.cuts, edge.ratios[:]))
        world.run_for(1.01)
    calm, one = (1, 0, 8, 0, []), (3, 0.5, 4, 1, [0.5])
    assert seen == [calm, one, (9, 0.75, 2, 2, [0.5, 0.5]), one, calm]
    world.run_for(8.2)
    assert not instance.up
    world.run_for(1)
    assert instance.up
