"""How far each chosen SLI was from what users felt, on its worst day."""

from labs.error_budgets.outages import PARTS, recording
from nines.notebook import chart as charts

SEED = 7


def chart(answer, naive, reference):
    """Bars: for each part of Larder the worst day of the learner's choice."""
    rows = []
    for part in PARTS:
        days = recording(part, SEED)
        name = answer(days)
        distance = max(abs(1 - day.readings[name][0] / day.readings[name][1] - day.felt) for day in days)
        rows.append({"choice": f"{part}: {name}", "distance": distance})
    worst = max(rows, key=lambda row: row["distance"])
    finding = f"Furthest from what users felt is {worst['choice']}, by {100 * worst['distance']:.0f} points"
    return charts.bars(
        rows,
        "choice",
        "distance",
        highlight=worst["choice"],
        y_title="distance from what users felt on the worst day",
        y_format=".0%",
        y_domain=(0, 1),
        title=finding,
        description=f"{finding} on its worst day. "
        + " ".join(f"{row['choice']} is {100 * row['distance']:.0f} points away." for row in rows),
    )
