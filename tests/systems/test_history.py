"""A rule file is judged over thirty days of the past by a real Prometheus, recording rules included."""

import time

import pytest

from nines.systems import Firing, Prometheus, Series, firings
from nines.systems.history import _episodes, _levels
from tests.conftest import require

MINUTE, HOUR, DAY = 60, 3600, 86_400
RULES = """
groups:
  - name: errors
    rules:
      - record: job:requests:rate5m
        expr: sum by (job) (rate(requests_total[5m]))
      - record: job:ratio:rate5m
        expr: sum by (job) (rate(errors_total[5m])) / job:requests:rate5m
  - name: slo
    rules:
      - {alert: Fast, expr: "job:ratio:rate5m > 0.0144", labels: {severity: page}}
      - {alert: Slow, expr: "job:ratio:rate5m > 0.0144", for: 2h}
"""


def month(now, outages):
    """Thirty days of 600 requests a minute, of which a tenth fails during outages (first and last second from now)."""
    moments = range(now - 30 * DAY, now + 1, MINUTE)
    requests = [(moment, 600.0 * n) for n, moment in enumerate(moments)]
    errors, total = [], 0.0
    for moment in moments:
        total += 60.0 * any(first < moment - now <= last for first, last in outages)
        errors.append((moment, total))
    return [Series("requests_total", requests, {"job": "web"}), Series("errors_total", errors, {"job": "web"})]


def test_what_would_have_paged():
    """Each outage is one firing of each alert that is quick enough, with its labels, its beginning and its end."""
    require("prometheus")
    now = int(time.time()) // MINUTE * MINUTE
    outages = [(-20 * DAY, -20 * DAY + HOUR), (-2 * DAY, -2 * DAY + 3 * HOUR)]
    with Prometheus(rules=RULES, series=month(now, outages)) as server:
        found = firings(server, now - 29 * DAY, now - MINUTE)
    assert [each.alert for each in found] == ["Fast", "Fast", "Slow"]
    assert found[0].labels == {"job": "web", "severity": "page"}
    for firing, (first, last) in zip(found[:2], outages, strict=True):
        assert 0 < firing.fired - now - first <= 3 * MINUTE
        assert 3 * MINUTE < firing.over - now - last <= 7 * MINUTE
    assert found[2].fired == found[1].true + 2 * HOUR


@pytest.mark.parametrize(
    ("duration", "kept", "moments", "expected"),
    [
        (0, 0, [0, 60, 120, 300], [(0, 0, 180), (300, 300, 360)]),
        (120, 0, [0, 60, 120, 300, 360], [(0, 120, 180)]),
        (0, 150, [0, 60, 240, 900], [(0, 0, 450), (900, 900, 1110)]),
        (0, 0, [], []),
    ],
)
def test_firings_are_runs_of_truth(duration, kept, moments, expected):
    """A gap ends a firing, `for` delays it or filters it out, and `keep_firing_for` bridges short gaps."""
    rule = {"name": "a", "labels": {"severity": "page"}, "duration": duration, "keepFiringFor": kept}
    found = _episodes(rule, {"__name__": "x", "job": "web"}, moments, 60)
    assert found == [Firing("a", {"job": "web", "severity": "page"}, *each) for each in expected]


def test_recording_rules_are_evaluated_in_order():
    """What builds on other rules comes after them, whatever the order in the file; a circle comes to an end."""
    assert _levels({}) == []
    assert _levels({"a": "rate(x[5m])", "b": "rate(y[5m])"}) == [{"a", "b"}]
    assert _levels({"c": "b + a", "b": "a / 2", "a": "rate(x[5m])"}) == [{"a"}, {"b"}, {"c"}]
    assert _levels({"left": "right", "right": "left"}) == [{"left", "right"}]
