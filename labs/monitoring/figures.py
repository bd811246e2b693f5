"""The lesson's figures and the picture behind its verdict."""

from collections.abc import Callable

from labs.monitoring.samples import CHECKOUT_BOUNDS, FAST, LENGTH, MOMENT, SLOW, Recording, quantile, record
from labs.monitoring.truth import rate_of_sum, truth
from nines.notebook import chart

SEED = 1


def restart(answer: Callable[[Recording], float] | None = None, who: str = "sum of the rates"):
    """Lines: requests per second of checkout by an answer, and by the rate of the sum, through a restart."""
    recording = record(SEED)
    answer = answer or (lambda seen: truth(seen)["checkout_rate"])
    rows = [
        {"minute": at / 60, "rate": each(recording.at(at + 7.5)), "how": how}
        for how, each in ((who, answer), ("rate of the sum", rate_of_sum))
        for at in range(420, LENGTH + 1, 15)
    ]
    top = max(row["rate"] for row in rows if row["how"] == "rate of the sum")
    finding = f"One restart: the rate of the sum says up to {top:,.0f} requests per second"
    return chart.line(
        rows,
        "minute",
        "rate",
        series="how",
        x_title="minute",
        y_title="requests per second",
        title=finding,
        description=f"{finding}; {who} at the end: {answer(recording.at(MOMENT)):,.0f}.",
    )


def fleet_p99(fast_per_second, slow_per_second, beyond_percent):
    """Bars: the p99 of a fast and a slow instance, their mean, and the p99 of all their requests."""
    slow = [share * (1 - beyond_percent / 100) for share in SLOW[:-1]] + [1.0]
    fast = {bound: fast_per_second * share for bound, share in zip(CHECKOUT_BOUNDS, FAST, strict=True)}
    idle = {bound: slow_per_second * share for bound, share in zip(CHECKOUT_BOUNDS, slow, strict=True)}
    every = {bound: fast[bound] + idle[bound] for bound in CHECKOUT_BOUNDS}
    one, other, true = (quantile(0.99, each) for each in (fast, idle, every))
    rows = [
        {"which": name, "seconds": round(value, 2)}
        for name, value in (
            ("fast instance", one),
            ("slow instance", other),
            ("mean of both", (one + other) / 2),
            ("all requests", true),
        )
    ]
    told = f"99 % took at most {true:.2f} s" if true < CHECKOUT_BOUNDS[-2] else "the p99 is beyond the last bound, 10 s"
    finding = f"The mean says {(one + other) / 2:.2f} s; of all requests {told}"
    return chart.bars(
        rows,
        "which",
        "seconds",
        highlight="all requests",
        y_title="p99 in s, from buckets up to 10 s",
        title=finding,
        description=f"{finding}.",
    )


def silence():
    """Line: the share of payments that failed, as long as there was anything to divide."""
    recording = record(SEED, "silent")
    rows = []
    for at in range(60, LENGTH + 1, 15):
        seen = recording.at(at + 7.5)
        tried, failed = (seen.find(name, job="payments") for name in ("requests_total", "errors_total"))
        if tried and len(tried[0].samples) > 1:
            grown = [each[0].samples[-1][1] - each[0].samples[0][1] for each in (failed, tried)]
            rows.append({"minute": at / 60, "share": grown[0] / grown[1]})
    finding = "Payments died in minute 5: the line is low to its end, and then there is none"
    return chart.line(
        rows,
        "minute",
        "share",
        x_title="minute",
        y_title="share of payments that failed",
        x_domain=(0, 15),
        y_domain=(0, 0.012),
        y_format=".1%",
        title=finding,
        description=f"{finding}. The limit of 1 % is never crossed.",
    )
