"""On how many game days of each kind the step that fails was found."""

from labs.disaster_recovery.gameday import KINDS, game_day
from nines.notebook import chart as charts

SEEDS = range(1, 11)
WORDS = {
    "works": "the plan works",
    "hidden": "a need stands on the lost region",
    "order": "a step comes too early",
    "clock": "time runs out",
}


def chart(answer, naive, reference):
    """Bars: of ten game days of each kind, how many were judged right."""
    rows = []
    for kind in KINDS:
        days = [game_day(seed, kind) for seed in SEEDS]
        rows.append({"game day": WORDS[kind], "right": sum(answer(day) == reference(day) for day in days)})
    worst = min(rows, key=lambda row: row["right"])
    finding = (
        "Every one of 40 game days was judged right"
        if worst["right"] == len(SEEDS)
        else f"Where {worst['game day']}, {worst['right']} of 10 game days were judged right"
    )
    return charts.bars(
        rows,
        "game day",
        "right",
        highlight=worst["game day"] if worst["right"] < len(SEEDS) else None,
        y_title="judged right, of 10 game days",
        y_domain=(0, 11),
        title=finding,
        description=f"{finding}. " + " ".join(f"{row['game day']}: {row['right']} of 10." for row in rows),
    )
