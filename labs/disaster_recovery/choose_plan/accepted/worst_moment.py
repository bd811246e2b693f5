from math import floor


class Rehearsal:
    """Plays the worst moment of a plan: just before the next copy arrives."""

    def __init__(self, data, plan):
        self.data, self.plan = data, plan
        arrives = data.backup_h + data.ship_h
        self.at = 1000 * plan.every_h + arrives - 1e-6
        self.base = floor((self.at - arrives) / plan.every_h) * plan.every_h

    def lost(self):
        if not self.plan.log_min:
            return self.at - self.base
        return self.plan.log_min / 60 + self.data.log_ship_h

    def restore(self):
        log = self.data.replay_share * (self.at - self.base) if self.plan.log_min else 0
        return self.data.decide_h + self.data.restore_h + log

    def down(self):
        quick = self.data.decide_h + self.data.promote_h
        return max(self.restore(), self.data.notice_h + (quick if self.plan.replica else self.restore()))

    def kept(self):
        found = self.at + self.data.audit_h
        return found - self.base <= 24 * self.plan.keep_days


def choose_plan(data):
    def survives(plan):
        drill = Rehearsal(data, plan)
        return drill.kept() and drill.lost() <= data.rpo_h and drill.down() <= data.rto_h

    return next(plan for plan in sorted(data.plans, key=lambda plan: plan.price) if survives(plan))
