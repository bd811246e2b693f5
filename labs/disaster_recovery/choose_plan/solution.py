def choose_plan(data):
    """The cheapest plan whose worst case, step by step, stays within each promise."""

    def holds(plan):
        oldest = plan.every_h + data.backup_h + data.ship_h  # age of the newest usable backup, at worst
        lost = plan.log_min / 60 + data.log_ship_h if plan.log_min else oldest
        restore = data.decide_h + data.restore_h + (data.replay_share * oldest if plan.log_min else 0)
        outage = data.notice_h + (data.decide_h + data.promote_h if plan.replica else restore)
        return (
            lost <= data.rpo_h and max(outage, restore) <= data.rto_h and plan.keep_days * 24 >= data.audit_h + oldest
        )

    return min(filter(holds, data.plans), key=lambda plan: plan.price)
