"""What became of the orders in the drill."""

from labs.disaster_recovery.production import drill
from nines.notebook import chart as charts


def chart(answer, naive, reference):
    """Bars: the share of deleted orders that are back, of later ones kept, of canceled ones that stayed so."""
    outcome = drill(answer)
    groups = {
        "deleted by mistake, back": (outcome.back, len(outcome.deleted)),
        "in production since, kept": (len(outcome.current) - len(outcome.spoiled), len(outcome.current)),
        "canceled since, still so": (len(set(outcome.cancelled) - set(outcome.after)), len(outcome.cancelled)),
    }
    rows = [{"orders": name, "right": good / total if total else 0.0} for name, (good, total) in groups.items()]
    finding = (
        f"{outcome.back} of {len(outcome.deleted)} deleted orders are back, "
        f"{len(outcome.spoiled)} of {len(outcome.current)} others were spoiled"
    )
    return charts.bars(
        rows,
        "orders",
        "right",
        y_title="share of these orders that is right after the recovery",
        y_format=".0%",
        y_domain=(0, 1.15),
        title=finding,
        description=f"{finding}. " + " ".join(f"{row['orders']}: {row['right']:.0%}." for row in rows),
    )
