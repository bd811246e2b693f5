"""The simulation agrees with queueing theory, within the confidence bounds of independent runs with fixed seeds."""

import math
from collections.abc import Callable

import pytest

from nines import models
from nines.sim.arrivals import constant
from nines.sim.balancers import RandomChoice, TwoChoices
from nines.sim.calls import Edge
from nines.sim.clients import Client
from nines.sim.draws import SECOND, Exponential, Fixed, Mix
from nines.sim.request import Kind
from nines.sim.service import Need, Service
from nines.sim.world import World

RUNS = 16
# Student's t for 99.8 % (two-sided) and 15 degrees of freedom: one in 500 such tests would fail by chance.
T = 3.733


def agrees(run: Callable[[int], float], theory: float, bias: float = 0.0) -> None:
    """The mean of the runs lies within its confidence interval, plus a stated relative bias, around the theory."""
    values = [run(seed) for seed in range(RUNS)]
    mean = math.fsum(values) / RUNS
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (RUNS - 1))
    bound = T * deviation / math.sqrt(RUNS)
    assert bound < 0.15 * theory, f"the bound ±{bound:.4g} is too wide to say anything about {theory:.4g}"
    assert abs(mean - theory) <= bound + bias * theory, f"{mean:.4g} ± {bound:.4g}, theory {theory:.4g}"


def system(seed, *, rho, work, seconds, workers=1, instances=1, balancer=None):
    """A service under Poisson load at the given utilization, after a run of so many seconds."""
    world = World(seed)
    service = Service(world, "api", work, workers=workers, instances=instances, balancer=balancer)
    rate = rho * service.capacity
    client = Client(world, Edge(world, "client", service), constant(rate), [Kind("get")])
    loads: list[int] = []

    def watch():
        while True:
            yield world.timeout(SECOND // 2)
            loads.append(sum(instance.load for instance in service.instances))

    world.process(watch())
    world.run_for(seconds)
    return client, loads, rate


def mean_time(client) -> float:
    """The mean time in the system of the requests after the first tenth, in seconds."""
    done = [record for record in client.records if record.finished]
    done = done[len(done) // 10 :]
    return math.fsum(record.finished - record.arrived for record in done) / len(done) / SECOND


def hyper(mean: float, cv2: float) -> Mix:
    """Two exponentials with balanced means whose mixture has this mean and variability."""
    share = (1 - math.sqrt((cv2 - 1) / (cv2 + 1))) / 2
    return Mix(Exponential(mean / (2 * (1 - share))), Exponential(mean / (2 * share)), share)


@pytest.mark.parametrize(
    ("work", "cv2"), [(Fixed(0.1), 0), (Exponential(0.1), 1), (hyper(0.1, 4), 4)], ids=["M/D/1", "M/M/1", "M/G/1"]
)
def test_one_server_waits_as_pollaczek_and_khinchine_say(work, cv2):
    """At ρ = 0.6 the mean time in the system is service plus the P-K wait; n = 16 runs of about 5,400 requests."""
    theory = 0.1 + models.mg1_wait(0.6, cv2, 0.1)
    agrees(lambda seed: mean_time(system(seed, rho=0.6, work=work, seconds=900)[0]), theory)


def test_many_servers_wait_as_erlang_says():
    """M/M/10 at ρ = 0.8: the mean time in the system; n = 16 runs of about 4,800 requests."""
    theory = 0.1 + models.mmc_wait(10, 8, 0.1)
    work = Exponential(0.1)
    agrees(lambda seed: mean_time(system(seed, rho=0.8, work=work, workers=10, seconds=60)[0]), theory)


def test_quantiles_are_those_of_an_exponential():
    """M/M/1 at ρ = 0.5: the p95 of the time in the system; n = 16 runs of about 4,000 requests."""

    def run(seed):
        client = system(seed, rho=0.5, work=Exponential(0.1), seconds=800)[0]
        return models.quantile([r.finished - r.arrived for r in client.records if r.finished], 0.95) / SECOND

    agrees(run, models.mm1_quantile(0.5, 0.95, 0.1))


def test_littles_law_holds():
    """The number in the system, sampled twice a second, is rate × mean time; n = 16 runs of 2,400 requests."""

    def run(seed):
        client, loads, rate = system(seed, rho=0.6, work=Exponential(0.1), workers=4, seconds=100)
        skip = len(loads) // 10
        return (math.fsum(loads[skip:]) / (len(loads) - skip)) / models.little_number(rate, mean_time(client))

    agrees(run, 1.0)


def test_a_fan_out_meets_the_slow_part():
    """With 20 leaves of which 1 % are slow, the model's share of the requests is slow; n = 16 runs of 300 requests."""

    def run(seed):
        world = World(seed)
        leaf = Service(world, "leaf", Mix(Fixed(0.01), Fixed(1.0), 0.01), workers=10_000)
        root = Service(world, "root", Fixed(0.001), workers=10_000)
        edge = Edge(world, "root", leaf)
        root.needs = [Need(edge, together=True)] * 20
        client = Client(world, Edge(world, "client", root), constant(30), [Kind("get")], until=10)
        world.run_for(15)
        return sum(r.finished - r.arrived > SECOND for r in client.records) / len(client.records)

    agrees(run, models.fan_out(0.01, 20))


@pytest.mark.parametrize(("balancer", "choices", "rho"), [(RandomChoice, 1, 0.6), (TwoChoices, 2, 0.8)])
def test_two_choices_beat_one_as_the_model_says(balancer, choices, rho):
    """The mean time with 60 servers; the model of two choices is the limit of many servers: 3 % bias are allowed."""

    def run(seed):
        work = Exponential(0.1)
        return mean_time(system(seed, rho=rho, work=work, instances=60, balancer=balancer(), seconds=16)[0])

    agrees(run, models.supermarket_time(rho, choices, 0.1), bias=0.03 if choices == 2 else 0)
