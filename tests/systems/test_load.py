"""The load generator keeps its rate whatever the answers do, and the fault proxy does what networks do."""

import socket
import statistics

import pytest

from nines.systems import Backend, FaultProxy, Load, SystemsError
from nines.systems.web import fetch

# A service whose answers end early, except to a health check.
CUT = r"""
import os, socket
server = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
while True:
    line, _ = server.accept()
    length = 5 if line.recv(999).startswith(b"GET /health") else 50
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\nbread" % length)
    line.close()
"""


def test_arrivals_do_not_wait_for_answers():
    """A service that stalls gets every request when it is due; the latency counts from then."""
    with Backend() as shop:
        shop.slow(1.0)
        with Load(shop.url, rate=50, seconds=2) as load:
            sent = load.wait()
    assert 60 <= len(sent) <= 140
    assert all(each.ok and each.seconds >= 1.0 for each in sent)
    assert sent[-1].at < 2.0


def test_the_same_seed_gives_the_same_arrivals():
    """Moments and kinds of requests depend on the seed only."""
    with Backend() as shop:
        runs = []
        for seed in (1, 1, 2):
            with Load(shop.url, rate=100, seconds=0.5, write_share=0.3, seed=seed) as load:
                runs.append([(round(each.at, 6), each.method, each.key) for each in load.wait()])
        orders = shop.orders()
    assert runs[0] == runs[1] != runs[2]
    writes = [key for run in runs for _, method, key in run if method == "POST"]
    assert sorted(orders) == sorted(writes)


def test_failures_are_named():
    """A refused connection, a timeout and a response that ends early are told apart."""
    with Backend(source=CUT) as shop:
        assert outcome(shop.url) == {(0, "incomplete")}
        with FaultProxy(shop.port, black_hole=True) as proxy:
            assert outcome(proxy.url) == {(0, "timeout")}
        shop.kill()
        assert outcome(shop.url) == {(0, "refused")}


def outcome(url):
    """What became of a few requests."""
    with Load(url, rate=50, seconds=0.2, timeout=1) as load:
        return {(each.status, each.error) for each in load.wait()}


def test_a_broken_load_says_why():
    """A load that cannot run is an error, not an empty result."""
    with (
        Load("http://127.0.0.1:no-port", rate=1, seconds=1) as load,
        pytest.raises(SystemsError, match="Port could not"),
    ):
        load.wait()


def test_latency_is_added_in_both_directions():
    """Through the proxy a request takes at least twice the latency, and none once it is lifted."""
    with Backend() as shop, FaultProxy(shop.port, latency=0.2) as proxy:
        slow = latencies(proxy.url)
        proxy.latency = 0.0
        quick = latencies(proxy.url)
    assert min(slow) >= 0.4
    assert statistics.median(quick) < 0.4


def latencies(url):
    """The latencies of a few requests, in seconds."""
    with Load(url, rate=20, seconds=0.5) as load:
        sent = load.wait()
    assert all(each.ok for each in sent)
    return [each.seconds for each in sent]


def test_resets_are_resets():
    """A share of the connections is reset as data arrives; all of them with a share of one."""
    with Backend() as shop, FaultProxy(shop.port, resets=1.0) as proxy:
        assert outcome(proxy.url) == {(0, "reset")}
        proxy.resets = 0.5
        with Load(proxy.url, rate=200, seconds=0.5) as load:
            errors = [each.error for each in load.wait()]
    assert set(errors) == {"", "reset"}


def test_a_black_hole_takes_connections_and_says_nothing():
    """While it lasts nothing comes back; when it ends, what was sent arrives after all, as TCP would have it."""
    with (
        Backend() as shop,
        FaultProxy(shop.port, black_hole=True) as proxy,
        socket.create_connection(("127.0.0.1", proxy.port), timeout=0.5) as line,
    ):
        line.sendall(b"GET /bread HTTP/1.0\r\n\r\n")
        with pytest.raises(TimeoutError):
            line.recv(1)
        proxy.black_hole = False
        line.settimeout(60)
        assert line.recv(99).startswith(b"HTTP/1.1 200")


def test_open_connections_can_be_cut():
    """A connection in use is reset, and a new one works."""
    with Backend() as shop, FaultProxy(shop.port) as proxy:
        with socket.create_connection(("127.0.0.1", proxy.port), timeout=60) as line:
            line.sendall(b"GET /bread HTTP/1.1\r\n\r\n")
            assert line.recv(9999)
            proxy.cut()
            with pytest.raises(ConnectionResetError):
                line.recv(1)
        assert fetch(proxy.url)[0] == 200


def test_a_backend_that_is_gone_resets():
    """The proxy passes on that nobody listens, and survives it."""
    with Backend() as shop, FaultProxy(shop.port) as proxy:
        shop.kill()
        with pytest.raises(OSError):
            fetch(proxy.url)
        shop.restart()
        assert fetch(proxy.url)[0] == 200
