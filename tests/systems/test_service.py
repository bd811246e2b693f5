"""A component is ready when it is started, has its own port and directory, logs to a file, and fails with a reason."""

import shutil
import signal
import socket
import stat

import pytest

from nines.systems import Backend, SystemsError, Valkey, keeper, ports, started
from nines.systems.errors import ConfigError
from nines.systems.web import fetch
from tests.conftest import require
from tests.systems.processes import inside


@pytest.fixture
def occupied():
    """A port that something else listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_server_answers_as_soon_as_it_is_started():
    """Inside the block it is ready, in a directory that only its user can read; after it, all is gone."""
    require("valkey")
    with Valkey() as server:
        directory = server.directory
        assert server.client().set("bread", 3)
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
        assert inside(directory) == [server.pid]
    assert not directory.exists()
    assert not inside(directory)


def test_a_server_is_started_once():
    """Started by hand and then used as a context manager, as in a notebook, it is one server, and gone afterwards."""
    require("valkey")
    server = Valkey().start()
    directory, pid = server.directory, server.pid
    with server:
        assert (server.directory, server.pid) == (directory, pid)
    assert not directory.exists()


def test_a_lesson_goes_on_without_what_cannot_start(capsys, occupied):
    """`started` gives the running server, or nothing, with the reason where a learner reads it."""
    require("valkey")
    server = started(Valkey())
    assert server
    with server:
        assert server.alive
    assert started(Valkey(port=occupied)) is None
    assert f"could not listen on port {occupied}" in capsys.readouterr().out


def test_what_a_server_prints_is_in_its_log():
    """Its output streams to a file, the newest lines of which `tail` gives."""
    require("valkey")
    with Valkey() as server:
        assert "Ready to accept connections" in server.log.read_text()
        assert "Ready to accept connections" in server.tail(3)


def test_two_learners_share_a_machine():
    """Two of a kind at once have different ports, directories and data."""
    require("valkey")
    with Valkey() as one, Valkey() as two:
        one.client().set("bread", 1)
        assert one.port != two.port
        assert one.directory != two.directory
        assert two.client().get("bread") is None


def test_a_port_that_was_taken_meanwhile_is_chosen_again(occupied, monkeypatch):
    """When another process takes the free port first, the component comes up on another."""
    require("valkey")
    choices = iter([occupied, occupied])
    real = ports.free_port
    monkeypatch.setattr(ports, "free_port", lambda: next(choices, None) or real())
    with Valkey() as server:
        assert server.port != occupied
        assert server.client().ping()


def test_a_fixed_port_that_is_taken_is_named(occupied):
    """A port that the learner chose is never changed: the message names it and says how to find who has it."""
    require("valkey")
    server = Valkey(port=occupied)
    with pytest.raises(SystemsError, match=f"could not listen on port {occupied} .*(?s:.*)macOS: lsof"):
        server.start()
    with pytest.raises(SystemsError, match="Valkey is not running"):
        _ = server.directory


def test_a_foreign_server_on_the_port_is_not_ours(occupied):
    """Readiness is about this very process, whoever else answers."""
    with Backend() as shop:
        assert ports.listens(shop.pid, shop.port)
        assert not ports.listens(shop.pid, occupied)


def test_a_full_disk_is_said_before_anything_starts(monkeypatch):
    """With no room for a temporary directory, the message says how much there is and what to set."""
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(keeper.shutil, "disk_usage", lambda _: usage._replace(free=5 * 2**20))
    with pytest.raises(SystemsError, match=r"Not enough disk space .* has 5 MB(?s:.*)set TMPDIR"):
        Backend().start()


def test_a_disk_that_fills_up_is_recognized():
    """A server that ends with "No space left on device" is not reported as a riddle."""
    with pytest.raises(SystemsError, match=r"stopped because .* has no space left"):
        Backend(source="raise SystemExit('No space left on device')").start()


def test_a_server_that_ends_early_shows_its_log():
    """The message has the exit code and the last lines of the log, and nothing stays behind."""
    with pytest.raises(SystemsError, match=r"(?s)exit code 1.*recipe for bread is missing"):
        Backend(source="raise SystemExit('the recipe for bread is missing')").start()


def test_a_killed_server_restarts_on_its_files_and_port():
    """After a crash it has ended by its signal, and a restart finds the same address and the same directory."""
    with Backend() as shop:
        fetch(f"{shop.url}/orders", b"", Idempotency_Key="bread")
        address = shop.address
        shop.kill()
        assert not shop.alive
        assert shop.wait() == -signal.SIGKILL
        with pytest.raises(OSError):
            fetch(shop.url)
        shop.restart()
        assert shop.address == address
        assert shop.orders() == ["bread"]
        assert fetch(shop.url)[0] == 200


def test_a_server_can_be_frozen():
    """A stopped process takes connections and does not answer; leaving the block ends it all the same."""
    with Backend() as shop:
        directory = shop.directory
        shop.send(signal.SIGSTOP)
        with pytest.raises(OSError):
            fetch(shop.url, seconds=0.3)
    assert not directory.exists()


def test_the_learners_secrets_do_not_reach_a_server(monkeypatch):
    """A server sees PATH and what it was given, and nothing else of the environment."""
    monkeypatch.setenv("LARDER_TOKEN", "secret")
    source = "import os, sys; sys.exit(','.join(sorted(os.environ)))"
    with pytest.raises(SystemsError, match="exit code 1") as failure:
        Backend(source=source, environment={"GIVEN": "1"}).start()
    assert "GIVEN" in str(failure.value)
    assert "LARDER_TOKEN" not in str(failure.value)


def test_a_refused_configuration_is_a_systems_error():
    """Labs catch one kind of error for everything that a component can say."""
    assert issubclass(ConfigError, SystemsError)
