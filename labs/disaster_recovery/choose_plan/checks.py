"""A plan is judged by what 300 failures of each set of data cost under it, and by its price."""

from functools import cache

from labs.disaster_recovery.plans import SETS, dataset, failures, outcome

ROOM = 1.3
data_of, failures_of = cache(dataset), cache(failures)


def chosen(choose_plan, seeds):
    """Return (data, plan) for each of Larder's sets of data in the world of each seed."""
    found = []
    for seed in seeds:
        for name in SETS:
            data = data_of(name, seed)
            plan = choose_plan(data)
            assert plan in data.plans, f"For the {name} you chose {plan!r}, which is not one of data.plans."
            found.append((data, plan, seed))
    return found


def told(data, plan):
    """A plan in words."""
    log = f"the log every {plan.log_min} min" if plan.log_min else "no log"
    days = "1 day" if plan.keep_days == 1 else f"{plan.keep_days} days"
    return (
        f"For the {data.name} you chose a backup every {plan.every_h} h, {log}, kept {days}"
        f"{', and a replica' if plan.replica else ''}."
    )


def costs(choose_plan, seeds):
    """Return (words, data, failure, outcome) for all that happens."""
    for data, plan, seed in chosen(choose_plan, seeds):
        for failure in failures_of(data, seed):
            yield told(data, plan), data, failure, outcome(data, plan, failure)


def clock(hours):
    """A duration as a person would say it."""
    return f"{60 * hours:.0f} min" if hours < 2 else f"{hours:.1f} h"


def test_no_failure_loses_more_data_than_promised(choose_plan, seeds):
    found = [each for each in costs(choose_plan, seeds) if each[3].lost_h is not None]
    words, data, failure, cost = max(found, key=lambda each: each[3].lost_h / each[1].rpo_h)
    assert cost.lost_h <= data.rpo_h, (
        f"{words} In one {failure.kind} the newest data that had arrived elsewhere was {clock(cost.lost_h)} old; "
        f"promised are {clock(data.rpo_h)}."
    )


def test_service_is_back_within_the_promise(choose_plan, seeds):
    found = [each for each in costs(choose_plan, seeds) if each[3].down_h is not None]
    words, data, failure, cost = max(found, key=lambda each: each[3].down_h / each[1].rto_h)
    since = "it failed" if failure.kind == "outage" else "the corruption was found"
    assert cost.down_h <= data.rto_h, (
        f"{words} In one {failure.kind} it took {clock(cost.down_h)} since {since}; promised are {clock(data.rto_h)}."
    )


def test_a_backup_from_before_the_damage_is_still_there(choose_plan, seeds):
    for words, _, failure, cost in costs(choose_plan, seeds):
        assert cost.lost_h is not None, (
            f"{words} One corruption was found after {failure.wait_h / 24:.1f} days, and every backup from "
            "before it had been deleted: what was left holds the damage."
        )


def test_the_plans_cost_no_more_than_the_promises_need(choose_plan, seeds):
    plans = chosen(choose_plan, seeds)
    yours = sum(plan.price for _, plan, _ in plans)
    enough = sum(min(plan.price for plan in data.plans if sufficient(data, plan)) for data, _, _ in plans)
    assert yours <= ROOM * enough, (
        f"Your plans cost {yours:,.0f} euros a month; {enough:,.0f} keep every promise. "
        f"Up to {ROOM:g} times that is fine."
    )


def sufficient(data, plan):
    """Whether a plan keeps every promise in its worst case."""
    oldest = plan.every_h + data.backup_h + data.ship_h
    lost = plan.log_min / 60 + data.log_ship_h if plan.log_min else oldest
    restore = data.decide_h + data.restore_h + (data.replay_share * oldest if plan.log_min else 0)
    outage = data.notice_h + (data.decide_h + data.promote_h if plan.replica else restore)
    kept = plan.keep_days * 24 >= data.audit_h + oldest
    return kept and lost <= data.rpo_h and max(restore, outage) <= data.rto_h
