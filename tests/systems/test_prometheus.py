"""A real Prometheus answers over backfilled history, judges rules, and pages through a real Alertmanager."""

import re
import time

import pytest

from nines.systems import Alertmanager, Backend, BlackboxExporter, ConfigError, Prometheus, Series, Webhook
from nines.systems.alertmanager import check_config, default_config
from nines.systems.prometheus import check_rules, run_rule_tests
from nines.systems.web import fetch
from tests.conftest import require

MINUTE, DAY = 60, 86_400
RULES = """
groups:
  - name: slo
    rules:
      - record: job:errors:ratio_rate1h
        expr: sum(rate(errors_total[1h])) by (job) / sum(rate(requests_total[1h])) by (job)
      - record: job:errors:ratio_rate5m
        expr: sum(rate(errors_total[5m])) by (job) / sum(rate(requests_total[5m])) by (job)
      - alert: BudgetBurnsFast
        expr: job:errors:ratio_rate1h > 14.4 * 0.001 and job:errors:ratio_rate5m > 14.4 * 0.001
        labels: {severity: page}
        annotations: {summary: "{{ $labels.job }} burns its error budget"}
"""
TESTS = """
rule_files: [rules.yml]
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series:
      - {series: 'requests_total{job="checkout"}', values: '0+600x120'}
      - {series: 'errors_total{job="checkout"}', values: '0+60x120'}
    alert_rule_test:
      - eval_time: 90m
        alertname: BudgetBurnsFast
        exp_alerts:
          - exp_labels: {severity: page, job: JOB}
            exp_annotations: {summary: "checkout burns its error budget"}
"""


def history(now, days, error_ratio, since):
    """Checkout's 600 requests a minute for some days until now, a share of which fails in the last `since` seconds."""
    moments = range(now - days * DAY, now + 1, MINUTE)
    requests = [(moment, 600.0 * n) for n, moment in enumerate(moments)]
    errors = [(moment, 600.0 * error_ratio * max(0, moment - now + since) / MINUTE) for moment in moments]
    return [
        Series("requests_total", requests, {"job": "checkout"}),
        Series("errors_total", errors, {"job": "checkout"}),
    ]


def this_minute():
    """The start of this minute, in Unix seconds."""
    return int(time.time()) // MINUTE * MINUTE


def test_thirty_days_of_history_are_there_at_once():
    """Every backfilled sample can be queried, at an instant and over more points than one request may ask for."""
    require("prometheus")
    now = this_minute()
    with Prometheus(series=history(now, 30, 0.1, 0)) as server:
        assert server.query("sum(requests_total)", at=now)[0].value == 30 * 1440 * 600
        (whole,) = server.query_range("requests_total", now - 30 * DAY, now, MINUTE)
        assert len(whole.points) == 30 * 1440 + 1
        assert whole.labels["job"] == "checkout"
        assert [round(b - a, 3) for (_, a), (_, b) in zip(whole.points, whole.points[1:], strict=False)] == [
            600
        ] * 43200
        assert server.query("scalar(vector(7))")[0].value == 7
        with pytest.raises(ConfigError, match=r"Prometheus says: .*parse error"):
            server.query("sum(")


