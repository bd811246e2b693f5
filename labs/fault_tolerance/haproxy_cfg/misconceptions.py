"""Configurations that people write first, and probes that look at what became of the day."""

from labs.fault_tolerance.haproxy_cfg.bad_day import FAILED, TAIL, outcome

_DEFAULTS = """
defaults
  mode http
  timeout connect 200ms
  timeout client 10s
  balance {balance}
  option redispatch 1
"""
_FRONTEND = """
frontend shop
  bind 127.0.0.1:${PORT}
  use_backend reads if METH_GET
  default_backend orders
"""


def _pool(name, timeout, lines):
    servers = "\n".join(f"  server {each} ${{{each.upper()}}} check inter 100ms fall 2" for each in "abc")
    return f"\nbackend {name}\n  timeout server {timeout}\n  {lines}\n{servers}\n"


def _config(reads, orders, balance="roundrobin"):
    return _DEFAULTS.replace("{balance}", balance) + _FRONTEND + _pool("reads", *reads) + _pool("orders", *orders)


_CAREFUL = ("150ms", "retries 8\n  retry-on conn-failure empty-response response-timeout")


def blind_retries():
    """A retry can do no harm

    Orders were written twice. A request whose answer did not come in time may have been carried out, or be under way,
    and you sent it to another server. Retry orders only where nothing was sent (`conn-failure`), or exempt them with
    `http-request disable-l7-retry`.
    """
    return _config(_CAREFUL, ("150ms", "retries 8\n  retry-on all-retryable-errors"))


def health_check_suffices():
    """The health check takes care of it

    A health check notices after a while, and only what it asks about. Until then requests go to the dead server and
    fail, and to the slow one for as long as it likes. Let reads be tried again on another server: `retry-on` with
    `response-timeout` and `empty-response`.
    """
    return _config(("150ms", "retries 0"), ("10s", "retries 8"))


def long_timeout():
    """A long time limit is the safe one

    No read fails, and one in three takes as long as the slow server does. A time limit far above the usual answer
    never turns a slow server into one to be avoided. Reads that take milliseconds can be given up after a few
    hundred of them, and tried elsewhere.
    """
    return _config(("10s", "retries 8\n  retry-on conn-failure empty-response"), ("10s", "retries 8"))


def orders_cut_off():
    """What may not be repeated has to be cut off

    No order is repeated, and every one that meets the slow server fails: it was given as little time as a read, and
    can't go elsewhere. Where a second try is forbidden the first one needs time, or has to avoid the slow server:
    a longer `timeout server` for orders, `balance leastconn`, or `observe layer7`.
    """
    return _config(_CAREFUL, ("150ms", "retries 8\n  retry-on conn-failure"))


def probe_blind_retries(answer):
    """Orders are carried out more than once."""
    return bool(outcome(answer()).twice())


def probe_health_check_suffices(answer):
    """A tenth of the reads or more fail, and no order is repeated."""
    day = outcome(answer())
    return len(day.failed(day.reads())) > 0.1 * len(day.reads()) and not day.twice()


def probe_long_timeout(answer):
    """No read fails, and the slow server's time is the reads'."""
    day = outcome(answer())
    return not day.refused and not day.failed(day.reads()) and day.tail() > TAIL


def probe_orders_cut_off(answer):
    """Reads are well, and too many orders fail for want of time."""
    day = outcome(answer())
    late = [each for each in day.writes() if each.status == 504]
    sound = not day.refused and not day.failed(day.reads()) and not day.twice() and day.tail() <= TAIL
    return sound and len(late) > FAILED * len(day.writes())
