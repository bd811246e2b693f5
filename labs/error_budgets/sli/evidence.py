"""The evening on which payments was slow, by three ways of counting the same log."""

from labs.error_budgets.log import INCIDENT_MS, record
from nines.notebook import chart as charts

SEED = 7


def chart(answer, naive, reference):
    """Bars: the SLI from 18:00 to 18:40 by the learner's count, with failures left out, and by the reference."""
    requests = [request for request in record(SEED) if request.at_ms in INCIDENT_MS]
    shares = {}
    for who, count in {"your count": answer, "failures left out": naive, "reference": reference}.items():
        good, valid = count(requests)
        shares[who] = good / valid
    rows = [{"count": f"{who}", "SLI": share} for who, share in shares.items()]
    finding = (
        f"While payments was slow {shares['reference']:.0%} were served; your count says {shares['your count']:.0%}"
    )
    return charts.bars(
        rows,
        "count",
        "SLI",
        highlight="your count",
        y_title="SLI of the evening, 18:00 to 18:40",
        y_format=".0%",
        y_domain=(0, 1),
        title=finding,
        description=f"{finding}. With the failures left out it would be {shares['failures left out']:.0%}.",
    )
