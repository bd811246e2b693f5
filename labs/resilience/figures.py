"""The lesson's figures and the picture behind its verdicts, all from runs of the simulated shop."""

from labs.resilience.incidents import Capped, back, naive_retries, short_brownout
from nines.models import vulnerable_rate
from nines.notebook import chart
from nines.sim import faults
from nines.sim.arrivals import constant
from nines.sim.calls import Edge
from nines.sim.clients import Client
from nines.sim.draws import LogNormal
from nines.sim.request import Kind
from nines.sim.result import Result
from nines.sim.scenarios import amplification
from nines.sim.service import Service
from nines.sim.world import World

SEED = 7
BIN = 4
LONG = 90


def binned(series, width=BIN):
    """A series of counts per second as (middle of the bin in seconds, mean per second) pairs."""
    cuts = range(0, len(series) - width + 1, width)
    return [(start + width / 2, sum(series[start : start + width]) / width) for start in cuts]


def rows(named):
    """The chart's rows of several series of counts per second."""
    return [
        {"second": at, "per second": value, "what": name}
        for name, series in named.items()
        for at, value in binned(series)
    ]


def lines(named, over, text, title):
    """Lines of several series through an incident that is over at a second."""
    data = rows(named)
    highest = max(row["per second"] for row in data)
    drawn = chart.line(
        data,
        "second",
        "per second",
        series="what",
        x_title="seconds",
        y_title="per second",
        x_domain=(0, max(map(len, named.values()))),
        y_domain=(0, 5 * (highest // 5 + 1)),
        description=text,
    )
    ended = chart.rule(over, "payments is fast again", axis="x")
    return chart.layered(drawn, ended, description=text, title=title)


def compared(yours, other, name):
    """Goodput and calls to payments of the learner's run beside another, through the same incident."""
    named = {
        "your goodput": yours.goodput("checkout"),
        "your calls": yours.attempts,
        f"{name}: goodput": other.goodput("checkout"),
        f"{name}: calls": other.attempts,
    }
    found = f"{back(yours):.0%} of the checkouts succeed 45 s after the trigger; with {name} {back(other):.0%}"
    text = (
        f"Yours: {found}. Payments got {amplification(yours):.2f} calls for each checkout with yours and "
        f"{amplification(other):.2f} with {name}."
    )
    return lines(named, yours.marks["over"], text, f"With yours {found}")


def evening():
    """Lines: goodput and calls to payments on the evening when checkout retried three times and payments was slow."""
    run = short_brownout(naive_retries, SEED)
    named = {"checkouts that succeed": run.goodput("checkout"), "calls to payments": run.attempts}
    title = f"A minute after payments has recovered, {back(run):.0%} of the checkouts succeed"
    text = (
        f"{title}. Payments was slow for 6 seconds. Since then it gets about "
        f"{sum(run.attempts[-20:]) / 20:.0f} calls per second, and it can serve {run.capacity:.1f}."
    )
    return lines(named, run.marks["over"], text, title)


def one_edge(attempts, slow_seconds, checkouts_per_second):
    """Checkout calling payments, and nothing else, for a minute and a half; payments is slow from the tenth second."""
    world = World(SEED, limit=100_000)
    payments = Service(world, "payments", LogNormal(0.58, 0.25), workers=8)
    edge = Edge(world, "checkout", payments, timeout=3.0, retry=Capped(attempts))
    shoppers = [Kind("checkout", deadline=20.0)]
    client = Client(world, edge, constant(checkouts_per_second), shoppers, until=LONG)
    if slow_seconds:
        faults.schedule(world, [faults.slow(payments, 10, 10 + slow_seconds, 15.0)])
    world.run_for(LONG)
    sent = [edge.sent.get(second, 0) for second in range(LONG)]
    marks = {"over": 10 + slow_seconds}
    return Result(world.seed, LONG, client.records, sent, world.events, payments.capacity, marks=marks)


def tipping(attempts, slow_seconds, checkouts_per_second):
    """Lines: goodput and calls of a minute and a half, for a number of attempts, a trigger and a load."""
    run = one_edge(attempts, slow_seconds, checkouts_per_second)
    late = run.share("checkout", LONG - 20, LONG - 10)
    limit = vulnerable_rate(run.capacity, attempts)
    named = {"checkouts that succeed": run.goodput("checkout"), "calls to payments": run.attempts}
    title = f"In the end {late:.0%} succeed at {checkouts_per_second:g} per second; vulnerable from {limit:.1f}"
    tries = "one attempt" if attempts == 1 else f"up to {attempts} attempts"
    text = (
        f"With {tries} for a call and payments slow for {slow_seconds} seconds, {late:.0%} of the checkouts succeed in "
        f"the end. Payments can serve {run.capacity:.1f} calls per second; from {limit:.1f} checkouts per second on, "
        f"retries alone can keep it down, and {checkouts_per_second:g} arrive."
    )
    return lines(named, run.marks["over"], text, title)
