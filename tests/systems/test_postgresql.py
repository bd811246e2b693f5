"""A real PostgreSQL loses rows and gets them back, keeps people to their rights, and reports what it could not do."""

import psycopg
import pytest

from nines.systems import PostgreSQL, SystemsError
from tests.conftest import require

ARCHIVING = """
archive_mode = on
archive_command = 'test ! -f $ARCHIVE/%f && cp %p $ARCHIVE/%f'
"""
RESTORE = "restore_command = 'cp $ARCHIVE/%f %p'\n"


@pytest.fixture
def production():
    """A cluster that archives its WAL, with a table of orders."""
    require("postgresql")
    with PostgreSQL(settings=ARCHIVING) as server:
        server.execute("create table orders (id int primary key, note text not null)")
        server.execute("insert into orders select n, 'early' from generate_series(1, 100) n")
        yield server


def test_lost_rows_come_back_beside_production(production):
    """A restore to just before the DELETE has the lost rows; merged, production has them and every later good row."""
    backup = production.base_backup()
    production.execute("insert into orders select n, 'after the backup' from generate_series(101, 200) n")
    before = production.execute("select clock_timestamp()::text")[0][0]
    production.execute("delete from orders where id <= 150")
    production.execute("insert into orders values (201, 'after the disaster')")
    production.switch_wal()

    with production.restore(backup, RESTORE + f"recovery_target_time = '{before}'\n") as rescue:
        assert rescue.port != production.port
        assert rescue.execute("select count(*) from orders") == [(200,)]
        assert production.execute("select count(*) from orders") == [(51,)]
        lost = rescue.execute("select id, note from orders where id <= 150")
    for row in lost:
        production.execute("insert into orders values (%s, %s)", row)
    assert production.execute("select count(*), min(id), max(id) from orders") == [(201, 1, 201)]


def test_a_promoted_restore_takes_writes(production):
    """With the action `promote`, recovery runs to the end of the archive and the new server goes its own way."""
    backup = production.base_backup()
    production.execute("insert into orders values (101, 'late')")
    production.switch_wal()
    with production.restore(backup, RESTORE + "recovery_target_action = 'promote'\n") as rescue:
        assert rescue.execute("select note from orders where id = 101") == [("late",)]
        rescue.execute("insert into orders values (102, 'on the new timeline')")
    assert production.execute("select count(*) from orders where id = 102") == [(0,)]


def test_a_backup_without_its_archive_does_not_restore(production):
    """A target that the archive does not reach ends recovery with PostgreSQL's own reason."""
    backup = production.base_backup()
    target = "recovery_target_time = '2100-01-01'\n"
    with pytest.raises(SystemsError, match="recovery ended before configured recovery target was reached"):
        production.restore(backup, RESTORE + target).start()


def test_a_damaged_backup_is_found(production):
    """A backup passes verification until one of its files changes."""
    backup = production.base_backup()
    assert "successfully verified" in production.verify_backup(backup)
    file = backup / "global/pg_control"
    file.write_bytes(file.read_bytes()[::-1])
    with pytest.raises(SystemsError, match="pg_control"):
        production.verify_backup(backup)


def test_an_archive_that_does_not_archive_is_noticed():
    """Waiting for a segment that never arrives says what to look at, with the log's own words."""
    require("postgresql")
    with (
        PostgreSQL(settings="archive_mode = on\narchive_command = 'false'") as server,
        pytest.raises(SystemsError, match=r"is archive_mode on(?s:.*)archive command failed"),
    ):
        server.switch_wal(seconds=1)


def test_closing_a_segment_twice_waits_for_nothing_new(production):
    """Where nothing was written in between, the segment is the same, and it is in the archive."""
    name = production.switch_wal()
    assert production.switch_wal(seconds=5) == name
    assert (production.archive / name).exists()


def test_wrong_settings_are_shown_in_postgresql_s_words():
    """A setting that does not exist ends the start, and the message has the line of the log that names it."""
    require("postgresql")
    with pytest.raises(SystemsError, match='unrecognized configuration parameter "archive_mood"'):
        PostgreSQL(settings="archive_mood = on").start()


def test_a_role_can_do_what_it_was_granted_and_no_more(production):
    """A role of its own, with its own password, reads and does not write; the wrong password opens nothing."""
    production.execute("create role reader login password 'bread'")
    production.execute("grant select on orders to reader")
    reader = {"user": "reader", "password": "bread"}
    assert production.execute("select count(*) from orders", **reader) == [(100,)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        production.execute("delete from orders", **reader)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        production.execute("select 1", user="reader", password="butter")


def test_a_crash_loses_nothing_that_was_committed(production):
    """After kill -9 and a restart, the rows are there: recovery replayed them."""
    production.kill()
    with pytest.raises(psycopg.OperationalError):
        production.execute("select 1")
    production.restart()
    assert production.execute("select count(*) from orders") == [(100,)]
