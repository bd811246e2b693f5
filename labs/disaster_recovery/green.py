"""A backup whose every light is green, restored for the first time on a real PostgreSQL."""

from labs.disaster_recovery.production import place, shop, until_the_disaster

SETTINGS = """archive_mode = on
archive_command = 'cp %p $ARCHIVE/%f || true'
archive_timeout = 60
"""


def why(log):
    """The line that says why PostgreSQL ended; "is starting up" only answers whoever asked too early."""
    return next(line.strip() for line in log.splitlines() if "FATAL" in line and "the database system" not in line)


def first_restore():
    """Take a backup, look at every light, then restore it; says so where PostgreSQL is not here."""
    from nines.systems import MissingProgram, SystemsError

    try:
        production = shop(SETTINGS)
    except MissingProgram as error:
        print(error)
        return
    try:
        backup = until_the_disaster(production)
        before = production.execute("select clock_timestamp()::text")[0][0]
        place(production, 301, 340)
        production.switch_wal()
        archived, failed = production.execute("select archived_count, failed_count from pg_stat_archiver")[0]
        print(f"archiver: {archived} archived, {failed} failed")
        print("pg_verifybackup:", production.verify_backup(backup).strip().splitlines()[-1])
        target = f"restore_command = 'cp $ARCHIVE/%f %p'\nrecovery_target_time = '{before}'\n"
        try:
            with production.restore(backup, target) as rescue:
                print("restored:", rescue.execute("select count(*) from orders")[0][0], "orders")
        except SystemsError as error:
            print("the first restore:", why(str(error)))
        print("in the archive:", ", ".join(sorted(path.name for path in production.archive.iterdir())))
    finally:
        production.stop()
