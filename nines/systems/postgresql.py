"""A real PostgreSQL: a fresh cluster, base backups, a WAL archive, and recovery beside production."""

import secrets
import shutil
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nines.systems.errors import SystemsError
from nines.systems.programs import readable_by_others
from nines.systems.registry import COMPONENTS
from nines.systems.service import Service

# The data is thrown away, so it need not survive a power cut; connections come over TCP on the loopback interface only.
OURS = """listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
shared_buffers = '32MB'
max_wal_size = '256MB'
log_line_prefix = '%m [%p] '
"""


class PostgreSQL(Service):
    """A cluster with one superuser, `postgres`; `settings` is text for the end of its postgresql.conf.

    Commands in `settings` see the archive's folder as $ARCHIVE. Given a base `backup`, the cluster starts from a copy
    of it, and `recover` says whether it replays the archive first. As root its programs run as `nobody`.
    """

    component = "postgresql"
    listens_on = ("postgres",)
    stop_signal = signal.SIGINT  # fast shutdown: sessions are ended, nothing is lost
    refuses_root = True

    def __init__(
        self,
        *,
        settings: str = "",
        backup: Path | None = None,
        archive: Path | None = None,
        recover: bool = True,
        password: str = "",
        port: int | None = None,
    ):
        super().__init__(port=port)
        self.settings, self.backup, self.recover = settings, backup, recover
        self.password = password or secrets.token_hex(16)
        self._archive = archive
        self._programs = Path()

    @property
    def data(self) -> Path:
        """The cluster's data directory."""
        return self.directory / "data"

    @property
    def archive(self) -> Path:
        """The folder for archived WAL: its own, or production's for a cluster that recovers."""
        return self._archive or self.directory / "archive"

    def prepare(self) -> None:
        """Make the cluster, or copy it from the backup, and write its settings."""
        self._programs = self._readable(COMPONENTS["postgresql"].program("postgres").path.parent)
        if self._archive is None:
            self.archive.mkdir()
            self.keeper.own(self.archive)
        if self.backup:
            shutil.copytree(self.backup, self.data)
        else:
            secret = self.keeper.write("password", self.password)
            options = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8"]
            self._run("initdb", f"--pgdata={self.data}", *options, "--locale=C", "--no-sync")
            secret.unlink()
        for name, text in {"postgresql.conf": OURS + self.settings + "\n", **self._signals()}.items():
            self.keeper.write(f"data/{name}", text)
        self.data.chmod(0o700)
        self.keeper.own(self.data)

    def _signals(self) -> dict[str, str]:
        return {"recovery.signal": ""} if self.backup and self.recover else {}

    def command(self) -> list[str | Path]:
        """The server in the foreground."""
        return [self._programs / "postgres", "-D", self.data, "-p", str(self.port)]

    def environment(self) -> Mapping[str, str]:
        """What archive_command and restore_command may refer to."""
        return {"ARCHIVE": str(self.archive)}

    def ready(self) -> bool:
        """Whether it takes connections and is not replaying any more: promoted, or paused at its target."""
        import psycopg

        paused = "pg_is_in_recovery() and pg_get_wal_replay_pause_state() <> 'paused'"
        try:
            return not self.execute(f"select case when pg_is_in_recovery() then {paused} else false end")[0][0]
        except psycopg.OperationalError:
            return False

    def connect(self, user: str = "postgres", password: str = "", dbname: str = "postgres", **options: Any) -> Any:
        """A psycopg connection in autocommit mode, as the superuser or as another role with its password."""
        import psycopg

        given = {"autocommit": True, "connect_timeout": 10, **options}
        secret = password or self.password
        return psycopg.connect(host="127.0.0.1", port=self.port, user=user, password=secret, dbname=dbname, **given)

    def execute(self, sql: str, parameters: Sequence[Any] | None = None, **connection: Any) -> list[tuple]:
        """Run SQL on a connection of its own; the rows, or [] where it gives none."""
        with self.connect(**connection) as session:
            cursor = session.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else []

    def base_backup(self, name: str = "base") -> Path:
        """Take a base backup with pg_basebackup into a folder of this server's directory, kept until it stops."""
        target = self.directory / name
        connection = ["--host=127.0.0.1", f"--port={self.port}", "--username=postgres", "--no-password"]
        options = ["--wal-method=fetch", "--checkpoint=fast", "--no-sync"]
        self._run("pg_basebackup", f"--pgdata={target}", *connection, *options, PGPASSWORD=self.password)
        return target

    def verify_backup(self, backup: Path) -> str:
        """What pg_verifybackup says about a base backup; SystemsError with its words when the backup is damaged."""
        return self._run("pg_verifybackup", "--no-parse-wal", str(backup))

    def switch_wal(self, seconds: float = 30) -> str:
        """Close the current WAL segment and wait until it is archived; its file name.

        Where nothing was written since the last one was closed, that one is waited for.
        """
        name = self.execute("select pg_walfile_name(pg_switch_wal() - 1)")[0][0]
        deadline = time.monotonic() + seconds
        while not (self.data / "pg_wal/archive_status" / f"{name}.done").exists():
            if time.monotonic() > deadline:
                raise SystemsError(
                    f"PostgreSQL did not archive {name} within {seconds:g} s: is archive_mode on, and does"
                    f" archive_command succeed? Its log ends:\n{self.tail()}"
                )
            time.sleep(0.01)
        return name

    def restore(self, backup: Path, settings: str, *, recover: bool = True) -> "PostgreSQL":
        """Another server, yet to be started, on a copy of the backup, beside this one and with its roles."""
        return PostgreSQL(
            settings=settings, backup=backup, archive=self.archive, recover=recover, password=self.password
        )

    def _run(self, program: str, *arguments: str, **environment: str) -> str:
        return self.keeper.must([self._programs / program, *arguments], environment)

    def _readable(self, programs: Path) -> Path:
        """The programs' folder, copied beside the data where the user they run as could not read it."""
        if not self.keeper.user or readable_by_others(programs / "postgres"):
            return programs
        prefix = programs.parent
        copy = self.directory / "programs" / prefix.parent.name / prefix.name
        shutil.copytree(prefix, copy)
        libraries = prefix.parent.with_name(f"{prefix.parent.name}.libs")  # where a wheel keeps its shared libraries
        if libraries.is_dir():
            shutil.copytree(libraries, copy.parent.with_name(libraries.name))
        self.keeper.own(self.directory / "programs")
        return copy / programs.name
