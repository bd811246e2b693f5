"""What the chosen SLI of the tills lost, beside what users felt."""

from labs.error_budgets.outages import recording
from nines.notebook import chart as charts

SEED = 7


def chart(answer, naive, reference):
    """Days of the stores' recording: felt, and what the learner's and the reference's choices lost."""
    days = sorted(recording("stores", SEED), key=lambda day: day.felt)
    picks = {"yours": answer(days), "reference": reference(days)}
    rows = [{"day": number, "lost": day.felt, "what": "users felt"} for number, day in enumerate(days, start=1)]
    for whose, name in picks.items():
        for number, day in enumerate(days, start=1):
            good, valid = day.readings[name]
            rows.append({"day": number, "lost": 1 - good / valid, "what": f"{whose}: {name}"})
    furthest = max(abs(1 - d.readings[picks["yours"]][0] / d.readings[picks["yours"]][1] - d.felt) for d in days)
    return charts.line(
        rows,
        "day",
        "lost",
        series="what",
        x_title="recorded day, from quiet to worst",
        y_title="share lost",
        y_format=".0%",
        title=f"For the stores, {picks['yours']} is up to {furthest:.0%} away from what users felt",
        description=f"Ten days of the stores. Your SLI, {picks['yours']}, is at worst {furthest:.0%} away from what "
        f"users felt; the reference chose {picks['reference']}.",
    )
