"""The built site that tests look at: built once for all workers, and served below a subdirectory."""

import contextlib
import fcntl
import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from nines.lab import ROOT

PREFIX = "/nines/"
BUILD = "import sys; from pathlib import Path; from nines.site import build; build(Path(sys.argv[1]))"


@pytest.fixture(scope="session")
def built(tmp_path_factory, worker_id) -> Path:
    """The folder of the whole site, as `nines build` makes it."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    folder = shared / "built-site"
    (ROOT / ".cache").mkdir(exist_ok=True)
    with open(ROOT / ".cache" / "tests.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            environment = os.environ | {"NINES_SITE_URL": "http://127.0.0.1/nines/"}
            command = [sys.executable, "-c", BUILD, str(folder / "site")]
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
            (folder / "complete").touch()
    return folder / "site"


@pytest.fixture(scope="session")
def site_url(built) -> Iterator[str]:
    """Where the site is served, in a subdirectory as on a project's pages."""
    with served(built) as url:
        yield url


class Handler(http.server.SimpleHTTPRequestHandler):
    """A static host: files below a prefix, the site's own 404 page for everything else, no word in the log."""

    def translate_path(self, path: str) -> str:
        inside = unquote(urlsplit(path).path).removeprefix(PREFIX)
        return super().translate_path("/" + inside if path.startswith(PREFIX) else "/\0nowhere")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.exists():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port below PREFIX; the URL of its root."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    finally:
        server.shutdown()
        server.server_close()
