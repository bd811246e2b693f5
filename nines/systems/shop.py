"""One small HTTP service of Larder's, run as a process of its own behind a load balancer.

Reads (GET) and writes (POST, one order each) both work for as long as the file `delay` says, in seconds; a write is in
the journal before its answer leaves, so that an answer that is lost does not undo it.
"""

import json
import os
import ssl
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

NAME, PORT = os.environ["NAME"], int(os.environ["PORT"])
JOURNAL = os.open("journal", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
DELAY = Path("delay")


class Handler(BaseHTTPRequestHandler):
    """Answers every path; /health is for load balancers and never slow."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        """A read."""
        if self.path != "/health":
            self.work()
        self.answer(200, {"path": self.path})

    do_HEAD = do_GET

    def do_POST(self):
        """A write: the order's key goes into the journal, once for every time it is asked."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        key = self.headers.get("Idempotency-Key", "none")
        os.write(JOURNAL, f"{key}\n".encode())
        self.work()
        self.answer(201, {"order": key})

    def work(self):
        """Take as long as the delay says."""
        if DELAY.exists():
            time.sleep(float(DELAY.read_text()))

    def answer(self, status, content):
        """Send JSON, with the name of this process in a header."""
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("X-Backend", NAME)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """A thread for each connection, and room for a burst of them."""

    request_queue_size = 512
    daemon_threads = True


if __name__ == "__main__":
    server = Server(("127.0.0.1", PORT), Handler)
    if certificate := os.environ.get("CERTIFICATE"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.serve_forever()
