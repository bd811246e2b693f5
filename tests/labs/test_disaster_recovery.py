"""The disaster recovery lab's data, the same everywhere, and the backup that it shows failing."""

from hashlib import sha256

import psycopg  # noqa: F401  (before any answer is judged here: what a judged answer imports first is forgotten again)

from labs.disaster_recovery.gameday import KINDS, game_day
from labs.disaster_recovery.green import first_restore, why
from labs.disaster_recovery.plans import SETS, dataset, failures
from labs.disaster_recovery.production import drill
from tests.conftest import require


def digest(data: object) -> str:
    return sha256(repr(data).encode()).hexdigest()[:16]


def test_plans_and_failures_are_the_same_on_every_platform():
    """What is offered and what happens are these, whatever Python or machine draws them."""
    sets = [dataset(name, 7) for name in SETS]
    assert digest(sets) == "481db9b412fe78d2"
    assert digest([failures(data, 7) for data in sets]) == "346736dd27155209"


def test_game_days_are_the_same_on_every_platform():
    """The lesson's plan and its flaws are these, whatever Python or machine draws them."""
    assert digest([game_day(7, kind) for kind in KINDS]) == "d51e22957d064a21"


def test_a_backup_with_green_lights_is_shown_failing(capsys):
    """No failure is counted, the backup is verified, and the first restore ends before its target."""
    require("postgresql")
    first_restore()
    printed = capsys.readouterr().out
    for words in (" 0 failed", "successfully verified", "recovery ended before configured recovery target was reached"):
        assert words in printed


def test_the_reason_is_told_and_not_that_somebody_asked_too_early():
    """That a server is starting up is FATAL to the connection of whoever asks, and to nothing else."""
    log = "1 FATAL:  the database system is starting up\n2 FATAL:  recovery ended before its target\n"
    assert why(log) == "2 FATAL:  recovery ended before its target"


def test_a_recovery_that_fails_leaves_nothing_behind():
    """Both servers are gone with their folders when the answer raises beside its rescue."""
    require("postgresql")
    left = []

    class Fails:
        def settings(self):
            return "archive_mode = on\narchive_command = 'cp %p $ARCHIVE/%f'\narchive_timeout = 60"

        def recover(self, site):
            site.production.switch_wal()
            left.append(site.production)
            with site.restore_beside("restore_command = 'cp $ARCHIVE/%f %p'\nrecovery_target = 'immediate'") as rescue:
                left.append(rescue)
                folders.extend(server.archive for server in left)
                raise RuntimeError("no disk left")

    folders = []
    assert drill(Fails).stopped == "no disk left"
    assert len(folders) == 2
    assert not any(folder.exists() for folder in folders)
