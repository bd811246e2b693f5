"""The security lab: refusals are told in words, mistakes are known in other dress, and probes are as in the lesson."""

import time

import pytest

from labs.security.figures import BLIND, LAST, NOW, days_left, seen
from labs.security.readings import DAY, EXPIRED, RENEWED, api, shop
from nines.systems import Authority, Backend, BlackboxExporter
from tests.conftest import require

EXPIRY = "probe_ssl_earliest_cert_expiry"


def test_the_readings_are_those_of_a_real_prober():
    """A prober that verifies sees success and the end before it, and neither after it, as in the lab's readings."""
    require("blackbox_exporter")
    require("certificates")
    with Authority() as authority:
        module = {"prober": "http", "http": {"tls_config": {"ca_file": str(authority.ca_file)}}}
        with BlackboxExporter({"verify": module}) as prober:
            for days in (3, -1):
                with Backend(certificate=authority.issue(days=days).file) as server:
                    real = prober.probe(server.url, "verify")
                ours = next(each for each in shop() if each.at >= EXPIRED - days * DAY)
                assert ours.success == bool(real["probe_success"])
                assert (ours.expiry is None) == (EXPIRY not in real)
                if ours.expiry is not None:
                    assert (ours.expiry - ours.at) / DAY == pytest.approx((real[EXPIRY] - time.time()) / DAY, abs=0.1)


def test_only_the_shop_has_a_certificate_that_ends():
    """The api always has a month left where its expiry is seen, so that an alert on it is always wrong."""
    assert min(each.expiry - each.at for each in api() if each.expiry is not None) > 30 * DAY
    assert min(each.at for each in shop() if not each.success) == EXPIRED
    assert max(each.at for each in shop() if not each.success) < RENEWED


def test_the_lesson_gives_prometheus_own_page(capsys):
    """At the printed address the four weeks are there to be queried; a refused text gets its reason instead."""
    require("prometheus")
    from labs.security.probes import serve

    server = serve("groups: []")
    assert server
    with server:
        assert f"{server.url}/graph" in capsys.readouterr().out
        (fewest,) = server.query(f"min(min_over_time({EXPIRY}[30d]) - time())")
        assert fewest.value < 0
    assert serve("groups: {") is None
    assert capsys.readouterr().out


def test_the_figure_tells_when_the_alert_falls_silent():
    """With the value of now it ends at the expiry; remembered or unverified it goes on until the renewal."""
    assert "day 4 to day 18, not while" in days_left(NOW, 14)["description"]
    for expression in (LAST, BLIND):
        assert "day 4 to day 22, also while" in days_left(expression, 14)["description"]
    assert seen(EXPIRED, NOW) is None
    assert seen(EXPIRED + DAY, BLIND) == -1


def test_refused_sql_is_told_in_words():
    """The learner reads what PostgreSQL said, and no traceback."""
    require("postgresql")
    from labs.security.shop import outcome

    assert 'role "nobody" does not exist' in outcome("grant select on shop.orders to nobody").refused
    assert "return SQL" in outcome(None).refused
    dropped = "grant usage on schema shop to storefront; drop table shop.orders"
    assert "does not exist" in outcome(dropped).refused


def test_a_refused_certificate_rule_is_told_in_words():
    """A rule file that promtool refuses, and one whose alerts have lost the site's name, say so."""
    require("prometheus")
    from labs.security.probes import outcome

    assert "promtool says" in outcome("groups: [{name: a, rules: [{alert: X, expr: 'sum('}]}]").refused
    assert "keep the label" in outcome("groups: [{name: a, rules: [{alert: X, expr: 'vector(1)'}]}]").refused


OTHER_DRESS = {
    "days_left_only": "(probe_ssl_earliest_cert_expiry - time()) / 86400 < 11",
    "last_minute": "max_over_time(probe_ssl_earliest_cert_expiry[14d]) < time() + 86400",
    "remembers_the_old_one": "min_over_time(probe_ssl_earliest_cert_expiry[5d]) - time() < 12 * 86400",
}


@pytest.mark.parametrize("name", OTHER_DRESS)
def test_certificate_mistakes_are_known_in_other_dress(name):
    """The probes look at what fired, so other functions and thresholds are recognized alike, and by one probe only."""
    require("prometheus")
    from labs.security.certificate_alert import misconceptions

    rules = f"groups: [{{name: a, rules: [{{alert: X, expr: '{OTHER_DRESS[name]}'}}]}}]"
    fired = [probe for probe in vars(misconceptions) if probe.startswith("probe_")]
    assert [probe for probe in fired if getattr(misconceptions, probe)(lambda: rules)] == [f"probe_{name}"]
