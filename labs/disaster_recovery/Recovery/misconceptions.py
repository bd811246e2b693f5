"""Each is the reference recovery with one mistake; the probes read what a real drill came to."""

from labs.disaster_recovery.production import FIRST_LATER, drill

_ARCHIVE = "archive_mode = on\narchive_command = '{}'\narchive_timeout = {}\n"
_RESTORE = "restore_command = 'cp $ARCHIVE/%f %p'\n"
_INSERT = "insert into orders values (%s, %s, %s, %s) "


class _Reference:
    """What the wrong answers share: a recovery beside production, to just before the DELETE."""

    command, timeout, conflict, which = "test ! -f $ARCHIVE/%f && cp %p $ARCHIVE/%f", 60, "do nothing", "store = 3"

    def settings(self):
        return _ARCHIVE.format(self.command, self.timeout)

    def target(self, site):
        return f"{_RESTORE}recovery_target_xid = '{site.deletion.xid}'\nrecovery_target_inclusive = off\n"

    def close_segment(self, site):
        site.production.switch_wal()

    def recover(self, site):
        self.close_segment(site)
        with site.restore_beside(self.target(site)) as rescue:
            lost = rescue.execute(f"select id, store, status, cents from orders where {self.which}")
        for row in lost:
            site.production.execute(f"{_INSERT} on conflict (id) {self.conflict}", row)


class restore_over_production(_Reference):
    """Restore over production

    Your restore takes production's place. The deleted orders are back, and everything that shoppers did after the
    DELETE is gone: you answered one loss with a second. Restore beside production, where nothing can
    be lost by it, and copy the rows over.
    """

    def recover(self, site):
        self.close_segment(site)
        site.restore_over(self.target(site))


class target_included(_Reference):
    """Recovery stops before its target

    Your recovery stops *after* the DELETE. A target names the last transaction that is replayed: by default it is
    included. Set recovery_target_inclusive = off, so that replay ends just before.
    """

    def target(self, site):
        return f"{_RESTORE}recovery_target_xid = '{site.deletion.xid}'\n"


class replay_everything(_Reference):
    """A restore brings everything back

    Your recovery replays the archive to its end, the DELETE included: what you restored is production as it is. The log
    holds mistakes as faithfully as orders. Give the recovery a target.
    """

    def target(self, site):
        return f"{_RESTORE}recovery_target_action = 'promote'\n"


class backup_alone(_Reference):
    """The base backup is what comes back

    Your recovery ends with the base backup. The orders placed between the backup and the DELETE are in the
    archive, and nobody replays them. Recover to the last moment before the DELETE.
    """

    def target(self, site):
        return f"{_RESTORE}recovery_target = 'immediate'\n"


class green_is_restorable(_Reference):
    """A backup job that is green can be restored

    Your archive_command reports success whatever happens. For a moment the archive could not be written, one
    segment never arrived, PostgreSQL was told that it did and threw its own copy away. Every light was green until
    the restore. Return zero only when the segment is safe; and restore, regularly, to find out.
    """

    command = "cp %p $ARCHIVE/%f || true"


class archive_is_current(_Reference):
    """The archive holds everything up to now

    You restore at once. PostgreSQL archives whole segments of 16 MB, and the one with the last orders before the
    DELETE was still being written. Close it first with switch_wal(), while production is there to do it. When it is
    not, archive_timeout decides how much you lose.
    """

    def close_segment(self, site):
        pass


class full_segments_only(_Reference):
    """The log leaves as it is written

    Your archive gets a segment when its 16 MB are full. In a quiet night that takes hours, and if the disk dies they
    are gone. archive_timeout bounds it: set it to what Larder may lose, 5 minutes or less.
    """

    timeout = 0


class copy_wins(_Reference):
    """The restored copy is right where the two differ

    Where an order is in both you take the restored one. One of them was entered again by phone after the DELETE, and
    you put it back to what it was. Production is newer: what is there stays.
    """

    conflict = "do update set status = excluded.status, cents = excluded.cents"


class everything_missing(_Reference):
    """What is missing was deleted by mistake

    You copy every order that production lacks. Shoppers canceled some of them after the DELETE, in another store, and
    now they will be delivered. Copy only what the mistaken statement hit.
    """

    which = "true"


def _restored(answer):
    """The outcome of a drill whose archive is in order and whose recovery came to an end."""
    outcome = drill(answer)
    return outcome if outcome.rescue is not None and not outcome.stopped else None


def _lacks(outcome):
    return outcome.rescue is not None and not set(outcome.deleted) <= set(outcome.rescue)


def probe_restore_over_production(answer):
    """The deleted orders are there, those placed later are not."""
    outcome = _restored(answer)
    return (
        bool(outcome) and outcome.back == len(outcome.deleted) and all(number < FIRST_LATER for number in outcome.after)
    )


def probe_target_included(answer):
    """The rescue lacks deleted orders of every age, and has none from after the DELETE."""
    outcome = drill(answer)
    return _lacks(outcome) and not set(outcome.deleted) & set(outcome.rescue) and max(outcome.rescue) < FIRST_LATER


def probe_replay_everything(answer):
    """The rescue has orders from after the DELETE."""
    outcome = drill(answer)
    return _lacks(outcome) and max(outcome.rescue) >= FIRST_LATER


def probe_backup_alone(answer):
    """The rescue has deleted orders of the base backup, and nothing from after it."""
    outcome = drill(answer)
    return _lacks(outcome) and max(outcome.rescue) == 100 and bool(set(outcome.deleted) & set(outcome.rescue))


def probe_green_is_restorable(answer):
    """Nothing could be restored, and PostgreSQL was told that a missing segment is archived."""
    outcome = drill(answer)
    return outcome.rescue is None and outcome.silent and "before configured recovery target" in outcome.stopped


def probe_archive_is_current(answer):
    """The archive has every finished segment, and ended before the target."""
    outcome = drill(answer)
    return outcome.rescue is None and not outcome.silent and "before configured recovery target" in outcome.stopped


def probe_full_segments_only(answer):
    """Everything came back, and archive_timeout is off."""
    outcome = _restored(answer)
    return bool(outcome) and outcome.timeout_s == 0 and outcome.back == len(outcome.deleted)


def probe_copy_wins(answer):
    """Only orders that were entered again are not as production had them."""
    outcome = _restored(answer)
    return bool(outcome) and outcome.spoiled == [2]


def probe_everything_missing(answer):
    """All canceled orders came back, and nothing else is wrong."""
    outcome = _restored(answer)
    return bool(outcome) and not outcome.spoiled and set(outcome.cancelled) <= set(outcome.after)
