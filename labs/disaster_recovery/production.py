"""A real production database that loses orders to a DELETE, and what an answer's recovery makes of it.

A drill starts production and what the recovery restores. Its outcome is kept, so that all checks look at one drill.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, NamedTuple

STORE, FIRST_LATER = 3, 301
STATEMENT = f"delete from orders where store = {STORE}"
OURS = "\ntrack_commit_timestamp = on\n"
TRIED = "select archived_count + failed_count from pg_stat_archiver"
Rows = dict[int, tuple]


class Deletion(NamedTuple):
    """What production's log says of the DELETE: the statement, its transaction, and when that was committed."""

    statement: str
    xid: str
    committed_at: str


@dataclass(frozen=True)
class Outcome:
    """What a drill came to. Orders are by number: those deleted, those right now, those canceled since, and all after.

    `problem` says why there was no drill, `stopped` why the recovery ended early; `rescue` holds what was restored.
    """

    problem: str = ""
    stopped: str = ""
    silent: bool = False
    timeout_s: int = 0
    deleted: Rows = field(default_factory=dict)
    current: Rows = field(default_factory=dict)
    cancelled: Rows = field(default_factory=dict)
    rescue: Rows | None = None
    after: Rows = field(default_factory=dict)

    @property
    def back(self) -> int:
        """How many of the deleted orders are there again as they were."""
        return sum(self.after.get(number) == row for number, row in self.deleted.items())

    @property
    def spoiled(self) -> list[int]:
        """The orders that stood in production after the DELETE and are gone, or not as they were."""
        return [number for number, row in self.current.items() if self.after.get(number) != row]


class Site:
    """What the person on call has: production, a base backup from before the DELETE, and two ways to restore it."""

    def __init__(self, production: Any, backup: Any):
        self.production, self.backup = production, backup
        self.deletion = Deletion("", "", "")
        self.rescue: Rows | None = None

    @contextmanager
    def restore_beside(self, settings: str) -> Iterator[Any]:
        """Another server, restored from the backup with these settings; production goes on."""
        with self.production.restore(self.backup, settings) as rescue:
            self.rescue = orders(rescue)
            yield rescue

    def restore_over(self, settings: str) -> None:
        """Restore the backup in production's place: what production holds is gone."""
        old = self.production
        self.production = old.restore(self.backup, f"{settings}\nrecovery_target_action = 'promote'\n").start()
        old.stop()
        promoted = self.production
        self.rescue = orders(promoted)


def orders(server: Any) -> Rows:
    """All orders of a server by their numbers."""
    return {row[0]: row for row in server.execute("select id, store, status, cents from orders order by id")}


def place(server: Any, first: int, last: int) -> None:
    """Place the orders with these numbers, in stores 1 to 5."""
    server.execute(
        "insert into orders select n, 1 + n %% 5, 'placed', 500 + n * 7 %% 9000 from generate_series(%s::int, %s) n",
        (first, last),
    )


def shop(settings: str) -> Any:
    """A running production with orders, under the learner's settings."""
    from nines.systems import PostgreSQL

    production = PostgreSQL(settings=settings + OURS).start()
    try:
        production.execute("create table orders (id int primary key, store int, status text, cents int)")
        place(production, 1, 100)
    except BaseException:
        production.stop()
        raise
    return production


def until_the_disaster(production: Any) -> Any:
    """A base backup, more orders while the archive refuses to be written for a moment, and still more; the backup."""
    backup = production.base_backup()
    place(production, 101, 200)
    tried, deadline = production.execute(TRIED)[0][0], time.monotonic() + 20
    production.archive.chmod(0o500)
    try:
        production.execute("select pg_switch_wal()")
        while production.execute(TRIED)[0][0] <= tried and time.monotonic() < deadline:
            time.sleep(0.01)
    finally:
        production.archive.chmod(0o700)
    place(production, 201, FIRST_LATER - 1)
    return backup


def disaster(production: Any) -> Deletion:
    """Somebody means one order and deletes a store's; the shop goes on, and people change and cancel other orders."""
    with production.connect() as session, session.transaction():
        xid = session.execute("select pg_current_xact_id()::text").fetchone()[0]
        session.execute(STATEMENT)
    at = production.execute("select pg_xact_commit_timestamp(%s::text::xid)::text", (xid,))[0][0]
    place(production, FIRST_LATER, 340)
    production.execute("insert into orders values (2, %s, 'by phone', 1900)", (STORE,))
    production.execute("update orders set status = 'delivered' where id between 100 and 110")
    production.execute("delete from orders where id in (120, 125)")
    return Deletion(STATEMENT, xid, at)


def silent(production: Any) -> bool:
    """Whether PostgreSQL was told that a segment is archived which the archive does not have."""
    done = production.execute("select f from pg_ls_dir('pg_wal/archive_status') f where f like '%.done'")
    return not all(list(production.archive.glob(f"{name.removesuffix('.done')}*")) for (name,) in done)


@cache
def drill(answer: Any) -> Outcome:
    """What the settings and the recovery of an answer come to on a real PostgreSQL."""
    from nines.systems import MissingProgram, SystemsError

    recovery = answer()
    settings = recovery.settings()
    if not isinstance(settings, str):
        return Outcome(f"settings() must return text for postgresql.conf; yours returned {settings!r}.")
    try:
        production = shop(settings)
    except MissingProgram as error:
        return Outcome(str(error))
    except SystemsError as error:
        return Outcome(f"Production does not start with your settings. {error}")
    with ExitStack() as stack:
        stack.callback(production.stop)
        if production.execute("show archive_mode")[0][0] == "off":
            return Outcome("archive_mode is off: nothing written after the base backup is kept anywhere else.")
        site = Site(production, until_the_disaster(production))
        stack.callback(lambda: site.production.stop())
        return recovered(recovery, site)


def recovered(recovery: Any, site: Site) -> Outcome:
    """The outcome of the disaster and of what the answer does about it."""
    before = orders(site.production)
    site.deletion = disaster(site.production)
    current, archiving = orders(site.production), site.production
    gone = {number: row for number, row in before.items() if number not in current}
    outcome = Outcome(
        timeout_s=archiving.execute("select setting::int from pg_settings where name = 'archive_timeout'")[0][0],
        deleted={number: row for number, row in gone.items() if row[1] == STORE},
        current=current,
        cancelled={number: row for number, row in gone.items() if row[1] != STORE},
    )
    stopped = ""
    try:
        recovery.recover(site)
    except NotImplementedError:
        raise
    except Exception as error:
        stopped = str(error) or type(error).__name__
    quiet = archiving is site.production and silent(archiving)
    return replace(outcome, stopped=stopped, silent=quiet, rescue=site.rescue, after=orders(site.production))
