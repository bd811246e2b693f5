"""Policy objects: the examples in the documentation work, and nonsense is refused in words."""

import inspect
import textwrap

import pytest

from nines.sim import policies
from nines.sim.arrivals import constant, diurnal, replayed, spike, steady, varying
from nines.sim.calls import Edge
from nines.sim.checked import PolicyError
from nines.sim.clients import Client
from nines.sim.draws import Exponential, Fixed, LogNormal, Mix, Uniform, stream
from nines.sim.faults import capacity_loss, errors, partition, schedule, slow
from nines.sim.request import Kind
from nines.sim.service import Service
from nines.sim.world import RunawayError, World


def example(name):
    """The class in a policy's docstring."""
    text = inspect.getdoc(getattr(policies, name))
    lines = text.partition("Example:")[2].partition("\n\n")[2]
    scope = {}
    exec(textwrap.dedent(lines), scope)
    return next(value for key, value in scope.items() if inspect.isclass(value))


def run(*, service=None, fault=None, rate=20, seconds=60, **edge):
    """One service with some trouble, called with a policy."""
    world = World(3)
    api = Service(world, "api", Exponential(0.05), workers=2, instances=3, **(service or {}))
    call = Edge(world, "client", api, timeout=1.0, **edge)
    schedule(world, [fault(api)] if fault else [])
    client = Client(world, call, constant(rate), [Kind("a"), Kind("b", critical=True)], until=seconds)
    world.run_for(seconds + 10)
    return client, call, api


@pytest.mark.parametrize("name", ["RetryPolicy", "Breaker", "Shedder", "Balancer", "Hedge"])
def test_every_policy_documents_an_example_of_about_ten_lines(name):
    """The example is there, short, and a class."""
    text = inspect.getdoc(getattr(policies, name)).partition("Example:")[2]
    assert inspect.isclass(example(name))
    assert 5 <= len([line for line in text.splitlines()[2:] if line.strip()]) <= 12


def test_the_documented_retry_policy_retries():
    """With 20 % errors three attempts fail about once in 125."""
    client, call, _ = run(retry=example("RetryPolicy")(), fault=lambda api: errors(api, 0, 70, 0.2))
    assert call.attempts > call.calls * 1.15
    assert sum(record.good for record in client.records) / len(client.records) > 0.97


def test_the_documented_breaker_opens_and_closes():
    """While every call fails few are sent, and after the fault they are again."""
    client, call, _ = run(breaker=example("Breaker")(), fault=lambda api: errors(api, 20, 40, 1.0))
    assert sum(call.sent.get(second, 0) for second in range(25, 40)) <= 16
    assert sum(record.good for record in client.records if record.arrived > 42e6) > 300


def test_the_documented_shedder_sheds_under_overload_only():
    """Nothing is rejected below capacity; far above it much is, the critical class last."""
    calm, loud = run(service={"shedder": example("Shedder")}), run(service={"shedder": example("Shedder")}, rate=240)
    assert not calm[2].total("rejected")
    assert loud[2].total("rejected") > 1000
    rejected = [record.kind for record in loud[0].records if record.outcome == "rejected"]
    assert rejected.count("a") > 2 * rejected.count("b")


def test_the_documented_balancer_avoids_the_slow_instance():
    """Two choices send less to an instance that is ten times slower."""
    api = run(service={"balancer": example("Balancer")()}, rate=40, fault=lambda api: slow(api, 0, 70, 10, share=0.3))[
        2
    ]
    assert api.instances[0].received < 0.6 * api.instances[1].received


