"""Each is the reference with one mistake in how it sees the worst case; `_cheapest` holds what they share."""

from labs.disaster_recovery.plans import dataset


def _oldest(data, plan):
    return plan.every_h + data.backup_h + data.ship_h


def _lost(data, plan):
    return plan.log_min / 60 + data.log_ship_h if plan.log_min else _oldest(data, plan)


def _replay(data, plan):
    return data.replay_share * _oldest(data, plan) if plan.log_min else 0


def _down(data, plan, notice=None, replay=_replay):
    """The longest time without service, over outages and corruption."""
    restore = data.decide_h + data.restore_h + replay(data, plan)
    notice = data.notice_h if notice is None else notice
    return max(restore, notice + (data.decide_h + data.promote_h if plan.replica else restore))


def _keep(data, plan):
    return data.audit_h + _oldest(data, plan)


def _cheapest(data, lost=_lost, down=_down, keep=_keep):
    """The cheapest plan that holds by these three ideas of the worst case."""

    def holds(plan):
        within = lost(data, plan) <= data.rpo_h and down(data, plan) <= data.rto_h
        return within and keep(data, plan) <= plan.keep_days * 24

    return min(filter(holds, data.plans), key=lambda plan: plan.price)


def interval_only(data):
    """The RPO is the interval between backups

    You compare the promise with the interval. A backup that starts at 02:00 holds the data of 02:00 and helps only
    once it has arrived elsewhere. Just before the next one arrives, the newest you have is an interval old, plus the
    time to take one, plus the time to ship it. The same holds for the log.
    """
    return _cheapest(data, lost=lambda data, plan: plan.log_min / 60 if plan.log_min else plan.every_h)


def replica_is_a_backup(data):
    """A replica is a backup

    Where a plan has a replica you ask nothing more of its backups. A replica repeats every change within a second, the
    DELETE and the damaged page included. It answers the loss of a server, and has nothing to say when the data
    is wrong.
    """
    return _cheapest(
        data,
        lost=lambda data, plan: 0 if plan.replica else _lost(data, plan),
        down=lambda data, plan: data.notice_h + data.decide_h + data.promote_h if plan.replica else _down(data, plan),
        keep=lambda data, plan: 0 if plan.replica else _keep(data, plan),
    )


def restore_alone(data):
    """Recovery starts when the restore starts

    You count from the moment somebody starts the restore. Shoppers count from the moment they cannot order: until the
    alarm, until somebody is awake, until somebody dares to decide. These parts are as long as the restore, and
    they are in the promise.
    """

    def down(data, plan):
        return _down(data, plan, notice=0) - data.decide_h

    return _cheapest(data, down=down)


def replay_is_free(data):
    """Loading the backup is the whole restore

    You count the time to load a backup. Then the log must be replayed, from the start of that backup to the failure.
    With a weekly backup that is up to a week of everybody's writes. The longer the interval, the longer the replay:
    that is why more backups shorten a recovery.
    """
    return _cheapest(data, down=lambda data, plan: _down(data, plan, replay=lambda data, plan: 0))


def newest_is_enough(data):
    """Only the newest backup matters

    You keep backups until the next one has arrived. Damage that nobody has noticed is in every backup since it
    began. When it is found after two weeks, only a backup of more than two weeks ago is good.
    """
    return _cheapest(data, keep=_oldest)


def keep_until_found(data):
    """Keep backups as long as damage can hide

    You keep backups for as long as corruption stays unseen, and that is a little too short. The one you need had to
    arrive *before* the damage began, and it started up to an interval earlier still. Add the age of the newest
    usable backup.
    """
    return _cheapest(data, keep=lambda data, plan: data.audit_h)


def worst_so_far(data):
    """The worst so far is the worst case

    You plan for the longest that corruption has stayed unseen. Five cases say little about the longest one; the
    schedule of the audit says it: whatever begins right after one is found by the next.
    """
    return _cheapest(data, keep=lambda data, plan: max(data.found_h) + _oldest(data, plan))


def probe_worst_so_far(answer):
    """The same data with longer cases so far is given a plan that keeps its backups longer."""
    longer = 0
    for seed in range(4):
        data = dataset("orders", seed)
        short, long = (answer(data._replace(found_h=(hours,) * 5)) for hours in (12.0, data.audit_h))
        longer += short.keep_days < long.keep_days
    return longer > 0


def most_expensive(data):
    """The most expensive plan is the safest

    It keeps every promise and costs several times what the promises need. The same money buys restore
    drills, which find what no price can: the backup that does not restore.
    """
    return max(data.plans, key=lambda plan: plan.price)
