"""Components run for root and for ordinary users alike."""

import json
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from nines.lab import ROOT
from nines.systems import PostgreSQL, SystemsError, keeper, postgresql
from tests.conftest import require
from tests.systems.owner import KINDS
from tests.systems.processes import eventually, inside

OWNER = Path(__file__).with_name("owner.py")
NOBODY = "nobody"


def as_ordinary_user():
    """What to put before a command so that an ordinary user runs it, who may read root's checkout but not write it."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        require("postgresql")
    nobody = pwd.getpwnam(NOBODY)
    reading = ["--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"]
    return ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups", *reading]


def test_an_ordinary_user_can_run_everything():
    """Every kind of component starts, as processes of that user that listen on loopback only, and then goes."""
    for name in KINDS:
        require(name)
    command = [*as_ordinary_user(), sys.executable, OWNER, "wait", *KINDS]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    owner = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True, env=environment)
    directories = json.loads(owner.stdout.readline())
    processes = [psutil.Process(pid) for each in directories for pid in inside(each)]
    users = {process.uids().effective for process in processes}
    listeners = {c.laddr.ip for process in processes for c in process.net_connections("inet") if c.status == "LISTEN"}
    owner.kill()
    owner.wait()
    assert len(directories) == len(KINDS)
    assert 0 not in users
    assert listeners == {"127.0.0.1"}
    assert eventually(lambda: not any(os.path.exists(each) or inside(each) for each in directories))


def test_postgresql_never_runs_as_root():
    """Whoever starts it, its process belongs to an ordinary user, and so do its files."""
    require("postgresql")
    with PostgreSQL() as server:
        assert psutil.Process(server.pid).uids().effective != 0
        assert server.data.stat().st_uid != 0
        assert server.execute("select 1") == [(1,)]


def test_programs_that_only_root_can_read_are_copied(monkeypatch):
    """Where `nobody` can't reach PostgreSQL's programs, a copy beside the data runs, libraries included."""
    require("postgresql")
    monkeypatch.setattr(postgresql, "readable_by_others", lambda path: False)
    with PostgreSQL() as server:
        copied = Path(psutil.Process(server.pid).exe()).is_relative_to(server.directory)
        assert copied == (os.geteuid() == 0)
        assert len(list(server.base_backup().iterdir())) > 10


def test_root_without_nobody_is_told_what_to_do(monkeypatch):
    """On a system without that user the message names it, and nothing starts."""

    def unknown(name):
        raise KeyError(name)

    monkeypatch.setattr(keeper.os, "geteuid", lambda: 0)
    monkeypatch.setattr(keeper.pwd, "getpwnam", unknown)
    with pytest.raises(SystemsError, match=r"no user named nobody(?s:.*)ordinary user"):
        keeper.unprivileged()
