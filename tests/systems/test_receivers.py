"""Real senders reach the receivers, and what arrives is what they sent."""

import pytest

from nines.systems import OTLPReceiver, SystemsError, Valkey, Webhook
from nines.systems.web import fetch
from tests.conftest import require


def test_spans_of_the_real_sdk_arrive():
    """The OpenTelemetry SDK's exporter delivers spans with their parents, attributes and errors."""
    require("otlp_receiver")
    from opentelemetry.exporter.otlp.proto.http import Compression
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.trace import StatusCode

    with OTLPReceiver() as receiver:
        provider = TracerProvider(resource=Resource.create({"service.name": "checkout"}))
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(receiver.url, compression=Compression.Gzip)))
        tracer = provider.get_tracer("larder")
        with tracer.start_as_current_span("order", attributes={"items": 3, "vip": False}) as span:
            tracer.start_span("payment").end()
            span.set_status(StatusCode.ERROR)
        provider.shutdown()
        spans = {span.name: span for span in receiver.wait_for(2)}
    order, payment = spans["order"], spans["payment"]
    assert (order.service, order.parent, order.failed) == ("checkout", "", True)
    assert order.attributes == {"items": 3, "vip": False}
    assert (payment.parent, payment.trace, payment.failed) == (order.id, order.trace, False)
    assert order.start <= payment.start <= payment.end <= order.end


def test_what_is_not_otlp_is_refused():
    """Garbage gets 400 and leaves nothing; the receiver goes on."""
    require("otlp_receiver")
    with OTLPReceiver() as receiver:
        assert fetch(receiver.url, b"\xff\xff\xff")[0] == 400
        assert fetch(receiver.url, b"")[0] == 200
        assert receiver.received() == []


def test_waiting_for_what_does_not_come_ends():
    """After its limit, waiting says how many have arrived."""
    with Webhook() as pager:
        fetch(pager.url, b'{"status": "firing"}')
        with pytest.raises(SystemsError, match=r"1 of 2 notifications arrived within 0.1 s"):
            pager.wait_for(2, seconds=0.1)


def test_valkey_obeys_its_options():
    """A cache with little memory evicts by the policy it was given, and keeps what it can."""
    require("valkey")
    with Valkey(options={"maxmemory": "3mb", "maxmemory-policy": "allkeys-lru"}) as server:
        client = server.client()
        for number in range(400):
            client.set(number, "x" * 10_000)
        assert client.info("stats")["evicted_keys"] > 0
        assert client.get(399) == "x" * 10_000
