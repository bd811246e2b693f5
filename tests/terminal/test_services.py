"""Commands that start or list something outside: JupyterLab, the site's port, the real components."""

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from nines import cli
from nines.cli import doctor, lab
from nines.cli.port import require_free
from nines.systems import COMPONENTS


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_is_said_before_anything_is_built(nines, taken):
    """Exit code 2, and how to choose another port."""
    for words in (["serve", "--port", taken], ["lab", "--port", taken]):
        done = nines(*words)
        assert done.returncode == 2
        assert f"port {taken} is taken" in done.stderr
        assert "PORT=" in done.stderr
        assert not nines.workspace.exists()


def test_a_port_number_must_be_one():
    """Zero, negative and too large numbers are refused."""
    for port in (0, -1, 65536):
        with pytest.raises(cli.Misuse, match="is not a port"):
            require_free(port, "")


def test_jupyterlab_opens_on_the_workspace(nines):
    """It serves the laid lesson on loopback, to whoever has the token."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    nines.environment |= {"JUPYTER_TOKEN": "secret", "HOME": str(nines.folder), "JUPYTER_PREFER_ENV_PATH": "1"}
    nines.environment |= {"JUPYTER_RUNTIME_DIR": str(nines.folder / "run")}
    server = subprocess.Popen(
        nines.command("lab", "--port", port, "--no-browser", "demo"),
        env=nines.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert any(f"127.0.0.1:{port}/lab/tree/demo.ipynb" in line for line in server.stdout)
        address = f"http://127.0.0.1:{port}/api/contents?token=secret"
        while True:  # the address is printed a moment before the server listens
            assert server.poll() is None
            try:
                found = json.load(urllib.request.urlopen(address, timeout=30))
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        assert "demo.ipynb" in [each["name"] for each in found["content"]]
    finally:
        server.terminate()
        server.wait(30)
        server.stdout.close()


def test_jupyterlab_missing_is_said(monkeypatch, capsys):
    """Where only the checks are installed, the message names the command that installs it."""
    monkeypatch.setattr(lab.importlib.util, "find_spec", lambda name: None)
    assert cli.main(["lab"]) == 2
    assert "make lab" in capsys.readouterr().err


class Absent:
    """A component that is not here."""

    name, title, problem = "thing", "Thing", "Thing is not ready.\n  Debian: sudo apt install thing"

    def __init__(self, optional):
        self.optional = optional


def test_doctor_says_what_is_here_and_how_to_get_the_rest(monkeypatch, capsys):
    """1 while something needed is missing; what is optional is only shown."""
    ready = COMPONENTS["fault_proxy"]
    monkeypatch.setattr("nines.systems.COMPONENTS", {"ready": ready, "thing": Absent(optional=True)})
    assert cli.main(["doctor"]) == 0
    assert "optional  Thing" in capsys.readouterr().out
    monkeypatch.setattr("nines.systems.COMPONENTS", {"ready": ready, "thing": Absent(optional=False)})
    assert cli.main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert f"ready     {ready.title}" in said
    assert "MISSING   Thing" in said
    assert "sudo apt install thing" in said
    assert "nines doctor --install" in said


def test_doctor_installs_when_asked(monkeypatch):
    """`--install` fetches, and fails while something is missing."""
    for missing, code in (([], 0), ([Absent(optional=False)], 1)):
        monkeypatch.setattr("nines.systems.install", lambda missing=missing: missing)
        assert cli.main(["doctor", "--install"]) == code
    assert doctor.__doc__
