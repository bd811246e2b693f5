MARGIN = 1.03


def choose_plan(data):
    """Score every plan by its tightest promise, with three per cent to spare, and pay least among those that hold."""
    safe = []
    for plan in data.plans:
        base = plan.every_h + data.backup_h + data.ship_h
        log = plan.log_min / 60 + data.log_ship_h
        back = data.decide_h + data.restore_h + bool(plan.log_min) * data.replay_share * base
        moved = data.decide_h + data.promote_h if plan.replica else back
        used = [
            (log if plan.log_min else base) / data.rpo_h,
            back / data.rto_h,
            (data.notice_h + moved) / data.rto_h,
            (data.audit_h + base) / (24 * plan.keep_days),
        ]
        if max(used) * MARGIN <= 1:
            safe.append((plan.price, plan))
    return min(safe)[1]
