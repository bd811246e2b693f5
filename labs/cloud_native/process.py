"""One process of Larder's order service, run by `rollout.py` with the learner's Lifecycle; it notes what happens.

Its catalog takes a moment to load; until then it answers orders with 503. Every fifth order takes 400 ms, the
others 50 ms, and GET /follow is a store's screen that follows the stock: it ends when the screen is switched off.
"""

import os
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

GRACE_S = 3.0  # from SIGTERM to SIGKILL
CHECK_S, FALL = 0.05, 2  # the balancer asks /ready this often; so many "no" in a row take a process out
LOADING_S, QUICK_S, SLOW_S, EVERY = 0.3, 0.05, 0.4, 5
EVENTS = "events"


class Process(ThreadingHTTPServer):
    """The server that a Lifecycle is given, and sees as loaded, in_flight, stop_accepting() and the three numbers."""

    request_queue_size = 512
    daemon_threads = True
    grace_s, check_s, fall = GRACE_S, CHECK_S, FALL

    def __init__(self, port: int, lifecycle: Any):
        super().__init__(("127.0.0.1", port), Handler)
        self.lifecycle, self.loaded, self.accepts = lifecycle, False, True
        self.orders = self.screens = 0
        self.lock, self.notes = threading.Lock(), os.open(EVENTS, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    @property
    def in_flight(self) -> int:
        """How many requests are being worked on, screens included."""
        return self.orders + self.screens

    def stop_accepting(self) -> None:
        """Close the listening socket: who connects from now on is refused. Requests in flight go on."""
        if self.accepts:
            self.accepts = False
            self.note("closed")
            self.shutdown()
            self.server_close()

    def note(self, what: str) -> None:
        """Add a line to the events."""
        os.write(self.notes, f"{what}\n".encode())

    def load(self) -> None:
        """Read the catalog."""
        time.sleep(LOADING_S)
        self.loaded = True
        self.note("loaded")


class Handler(BaseHTTPRequestHandler):
    """Answers /alive, /ready, /follow, and anything else as an order."""

    server: Process

    def do_GET(self) -> None:
        """A question about the process, a screen, or an order."""
        if self.path == "/alive":
            self.answer(200)
        elif self.path == "/ready":
            self.ready()
        else:
            self.work("screens" if self.path == "/follow" else "orders")

    do_POST = do_GET

    def ready(self) -> None:
        """Ask the lifecycle."""
        try:
            yes = bool(self.server.lifecycle.ready(self.server))
        except Exception as error:
            self.server.note(f"raised ready() raised {type(error).__name__}: {error}")
            yes = False
        self.server.note("yes" if yes else "no")
        self.answer(200 if yes else 503)

    def work(self, kind: str) -> None:
        """Count the request for as long as it takes."""
        with self.server.lock:
            vars(self.server)[kind] += 1
        try:
            if kind == "screens":
                self.answer(200)
                self.rfile.read()
            elif self.server.loaded:
                number = int(self.headers.get("Idempotency-Key", "0-1").rpartition("-")[2])
                time.sleep(QUICK_S if number % EVERY else SLOW_S)
                self.answer(200)
            else:
                self.answer(503)
        finally:
            with self.server.lock:
                vars(self.server)[kind] -= 1

    def answer(self, status: int) -> None:
        """A status, and who gave it."""
        self.send_response_only(status)
        self.send_header("X-Backend", os.environ["NAME"])
        self.end_headers()
        self.wfile.flush()


def main() -> None:
    """Serve until SIGTERM, then do what the lifecycle says, then end, whatever is going on."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # a handler may wait for a thread that sleeps
    space: dict[str, Any] = {"__name__": "answer"}
    exec(compile(Path("answer.txt").read_text(), "answer", "exec"), space)
    server = Process(int(os.environ["PORT"]), space[os.environ["ANSWER"]]())
    for work in (server.load, lambda: server.serve_forever(poll_interval=0.01)):
        threading.Thread(target=work, daemon=True).start()
    signal.sigwait({signal.SIGTERM})
    server.note("term")
    try:
        server.lifecycle.on_sigterm(server)
    except BaseException as error:
        server.note(f"raised on_sigterm() raised {type(error).__name__}: {error}")
    server.note(f"exit {server.orders}")
    os._exit(0)


if __name__ == "__main__":
    main()
