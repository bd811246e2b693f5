"""A real Prometheus evaluates the rule file over four weeks: one certificate expires, another site is down twice."""

from labs.security.probes import EARLIEST, LATEST, RESET, covers, first, outcome
from labs.security.readings import DAY, EXPIRED, HOUR, RENEWED


def fired(certificate_alert):
    """What the rules did in the four weeks."""
    found = outcome(certificate_alert())
    assert not found.refused, found.refused
    return found


def test_it_warns_while_there_is_time(certificate_alert):
    at = first(fired(certificate_alert))
    assert at is not None, "The shop's certificate expired, and nothing fired."
    left = (EXPIRED - at) / DAY
    assert left >= LATEST / DAY, f"It first fired {left:.1f} days before the end; renewal may take {LATEST // DAY}."
    assert left < EARLIEST / DAY + 0.5, f"It fired {left:.1f} days before the end or more, with nothing wrong yet."


def test_it_goes_on_after_the_end(certificate_alert):
    found = fired(certificate_alert)
    at = first(found)
    begin = EXPIRED if at is None or at <= EXPIRED else at
    over = max((end for start, end in found.shop if start <= begin), default=EXPIRED)
    assert covers(found, begin, RENEWED), (
        f"The certificate ended on day {EXPIRED // DAY} and was replaced on day {RENEWED // DAY}; the alert was "
        f"silent from day {over / DAY:.1f}, while browsers refused the shop."
    )


def test_it_ends_with_the_renewal(certificate_alert):
    over = max((end for _, end in fired(certificate_alert).shop), default=0)
    assert over <= RENEWED + RESET, (
        f"The new certificate came on day {RENEWED // DAY}; {(over - RENEWED) / HOUR:.0f} hours later it still fired."
    )


def test_an_outage_is_no_certificate(certificate_alert):
    spans = fired(certificate_alert).api
    assert not spans, (
        f"It fired on day {spans[0][0] / DAY:.1f} for the api, whose certificate had a month left: it was only down."
    )
