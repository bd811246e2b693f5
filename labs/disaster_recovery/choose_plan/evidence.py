"""How near the chosen plans come to each limit, in the worst of many failures."""

from labs.disaster_recovery.plans import DAY, SETS, dataset, failures, outcome
from nines.notebook import chart as charts

SEED = 1


def chart(answer, naive, reference):
    """Bars: for each set of data, loss, recovery and the age of the backup needed late, as shares of limits."""
    rows = []
    for name in SETS:
        data = dataset(name, SEED)
        plan = answer(data)
        forever = plan._replace(keep_days=10_000)
        costs = [outcome(data, forever, failure) for failure in failures(data, SEED)]
        needed = data.audit_h + plan.every_h + data.backup_h + data.ship_h
        for what, share in (
            ("data lost", max(cost.lost_h for cost in costs) / data.rpo_h),
            ("time to recover", max(cost.down_h for cost in costs) / data.rto_h),
            ("age of the good backup", needed / (plan.keep_days * DAY)),
        ):
            rows.append({"limit": f"{name}: {what}", "share": share})
    worst = max(rows, key=lambda row: row["share"])
    held = "every limit holds" if worst["share"] <= 1 else "past its limit"
    finding = f"{worst['limit'].capitalize()} reaches {worst['share']:.0%} of its limit: {held}"
    return charts.bars(
        rows,
        "limit",
        "share",
        highlight=worst["limit"],
        y_title="share of its limit (promised, or kept) in the worst case",
        y_format=".0%",
        y_domain=(0, max(1.2, 1.15 * worst["share"])),
        title=finding,
        description=f"{finding}. " + " ".join(f"{row['limit']}: {row['share']:.0%}." for row in rows),
    )
