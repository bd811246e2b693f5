def choose_plan(data):
    """Walk the plans from the cheapest up and stop at the first that nothing speaks against."""
    for plan in sorted(data.plans, key=lambda plan: plan.price):
        age = plan.every_h + data.backup_h + data.ship_h
        if plan.keep_days < (data.audit_h + age) / 24:
            continue
        if plan.log_min == 0 and age > data.rpo_h:
            continue
        if plan.log_min > 0 and plan.log_min > 60 * (data.rpo_h - data.log_ship_h):
            continue
        restore = data.restore_h
        if plan.log_min > 0:
            restore += age * data.replay_share
        if data.decide_h + restore > data.rto_h:
            continue
        if data.notice_h + data.decide_h + (data.promote_h if plan.replica else restore) <= data.rto_h:
            return plan
    return None
