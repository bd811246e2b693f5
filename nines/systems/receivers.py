"""What real senders send to: a webhook for Alertmanager, and an OTLP/HTTP receiver for OpenTelemetry."""

import gzip
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Generic, Self, TypeVar

from nines.systems.errors import SystemsError

Item = TypeVar("Item")


class Receiver(Generic[Item]):
    """An HTTP server in a thread of this process, which keeps what is posted to it."""

    path = "/"
    kind = "messages"

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._changed = threading.Condition()

    def read(self, body: bytes) -> list[Item]:
        """What one request's body holds."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self._server = _Server(self._take)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name=self.kind, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where to post to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{self.path}"

    def _take(self, body: bytes) -> None:
        items = self.read(body)
        with self._changed:
            self._items += items
            self._changed.notify_all()

    def received(self) -> list[Item]:
        """All that has arrived, in order."""
        with self._changed:
            return list(self._items)

    def wait_for(self, count: int = 1, seconds: float = 60, where: Callable[[Item], object] = bool) -> list[Item]:
        """What has arrived and satisfies `where`, once that is at least `count`; SystemsError after `seconds`."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while len(found := [item for item in self._items if where(item)]) < count:
                if not self._changed.wait(deadline - time.monotonic()):
                    raise SystemsError(f"{len(found)} of {count} {self.kind} arrived within {seconds:g} s.")
            return found


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, take: Callable[[bytes], None]):
        self.take = take
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            self.server.take(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
        except ValueError:
            return self.send_error(400)
        self.send_response(200)
        self.send_header("Content-Type", self.headers.get("Content-Type", "application/json"))
        self.send_header("Content-Length", "0")
        return self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: what arrived is kept, not printed."""


class Webhook(Receiver[dict[str, Any]]):
    """Keeps Alertmanager's notifications: dictionaries with status, groupLabels, commonLabels, alerts …"""

    path, kind = "/alerts", "notifications"

    def read(self, body: bytes) -> list[dict[str, Any]]:
        """One notification."""
        return [json.loads(body)]


@dataclass(frozen=True)
class Span:
    """A finished span; ids are hex, `parent` is "" for a root, times are Unix nanoseconds."""

    service: str
    name: str
    trace: str
    id: str
    parent: str
    start: int
    end: int
    attributes: dict[str, Any]
    failed: bool


class OTLPReceiver(Receiver[Span]):
    """Keeps the spans that OpenTelemetry's OTLP/HTTP exporter sends to `.url`, in its binary encoding."""

    path, kind = "/v1/traces", "spans"

    def read(self, body: bytes) -> list[Span]:
        """The spans of one export request."""
        from google.protobuf.message import DecodeError
        from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

        try:
            request = ExportTraceServiceRequest.FromString(body)
        except DecodeError as problem:
            raise ValueError(str(problem)) from None
        return [
            Span(
                service=_values(resource.resource.attributes).get("service.name", ""),
                name=span.name,
                trace=span.trace_id.hex(),
                id=span.span_id.hex(),
                parent=span.parent_span_id.hex(),
                start=span.start_time_unix_nano,
                end=span.end_time_unix_nano,
                attributes=_values(span.attributes),
                failed=span.status.code == span.status.STATUS_CODE_ERROR,
            )
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


def _values(attributes: Any) -> dict[str, Any]:
    return {each.key: getattr(each.value, each.value.WhichOneof("value") or "string_value") for each in attributes}
