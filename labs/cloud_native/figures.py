"""The lesson's figures: what one restart of one process loses, from how it stops and what the balancer knows."""

import random

from nines.notebook import chart

SEED, RATE, CHECK_S, FALL = 7, 20, 2.0, 3
QUICK_S, SLOW_S, EVERY = 0.2, 4.0, 5


def requests(seed, until_s):
    """Moments (s after SIGTERM) and durations of the Poisson requests for a process, from a minute before."""
    draw, at, found = random.Random(seed), -60.0, []
    while (at := at + draw.expovariate(RATE)) < until_s:
        found.append((at, SLOW_S if draw.randrange(EVERY) == 0 else QUICK_S))
    return found


def lost_in_a_restart(seed=SEED):
    """How many requests each way to stop loses when SIGTERM comes just after a check."""
    out = FALL * CHECK_S
    sent = requests(seed, out)
    refused = sum(at > 0 for at, _ in sent)
    return {
        "ends at once": refused + sum(at <= 0 < at + takes for at, takes in sent),
        "closes its door, finishes": refused,
        "says no, waits, ends": sum(at + takes > out for at, takes in sent),
        "says no, waits, finishes": 0,
    }


def ways_to_stop():
    """Bars: the requests that one restart loses, by what the process does on SIGTERM."""
    lost = lost_in_a_restart()
    closing = lost["closes its door, finishes"]
    finding = f"Closing the door at once loses {closing} requests; saying no first and finishing loses none"
    return chart.bars(
        [{"way": way, "lost": count} for way, count in lost.items()],
        "way",
        "lost",
        highlight="closes its door, finishes",
        y_title=f"requests lost in one restart ({RATE}/s, checks every {CHECK_S:g} s, out after {FALL}, seed {SEED})",
        y_format=".0f",
        y_domain=(0, 1.2 * max(lost.values())),
        title=finding,
        description=f"{finding}. " + " ".join(f"{way.capitalize()}: {count}." for way, count in lost.items()),
    )


def lost_by_wait(check_s, fall, rate):
    """Line: the requests refused in a restart at worst, by how long the door stays open."""
    worst, mean, steps = fall * check_s, (fall - 0.5) * check_s, 60
    waits = [1.2 * worst * step / steps for step in range(steps + 1)]
    finding = (
        f"The door must stay open for {worst:g} s after SIGTERM; closed at once, up to {rate * worst:.0f} are refused"
    )
    line = chart.line(
        [{"wait": wait, "refused": rate * max(0.0, worst - wait)} for wait in waits],
        "wait",
        "refused",
        token="burn",
        x_title="seconds from SIGTERM until the process stops accepting",
        y_title="requests refused in one restart, at worst",
        x_domain=(0, 1.2 * worst),
        y_domain=(0, 1.15 * rate * worst),
        description="refused",
    )
    return chart.layered(
        line,
        chart.rule(mean, "noticed by now, on average", axis="x", end=True),
        title=finding,
        description=f"{finding}. On average the balancer has noticed after {mean:g} s.",
    )
