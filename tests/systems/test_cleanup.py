"""Whatever ends the process that owns a component, neither a process nor a directory stays behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from nines.check import run
from nines.lab import ROOT
from tests.conftest import require
from tests.labs import tiny
from tests.systems.owner import KINDS
from tests.systems.processes import eventually, inside

OWNER = Path(__file__).with_name("owner.py")


def start(way, *names):
    """An owner of these components, and their directories, each with a process in it."""
    for name in names:
        require(name)
    command = [sys.executable, OWNER, way, *names]
    owner = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, text=True)
    return owner, json.loads(owner.stdout.readline())


def gone(directories):
    """Whether nothing is left of any of them."""
    return not any(os.path.exists(each) or inside(each) for each in directories)


@pytest.mark.parametrize("way", ["return", "raise"])
def test_a_lesson_that_ends_leaves_nothing(way):
    """After a pass and after an exception, everything is gone by the time the owner is."""
    owner, directories = start(way, "valkey", "backends")
    owner.wait()
    assert gone(directories)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_owner_leaves_nothing(number):
    """Ctrl-C, an orchestrator's stop and a closed terminal end the components too."""
    owner, directories = start("wait", "valkey", "backends", "load_generator")
    owner.send_signal(number)
    owner.wait()
    assert eventually(lambda: gone(directories))


def test_a_killed_owner_leaves_nothing():
    """After kill -9 of the owner, every kind of component stops and its directory goes."""
    owner, directories = start("wait", *KINDS)
    assert len(directories) == len(KINDS)
    assert all(inside(each) for each in directories if "certificates" not in each)
    owner.kill()
    owner.wait()
    assert eventually(lambda: gone(directories))


def test_a_forked_child_does_not_keep_components_alive():
    """A child that the owner forked holds its pipes open; when the owner is killed, the components go all the same."""
    owner, directories = start("fork", "valkey")
    (child,) = [each.pid for each in psutil.Process(owner.pid).children() if str(OWNER) in each.cmdline()]
    try:
        owner.kill()
        owner.wait()
        assert eventually(lambda: gone(directories))
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_killed_supervisor_takes_its_programs_along():
    """On Linux, even without its supervisor no program goes on."""
    owner, directories = start("wait", "valkey")
    (server,) = inside(directories[0])
    (supervisor,) = psutil.Process(owner.pid).children()
    try:
        supervisor.kill()
        if sys.platform == "linux":
            assert eventually(lambda: server not in inside(directories[0]))
    finally:
        owner.kill()
        owner.wait()
        subprocess.run(["rm", "-rf", directories[0]], check=True)


def test_a_check_that_is_killed_leaves_nothing(tmp_path):
    """When the process of a machine exercise's check dies, its verdict comes after its components are gone."""
    require("valkey")
    needs = {"labs/budgets/lab.toml": 'minutes = 1\nlevel = "working"\n[needs]\nbudget_left = ["valkey"]\n'}
    source = "import os, signal\nfrom nines.systems import Valkey\nserver = Valkey().start()\n"
    source += "print(server.directory, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n"
    verdict = run(tiny.write(tmp_path, needs), source)
    assert verdict.status == "stopped"
    assert "nines-valkey-" in verdict.output
    assert gone([verdict.output.strip()])


def test_a_killed_notebook_kernel_leaves_nothing():
    """After kill -9 of a Jupyter kernel, the component that a cell started goes too."""
    require("valkey")
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(cwd=str(ROOT))
    try:
        code = "from nines.systems import Valkey\nserver = Valkey().start()\nprint(server.directory)"
        printed = []
        client.execute_interactive(code, timeout=120, output_hook=lambda m: printed.append(m["content"].get("text")))
        directory = next(text for text in printed if text).strip()
        assert inside(directory)
        manager.provisioner.process.kill()
        assert eventually(lambda: gone([directory]))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