def test_the_documented_hedge_cuts_the_tail():
    """With one call in fifty at 1 s, hedging halves the p99 at least, for less than a tenth more calls."""
    times = {}
    for hedge in (None, example("Hedge")()):
        world = World(3)
        api = Service(world, "api", Mix(Fixed(0.02), Fixed(1.0), 0.02), workers=500)
        call = Edge(world, "client", api, hedge=hedge)
        client = Client(world, call, constant(50), [Kind("a")], until=60)
        world.run_for(65)
        taken = sorted(record.finished - record.arrived for record in client.records)
        times[hedge is None] = (taken[len(taken) * 99 // 100], call.attempts / call.calls)
    assert times[False][0] < times[True][0] / 2
    assert 1 < times[False][1] < 1.1


@pytest.mark.parametrize("nonsense", ["soon", -1, float("nan"), float("inf"), True])
def test_nonsense_from_a_retry_policy_is_refused_in_words(nonsense):
    """The message says who returned what, and what to return."""

    class Odd:
        """Returns nonsense."""

        def delay(self, attempt, rng):
            return nonsense

        def on_result(self, ok, now):
            pass

    with pytest.raises(PolicyError, match=r"Odd.delay returned .*: return seconds"):
        run(retry=Odd(), fault=lambda api: errors(api, 0, 70, 1.0))


def test_a_balancer_must_choose_a_target():
    """An answer that is no target is refused."""

    class Odd:
        """Returns nothing."""

        def pick(self, targets, rng):
            return None

    with pytest.raises(ValueError, match="must return one of the targets"):
        run(service={"balancer": Odd()})


@pytest.mark.parametrize("role", ["retry", "breaker", "hedge"])
def test_a_policy_without_its_methods_is_refused_before_the_run(role):
    """The message names the method that is missing, with its arguments; a class in place of an object is named too."""

    class Empty:
        """Knows nothing."""

    with pytest.raises(PolicyError, match=r"Empty has no method \w+\(self, "):
        run(**{role: Empty()})
    with pytest.raises(PolicyError, match=r"write Empty\(\), not Empty"):
        run(**{role: Empty})


def test_a_run_with_too_many_events_says_what_the_system_did():
    """The limit names the busiest edge."""
    world = World(1, limit=1000)
    Client(world, Edge(world, "users", Service(world, "api", Fixed(0.01))), constant(100), [Kind("a")])
    with pytest.raises(RunawayError, match=r"after 1,000 events: users → api made \d+ attempts"):
        world.run_for(100)


def test_arrivals_follow_their_rate():
    """Steady, constant, diurnal, spike and replayed arrivals come as often as they say."""

    def count(arrivals, start, end):
        found = 0
        for moment in arrivals(stream(1, "arrivals")):
            if moment >= end * 1e6:
                return found
            found += moment >= start * 1e6
        return found

    assert count(steady(10), 0, 100) == 999
    assert abs(count(constant(100), 0, 100) - 10_000) < 400
    night, day = count(diurnal(100, 0.8, 200), 0, 20), count(diurnal(100, 0.8, 200), 90, 110)
    assert 300 < night < 600
    assert 3300 < day < 3900
    assert abs(count(spike(10, 200, 50, 60), 50, 60) - 2000) < 200
    assert abs(count(spike(10, 200, 50, 60), 0, 50) - 500) < 100
    assert count(replayed([3, 1, 2.5]), 0, 10) == 3
    with pytest.raises(ValueError, match="above the stated peak"):
        count(varying(lambda now: 20, 10), 0, 10)


def test_a_partition_is_heard_as_silence():
    """During a partition every call times out, and no request arrives."""
    world = World(1)
    api = Service(world, "api", Fixed(0.01))
    call = Edge(world, "users", api, timeout=0.5)
    client = Client(world, call, steady(10), [Kind("a")], until=10)
    schedule(world, [partition(call, 2.05, 4.05)])
    world.run_for(20)
    lost = [record for record in client.records if record.outcome == "timeout"]
    assert len(lost) == 20
    assert all(record.finished - record.arrived == 500_000 for record in lost)
    assert api.total("received") == len(client.records) - 20


def test_restored_capacity_takes_up_what_waits_at_once():
    """Half of the workers are gone for a second; at its end, not at the next answer, waiting requests start."""
    world = World(1)
    api = Service(world, "api", Fixed(10.0), workers=2)
    Client(world, Edge(world, "users", api), steady(10), [Kind("a")], until=1.5)
    schedule(world, [capacity_loss(api, 0.05, 2.0, 0.5)])
    world.run_for(1.9)
    assert api.instances[0].view.running == 1
    world.run_for(0.2)
    assert api.instances[0].view.running == 2


def test_a_hedge_outlives_the_failure_of_the_first_copy():
    """While the second copy is under way, an error of the first is not yet the answer."""

    class Soon:
        """Hedges after 30 ms."""

        def after(self, rng):
            return 0.03

        def on_result(self, seconds):
            pass

    world = World(1)
    api = Service(world, "api", Fixed(0.05), workers=10, instances=2)
    client = Client(world, Edge(world, "users", api, hedge=Soon()), steady(5), [Kind("a")], until=5)
    schedule(world, [errors(api, 0, 10, 1.0, share=0.5)])
    world.run_for(10)
    assert {record.outcome for record in client.records} == {"ok"}
    assert all(record.finished - record.arrived in (50_000, 80_000) for record in client.records)


@pytest.mark.parametrize("work", [Fixed(0.1), Uniform(0.1, 0.3), Exponential(0.2), LogNormal(0.1, 1.0)], ids=str)
def test_distributions_have_the_mean_that_they_state(work):
    """The mean of 20,000 draws is within 4 % of the stated one, alone and in a mixture."""
    rng = stream(1, "draws")
    for distribution in (work, Mix(work, Fixed(1.0), 0.1)):
        mean = sum(distribution.draw(rng) for _ in range(20_000)) / 20_000 / 1e6
        assert mean == pytest.approx(distribution.mean, rel=0.04)


def test_a_fault_must_end_after_it_starts():
    """A fault that ends before it starts is refused."""
    world = World(1)
    with pytest.raises(ValueError, match="must end after it starts"):
        schedule(world, [slow(Service(world, "api", Fixed(1)), 5, 3, 2)])
