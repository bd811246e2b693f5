"""The site on this machine: built, served at 127.0.0.1, and built again when something changes."""

import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from nines.lab import ROOT
from nines.site import build

WATCHED = ("docs", "notebooks", "labs", "nines", "overrides", "web/src", "mkdocs.yml", "requirements.lock")
MADE = ("/docs/lessons/", "/__pycache__/", "/.ipynb_checkpoints/", "/node_modules/")
POLICY = b"script-src 'self'"


class Server(LiveReloadServer):
    """MkDocs's server, which shows the last good build and lets its own reload script past the content policy."""

    bound = False

    def server_bind(self) -> None:
        """Take the port once, however often it is asked to."""
        if not self.bound:
            super().server_bind()
            self.bound = True

    def watch_project(self) -> None:
        """Watch what the site is made from, and not what building writes."""
        for name in WATCHED:
            path = str(ROOT / name)
            if Path(path).exists():
                self._watched_paths[path] = 1
                self.observer.schedule(Changes(self), path, recursive=True)

    def rebuild_soon(self) -> None:
        """Let the serving loop build again."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        injected: bytes = super()._inject_js_into_html(content, epoch)
        return injected.replace(POLICY, POLICY + b" 'unsafe-inline'", 1)


class Changes(FileSystemEventHandler):
    """Hears of changed files; those that building writes mean nothing."""

    def __init__(self, server: Server):
        self.server = server

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory and not any(part in str(event.src_path) for part in MADE):
            self.server.rebuild_soon()


def serve_at(port: int) -> None:
    """Take the port, build, then serve until interrupted; a build that fails later leaves the site as it was."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = Path(tempfile.mkdtemp(prefix="nines-site-"))
    server = Server(builder=lambda: rebuild(server, folder), host="127.0.0.1", port=port, root=str(folder / "0"))
    server.error_handler = lambda code: (Path(server.root) / "404.html").read_bytes() if code == 404 else None
    try:
        take_port(server, port)
        build(Path(server.root))
        server.watch_project()
        print(f"nines: serving http://127.0.0.1:{port}/", file=sys.stderr, flush=True)
        server.serve()
    except KeyboardInterrupt:
        print(file=sys.stderr)
    finally:
        server.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


def take_port(server: Server, port: int) -> None:
    """Have the port before the build begins, or exit with why it can't be had."""
    try:
        server.server_bind()
    except OSError as error:
        raise SystemExit(f"nines: cannot listen on 127.0.0.1:{port} ({error.strerror}); choose another port") from None


def rebuild(server: Server, folder: Path) -> None:
    """Build in a new process, which sees the code as it is now, and show the result if it is good."""
    old = Path(server.root)
    new = folder / str(int(old.name) + 1)
    code = "import sys; from pathlib import Path; from nines.site import build; build(Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, str(new)], check=False)
    if done.returncode:
        raise SystemExit("nines: the site stays as it was until this is solved")
    server.root = str(new)
    print("nines: built again", file=sys.stderr, flush=True)
    # Requests that began before may still read `old`, so the one before it goes.
    shutil.rmtree(folder / str(int(old.name) - 1), ignore_errors=True)