def test_the_user_interface_is_whole():
    """The page that a lesson points to is there with every script and style that it names, in an unpacked build too."""
    require("prometheus")
    with Prometheus() as server:
        status, page = fetch(f"{server.url}/graph")
        assert status == 200
        for asset in re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css)[^"]*)"', page):
            assert fetch(server.url + asset)[0] == 200, asset


def test_odd_labels_survive_the_backfill():
    """Quotes, backslashes and line breaks in a label come back as they went in."""
    require("prometheus")
    now, odd = this_minute(), 'a "b"\\c\nd'
    with Prometheus(series=[Series("x", [(now - MINUTE, 1.5)], {"odd": odd})]) as server:
        (found,) = server.query("x", at=now)
        assert (found.labels["odd"], found.value) == (odd, 1.5)


def test_history_can_be_added_to_a_running_server():
    """After a restart the server has the series that were backfilled meanwhile, on the same address."""
    require("prometheus")
    now = this_minute()
    with Prometheus() as server:
        url = server.url
        server.backfill(history(now, 1, 0.1, 0))
        server.restart()
        assert server.url == url
        assert server.query("requests_total", at=now)[0].value == 1440 * 600


def test_promtool_judges_rules():
    """Good rules pass; a wrong expression and a failing unit test are refused in promtool's words."""
    require("prometheus")
    check_rules(RULES)
    run_rule_tests(RULES, TESTS.replace("JOB", "checkout"))
    with pytest.raises(ConfigError, match=r"promtool says:(?s:.*)rules.yml: .*parse error") as refusal:
        check_rules(RULES.replace("(errors_total[1h])", "(errors_total[1h]"))
    assert "nines-" not in str(refusal.value)
    with pytest.raises(ConfigError, match=r"promtool says:(?s:.*)FAILED"):
        run_rule_tests(RULES, TESTS.replace("JOB", "catalog"))


def test_a_server_does_not_start_on_wrong_rules():
    """The learner sees promtool's words rather than a server that ends."""
    require("prometheus")
    with pytest.raises(ConfigError, match="promtool says"):
        Prometheus(rules="groups: [{name: a, rules: [{alert: X}]}]").start()


def test_a_burning_budget_pages_once_and_resolves():
    """The alert over history reaches the webhook through Alertmanager once, with its labels; then it resolves."""
    require("prometheus")
    require("alertmanager")
    series = history(this_minute(), 3, 0.1, 2 * 3600)
    with (
        Webhook() as pager,
        Alertmanager(webhook=pager.url) as manager,
        Prometheus(rules=RULES, series=series, alertmanager=manager.address) as server,
    ):
        (page,) = pager.wait_for(1)
        assert page["status"] == "firing"
        assert page["groupLabels"] == {"alertname": "BudgetBurnsFast"}
        (alert,) = page["alerts"]
        assert alert["labels"] == {"alertname": "BudgetBurnsFast", "severity": "page", "job": "checkout"}
        assert alert["annotations"]["summary"] == "checkout burns its error budget"
        assert alert["generatorURL"].startswith(server.url)
        assert [each["labels"]["job"] for each in manager.alerts()] == ["checkout"]
        assert server.alerts()[0]["state"] == "firing"
        time.sleep(3)  # it is sent to Alertmanager every second
        assert len(pager.received()) == 1
        server.use_rules(RULES.replace("14.4", "1440"))
        pager.wait_for(1, where=lambda each: each["status"] == "resolved")
        assert len(pager.received()) == 2


def test_amtool_judges_a_configuration():
    """A configuration with an unknown receiver is refused in amtool's words, before a server starts."""
    require("alertmanager")
    check_config(default_config())
    wrong = default_config().replace('"receiver": "webhook"', '"receiver": "pager"')
    with pytest.raises(ConfigError, match=r'amtool says:(?s:.*)undefined receiver "pager"'):
        check_config(wrong)
    with pytest.raises(ConfigError, match="amtool says"):
        Alertmanager(webhook="http://127.0.0.1:1/", config=wrong).start()


def test_a_probe_is_scraped():
    """Prometheus scrapes blackbox_exporter, and each probed address is an instance of its own."""
    require("prometheus")
    require("blackbox_exporter")
    with Backend() as shop, BlackboxExporter() as prober:
        job = prober.scrape_config("probe", "http_2xx", [shop.url, "http://127.0.0.1:1"])
        with Prometheus(scrape_configs=[job]) as server:
            server.wait_for("count(probe_success) == 2")
            found = {each.labels["instance"]: each.value for each in server.query("probe_success")}
            assert found == {shop.url: 1, "http://127.0.0.1:1": 0}
