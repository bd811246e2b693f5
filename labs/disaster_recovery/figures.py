"""The lesson's figures, from the field's formulas and from the same failures that judge the plans."""

from labs.disaster_recovery.plans import DAY, dataset, failures, outcome
from nines.models import worst_rpo
from nines.notebook import chart

SEED = 7


def lost_by_moment(every_h, takes_h, shipping_h):
    """Line: the hours of data lost, by the moment at which the disk dies."""
    worst, rows = worst_rpo(every_h, takes_h, shipping_h), []
    end, step = 72 if every_h <= 24 else 3 * every_h, 0.25
    for quarter in range(int(end / step) + 1):
        at = quarter * step
        arrived = (at - takes_h - shipping_h) // every_h * every_h
        if rows and at - arrived < rows[-1]["lost"]:
            rows.append({"hour": at, "lost": rows[-1]["lost"] + step})
        rows.append({"hour": at, "lost": at - arrived})
    finding = f"At the worst moment {worst:g} h of data are lost, not {every_h:g} h"
    line = chart.line(
        rows,
        "hour",
        "lost",
        token="burn",
        x_title="hour at which the disk dies (backups start at 0, and then at each interval)",
        y_title="hours of data lost",
        x_domain=(0, end),
        y_domain=(0, 1.15 * worst),
        description="lost",
    )
    return chart.layered(
        line,
        chart.rule(every_h, "the interval"),
        title=finding,
        description=f"{finding}: the loss grows until the next backup has arrived, {takes_h + shipping_h:g} h after "
        f"its start, and then falls to {takes_h + shipping_h:g} h.",
    )


def the_worst_night():
    """The same for a nightly dump that takes two hours and one more to ship."""
    return lost_by_moment(24, 2, 1)


def plan_of(data, every_h, log_min, keep_days):
    """One of the plans on offer, without a replica."""
    wanted = (every_h, log_min, keep_days, False)
    return next(plan for plan in data.plans if plan[:4] == wanted)


def days_kept(audit_days):
    """Line: of corruptions found by an audit, the share with a good backup left, by how long backups are kept."""
    data = dataset("orders", SEED)._replace(audit_h=audit_days * DAY)
    plan, rows = plan_of(data, 24, 15, 90), []
    found = [each for each in failures(data, SEED, 2000) if each.kind == "corruption"]
    for days in range(1, 46):
        kept = plan._replace(keep_days=days)
        good = sum(outcome(data, kept, each).lost_h is not None for each in found)
        rows.append({"days": days, "good": good / len(found)})
    enough = next(row["days"] for row in rows if row["good"] == 1)
    as_long = rows[audit_days - 1]["good"]
    finding = f"Kept {audit_days} days, {as_long:.1%} can be undone; it takes {enough} days to undo all"
    line = chart.line(
        rows,
        "days",
        "good",
        token="good",
        x_title="days for which daily backups are kept",
        y_title="corruptions that can still be undone",
        x_domain=(0, 46),
        y_domain=(0, 1.1),
        y_format=".0%",
        description="good",
    )
    return chart.layered(
        line,
        chart.rule(audit_days, "longest unseen", axis="x"),
        title=finding,
        description=f"{finding}. Corruption stays unseen for up to {audit_days} days.",
    )


def two_weeks_unseen():
    """The same for an audit every two weeks."""
    return days_kept(14)


def clock_of_an_outage():
    """Bars: what an outage of orders consists of, for a plan with daily backups and its log."""
    data = dataset("orders", SEED)
    plan = plan_of(data, 24, 15, 21)
    oldest = worst_rpo(plan.every_h, data.backup_h, data.ship_h)
    parts = {
        "until it is noticed": data.notice_h,
        "until somebody decides": data.decide_h,
        "loading the backup": data.restore_h,
        "replaying the log": data.replay_share * oldest,
    }
    total, loading = sum(parts.values()), data.restore_h
    finding = f"Loading the backup is {loading:.2g} h of an outage of {total:.1f} h"
    return chart.bars(
        [{"part": part, "hours": hours} for part, hours in parts.items()],
        "part",
        "hours",
        highlight="loading the backup",
        y_title="hours, at worst",
        y_format=".2f",
        y_domain=(0, 1.3 * max(parts.values())),
        title=finding,
        description=f"{finding}. " + " ".join(f"{part.capitalize()}: {hours:.2f} h." for part, hours in parts.items()),
    )
