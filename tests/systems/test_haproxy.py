"""A real HAProxy under open-loop load, in front of real backends of which one dies."""

import contextlib
import signal
from collections import Counter

import pytest

from nines.systems import Backend, ConfigError, HAProxy, Load
from nines.systems.haproxy import check_config
from tests.conftest import require

COMMON = """
defaults
  mode http
  timeout connect 500ms
  timeout client 5s
  timeout server 2s
frontend shop
  bind 127.0.0.1:${PORT}
  default_backend shops
"""
SERVERS = """
  server a ${A} check inter 200ms
  server b ${B} check inter 200ms
  server c ${C} check inter 200ms
"""
NAIVE = COMMON + "backend shops\n  retries 0" + SERVERS
CAREFUL = COMMON + "backend shops\n  retries 3\n  option redispatch 1\n  retry-on conn-failure empty-response" + SERVERS
BLIND = COMMON + "backend shops\n  retries 3\n  option redispatch 1\n  retry-on all-retryable-errors" + SERVERS
NO_WRITES = "\n  http-request disable-l7-retry unless METH_GET\n"


@contextlib.contextmanager
def shop(config):
    """HAProxy in front of three backends: the proxy and the three."""
    require("haproxy")
    with contextlib.ExitStack() as stack:
        backends = [stack.enter_context(Backend(name)) for name in "abc"]
        variables = {backend.name.upper(): backend.address for backend in backends}
        yield stack.enter_context(HAProxy(config, variables)), backends


def killed_under_load(config):
    """The requests of a load during which one backend of three is killed."""
    with shop(config) as (proxy, backends), Load(proxy.url, rate=150, seconds=3) as load:
        load.wait_for(150)
        backends[0].kill()
        return load.wait()


def test_a_killed_backend_fails_requests_without_retries():
    """Until the health check notices, HAProxy answers 503 for the dead backend; what it had in its hands is a 502."""
    failed = Counter(each.status for each in killed_under_load(NAIVE) if not each.ok)
    assert failed[503] > failed[502]
    assert failed.keys() <= {502, 503}


def test_no_idempotent_read_fails_with_retries():
    """With retries on another server no read fails, and every backend had its share before."""
    sent = killed_under_load(CAREFUL)
    assert [each for each in sent if not each.ok] == []
    assert len(sent) > 300
    served = Counter(each.served_by for each in sent)
    assert set(served) == {"a", "b", "c"}
    assert served["a"] < served["b"]


def written_while_slow(config):
    """The orders that were written more than once while one backend takes longer than the proxy waits."""
    with shop(config) as (proxy, backends), Load(proxy.url, rate=30, seconds=1, write_share=1.0) as load:
        backends[0].slow(2.5)
        load.wait()
        counts = Counter(key for backend in backends for key in backend.orders())
        return [key for key, count in counts.items() if count > 1]


def test_blind_retries_write_orders_twice():
    """A retry after a timeout repeats a write that was done; without retries of writes, none is done twice."""
    assert written_while_slow(BLIND)
    careful = BLIND.replace("  default_backend", NO_WRITES + "  default_backend")
    assert written_while_slow(careful) == []


def test_the_runtime_api_is_there():
    """Labs can read statistics and change servers without a word about it in the learner's configuration."""
    with shop(CAREFUL) as (proxy, backends):
        rows = {(row["pxname"], row["svname"]): row["status"] for row in proxy.stats()}
        assert rows["shops", "a"].startswith("UP")
        proxy.admin("set server shops/a state maint")
        rows = {(row["pxname"], row["svname"]): row["status"] for row in proxy.stats()}
        assert rows["shops", "a"] == "MAINT"
        assert proxy.alive
        assert all(backend.alive for backend in backends)
        proxy.send(signal.SIGUSR1)  # a soft stop
        assert proxy.wait() == 0


def test_haproxy_judges_a_configuration():
    """A wrong line is named with its number in HAProxy's words, and the same words come when it is started."""
    require("haproxy")
    check_config(CAREFUL, {"A": "127.0.0.1:1", "B": "127.0.0.1:2", "C": "127.0.0.1:3"})
    wrong = "frontend shop\n  bnid 127.0.0.1:${PORT}\n"
    for start in (lambda: check_config(wrong), lambda: HAProxy(wrong).start()):
        with pytest.raises(ConfigError, match=r"HAProxy refuses .*:\nline 2: unknown keyword 'bnid'") as refusal:
            start()
        assert "nines-" not in str(refusal.value)
