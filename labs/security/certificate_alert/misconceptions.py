"""Certificate alerts that people write first, each one mistake from the reference, with probes of what fired."""

from labs.security.probes import LATEST, RESET, covers, first, outcome
from labs.security.readings import DAY, EXPIRED, RENEWED

_EXPIRY = "probe_ssl_earliest_cert_expiry"


def _rule(expr, keep="0s"):
    return f"""
groups:
  - name: certificates
    rules:
      - alert: Certificate
        expr: {expr}
        keep_firing_for: {keep}
        labels: {{severity: page}}
"""


def days_left_only():
    """Days left go on below zero

    Your alert asks for the days left and expects a negative number after the end. A prober that verifies gets no
    further than the handshake then: the expiry is not there, the comparison has nothing to compare, and the alert
    resolves at the moment of the end. Remember the last value, or ask whether the probe failed, too.
    """
    return _rule(f"{_EXPIRY} - time() < 14 * 86400")


def every_failure():
    """Every failed probe is a certificate

    Your alert fires when the probe fails, for whatever reason. It sends whoever is called to the certificate of a
    site that is merely down. An outage has its own alert; this one has to know that the certificate has ended.
    """
    return _rule(f"{_EXPIRY} - time() < 14 * 86400 or probe_success == 0")


def last_minute():
    """A day's notice is enough

    Your alert comes when hardly any time is left. Renewal is automatic until it fails, and then somebody has to find
    out who owns the name, and wait for others. Choose a threshold below the renewal's own and above what repair takes.
    """
    return _rule(f"last_over_time({_EXPIRY}[30d]) - time() < 2 * 86400")


def remembers_the_old_one():
    """The lowest value of the month is the safe one

    Your alert still sees the old certificate after the new one is there, and goes on for as long as it remembers.
    People learn not to believe it. Take the last value or the highest: a renewal raises it at once.
    """
    return _rule(f"min_over_time({_EXPIRY}[10d]) - time() < 14 * 86400")


def _seen(answer):
    return outcome(answer())


def probe_days_left_only(answer):
    found = _seen(answer)
    at = first(found)
    over = [end for start, end in found.shop if start < EXPIRED]
    return at is not None and at < EXPIRED and max(over) < EXPIRED + DAY and not found.api


def probe_every_failure(answer):
    found = _seen(answer)
    return bool(found.api) and covers(found, EXPIRED, RENEWED - DAY)


def probe_last_minute(answer):
    at = first(_seen(answer))
    return at is not None and EXPIRED - LATEST < at <= EXPIRED + DAY and covers(_seen(answer), EXPIRED + DAY, RENEWED)


def probe_remembers_the_old_one(answer):
    found = _seen(answer)
    return covers(found, EXPIRED, RENEWED + RESET) and not found.api
