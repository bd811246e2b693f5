"""What became of the requests of the rollout."""

from labs.cloud_native.rollout import rollout
from nines.notebook import chart as charts


def chart(answer, naive, reference):
    """Bars: the requests lost in the rollout, by the reason."""
    outcome = rollout(answer)
    lost = {
        "refused": len(outcome.refused),
        "cut off": len(outcome.cut),
        "met a cold process": len(outcome.cold),
    }
    killed = sum(each.killed for each in outcome.stops)
    finding = f"{sum(lost.values())} of {len(outcome.sent)} requests were lost in the rollout"
    finding += f", and {killed} of {len(outcome.stops)} processes were killed" if killed else ""
    return charts.bars(
        [{"reason": reason, "requests": count} for reason, count in lost.items()],
        "reason",
        "requests",
        y_title="requests lost",
        y_format=".0f",
        y_domain=(0, max(5, 1.15 * max(lost.values()))),
        title=finding,
        description=f"{finding}. " + " ".join(f"{reason.capitalize()}: {count}." for reason, count in lost.items()),
    )
