"""The lesson's figures and the picture behind its verdicts: offered, admitted and useful work."""

from functools import cache

from labs.overload.checkout import work
from labs.overload.crowd import END, LAST, START, crowd
from nines.models import series
from nines.notebook import chart
from nines.sim.draws import SECOND
from nines.sim.scenarios import overload

SEED = 7
BIN = 2
CAPACITY, WORKERS, WORK = 40.0, 4, 0.1
AXES = {"x_title": "seconds", "y_title": "requests per second"}


def binned(counts, width=BIN):
    """Counts per second as (middle of the bin in seconds, mean per second) pairs."""
    cuts = range(0, len(counts) - width + 1, width)
    return [(start + width / 2, sum(counts[start : start + width]) / width) for start in cuts]


def drawn(named, highest, title, description, **options):
    """Lines by name, and the capacity."""
    rows = [{"second": at, "rate": rate, "what": name} for name, counts in named.items() for at, rate in binned(counts)]
    scale = AXES | {"y_domain": (0, highest)} | options
    lines = chart.line(rows, "second", "rate", series="what", description="lines", **scale)
    capacity = chart.rule(CAPACITY, "capacity", token="page")
    return chart.layered(lines, capacity, title=title, description=description)


def three(run):
    """Offered, admitted and useful work of one run by name, the top of their axis, and their means in words."""
    named = dict(zip(("offered", "admitted", "useful"), work(run), strict=True))
    half = run.seconds // 2
    means = [f"{name} {sum(counts[half:]) / (run.seconds - half):.0f}/s" for name, counts in named.items()]
    highest = 20 * (max(rate for _, rate in binned(named["offered"])) // 20 + 1)
    return named, highest, ", ".join(means)


def compared(mine, name, other):
    """One run's offered, admitted and useful work, beside the useful work of another run."""
    named, highest, text = three(mine)
    title = f"{text.capitalize()} of {CAPACITY:.0f}/s"
    description = f"{title} in the second half of the run. {name.capitalize()}: {other.rate(start=5):.0f}/s."
    return drawn(named | {name: other.goodput()}, highest, title, description, x_domain=(0, mine.seconds))


def sale():
    """Line: checkout admits everything while twice its capacity is offered."""
    run = overload(factor=2.0, seed=SEED, seconds=20)
    end = run.seconds * SECOND
    left = sum(record.finished is None or record.finished > end for record in run.records)
    named, highest, text = three(run)
    title = f"After 20 s all workers are busy, and {sum(run.goodput()[10:])} answers of the last 10 s are useful"
    description = f"{text.capitalize()}. In the end {left} requests wait, {left / CAPACITY:.0f} s of work."
    return drawn(named, highest, title, description, x_domain=(0, run.seconds))


def queue_limit(longest_queue, times_capacity):
    """Line: offered, admitted and useful work over time when at most so many requests may wait."""
    run = overload(factor=times_capacity, seed=SEED, seconds=16, queue=longest_queue)
    p99 = run.latency(0.99, start=8)
    named, highest, text = three(run)
    title = f"{text.capitalize()}; p99 {p99:.1f} s"
    description = f"{title}. {longest_queue} requests may wait, and {times_capacity:g} times the capacity is offered."
    return drawn(named, highest, title, description, x_domain=(0, run.seconds))


def chain(calls, times_capacity):
    """Line: the share of purchases that succeed, each call shed at random or each purchase once at the front door."""
    loads = [1 + step / 10 for step in range(31)]
    rows = [{"load": load, "share": series([1 / load] * calls), "what": "each call by chance"} for load in loads]
    rows += [{"load": load, "share": 1 / load, "what": "each purchase once"} for load in loads]
    chance, once = series([1 / times_capacity] * calls), 1 / times_capacity
    lines = chart.line(
        rows,
        "load",
        "share",
        series="what",
        x_title="offered load, times the capacity",
        y_title="purchases that succeed",
        x_domain=(1, 4),
        y_domain=(0, 1),
        y_format=".0%",
        description="lines",
    )
    title = f"With {calls} calls at {times_capacity:g} times the capacity {chance:.0%} succeed, or {once:.0%}"
    description = (
        f"At {times_capacity:g} times the capacity {chance:.0%} of the purchases succeed when each of their {calls} "
        f"calls is shed by chance, and {once:.0%} when each purchase is decided once, before its first call."
    )
    here = chart.rule(times_capacity, "here", axis="x", token="series-3")
    return chart.layered(lines, here, title=title, description=description)


def useful_rate(offered, refusal):
    """Useful answers per second when `offered` requests per second come and each refusal costs `refusal` seconds.

    The workers' time is spent on answers and on refusals: c = a · s + (λ − a) · r.
    """
    if offered <= CAPACITY:
        return offered
    return max(0.0, (WORKERS - offered * refusal) / (WORK - refusal))


def cost_of_no(refusal_ms, times_capacity):
    """Line: useful work over the offered load, when saying no is free and when it costs."""
    loads = [step / 4 for step in range(1, 49)]
    rows = [
        {"load": load, "rate": useful_rate(load * CAPACITY, cost / 1000), "what": name}
        for name, cost in (("no costs nothing", 0.0), ("no costs time", refusal_ms))
        for load in loads
    ]
    useful = useful_rate(times_capacity * CAPACITY, refusal_ms / 1000)
    lines = chart.line(
        rows,
        "load",
        "rate",
        series="what",
        x_title="offered load, times the capacity",
        y_title="useful answers per second",
        x_domain=(0, 12),
        y_domain=(0, 50),
        description="lines",
    )
    title = f"At {times_capacity:g} times the capacity {useful:.0f} useful answers per second remain of {CAPACITY:.0f}"
    description = f"{title}, when each refusal takes {refusal_ms:g} ms of a worker that needs 100 ms for an answer."
    here = chart.rule(times_capacity, "here", axis="x", token="series-3")
    return chart.layered(lines, here, title=title, description=description)


@cache
def unthrottled():
    """The crowd without any throttle, which the verdict's picture draws each time."""
    return crowd(None, SEED)


def throttled(mine):
    """Lines: what users wanted, what the web servers sent, and what was useful, beside sending everything."""
    offered = mine.per_second(lambda record: True)
    sent = mine.per_second(lambda record: record.outcome != "open")
    useful = mine.per_second(lambda record: record.good)
    bare = unthrottled()
    named = {"wanted": offered, "sent": sent, "useful": useful}
    named["useful, all sent"] = bare.per_second(lambda record: record.good)
    during = slice(START + 5, END)
    title = (
        f"Of {sum(offered[during]) / 10:.0f} requests per second {sum(sent[during]) / 10:.0f} were sent "
        f"and {sum(useful[during]) / 10:.0f} useful"
    )
    description = f"{title} in the rush; when everything is sent, {CAPACITY * bare.goodput():.0f} are useful."
    return drawn(named, 280, title, description, x_domain=(0, LAST))
