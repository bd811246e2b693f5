"""Serving: what makes it build again, what it shows when a build fails, and who may listen."""

import socket
import subprocess
from types import SimpleNamespace

import pytest
from watchdog.events import DirModifiedEvent, FileModifiedEvent

from nines.lab import ROOT
from nines.site import server as serving


class Recorder:
    """Stands in for the server and counts the builds that it is asked for."""

    asked = 0

    def rebuild_soon(self) -> None:
        self.asked += 1


@pytest.mark.parametrize("name", ["docs/index.md", "labs/tiny/one/checks.py", "nines/models/slo.py", "web/src/cell.ts"])
def test_a_changed_source_builds_again(name):
    """Pages, labs, the package and the page's scripts are all part of the site."""
    recorder = Recorder()
    serving.Changes(recorder).on_any_event(FileModifiedEvent(str(ROOT / name)))
    assert recorder.asked == 1


@pytest.mark.parametrize("name", ["docs/lessons/tiny.md", "nines/__pycache__/lab.cpython-311.pyc"])
def test_what_building_writes_does_not(name):
    """Else every build would start the next."""
    recorder = Recorder()
    serving.Changes(recorder).on_any_event(FileModifiedEvent(str(ROOT / name)))
    serving.Changes(recorder).on_any_event(DirModifiedEvent(str(ROOT / "docs")))
    assert recorder.asked == 0


@pytest.fixture
def server(tmp_path):
    """A server that shows the build in the folder `0`."""
    (tmp_path / "0").mkdir()
    (tmp_path / "0" / "index.html").write_text("<html><head>script-src 'self'</head><body>good</body></html>")
    made = serving.Server(builder=lambda: None, host="127.0.0.1", port=0, root=str(tmp_path / "0"))
    yield made
    made.server_close()


def test_a_failed_build_leaves_the_site_as_it_was(server, tmp_path, monkeypatch):
    """The last good build is what readers go on seeing."""
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1))
    with pytest.raises(SystemExit, match="stays as it was"):
        serving.rebuild(server, tmp_path)
    assert server.root == str(tmp_path / "0")


def test_a_good_build_replaces_it(server, tmp_path, monkeypatch):
    """The next build is shown, and the one before stays until nobody can be reading it."""
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=0))
    serving.rebuild(server, tmp_path)
    assert server.root == str(tmp_path / "1")
    assert (tmp_path / "0").exists()
    serving.rebuild(server, tmp_path)
    assert not (tmp_path / "0").exists()


def test_only_the_served_page_may_reload_itself(server):
    """The reload script is let past the policy in what is served, never in what is built."""
    page = server._inject_js_into_html(b"<head>script-src 'self' 'wasm-unsafe-eval'</head><body></body>", 1)
    assert b"script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" in page
    assert b"livereload" in page


def test_it_listens_on_this_machine_only(server):
    """Nobody else on the network can reach a served site."""
    server.server_bind()
    assert server.server_address[0] == "127.0.0.1"


def test_a_taken_port_ends_with_one_message_before_the_build(monkeypatch, capsys):
    """Who forgot a server in another terminal reads what is wrong, at once."""
    monkeypatch.setattr(serving, "build", lambda *_: pytest.fail("it builds although it cannot serve"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"cannot listen on 127\.0\.0\.1:{port} .*; choose another port"):
            serving.serve_at(port)
