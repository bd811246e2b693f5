"""The months of the burn rates lab: the same everywhere, judged alike in Python and by a real Prometheus."""

import json
from hashlib import sha256

import pytest

from labs.burn_rates import judgement
from labs.burn_rates.alert_policy import misconceptions
from labs.burn_rates.alert_policy.solution import alert_policy
from labs.burn_rates.alerts import Above, Alert, Both, Failures, above, both, either, failures, firings, problem
from labs.burn_rates.figures import lost, restarts
from labs.burn_rates.traces import CHECKOUT, DAY, SERVICES, SUPPLIERS, Spell, count, month
from nines.lab import ROOT
from tests.conftest import require


def rate(metric, job, minutes):
    """A counter's rate by job, as in a rule file."""
    return f'sum by (job) (rate({metric}{{job="{job}"}}[{minutes}m]))'


def expression(condition, job):
    """A condition in PromQL."""
    if isinstance(condition, Above):
        failed, tried = (rate(metric, job, condition.minutes) for metric in ("errors_total", "requests_total"))
        return f"{failed} / {tried} > {condition.ratio!r}"
    if isinstance(condition, Failures):
        # The n readings of a window are n - 1 minutes apart, and rate() divides by what they span.
        seconds = 60 * (condition.minutes - 1)
        return f"{rate('errors_total', job, condition.minutes)} * {seconds} > {condition.least - 0.5}"
    joined = (" and " if isinstance(condition, Both) else " or ").join(
        f"({expression(each, job)})" for each in condition.parts
    )
    return f"({joined})"


def rule_file(policy):
    """The same policy as a rule file."""
    rules = [
        {
            "alert": f"{service.name}_{number}",
            "expr": expression(alert.when, service.name),
            "for": f"{alert.wait}m",
            "labels": {"severity": alert.severity},
        }
        for service in SERVICES
        for number, alert in enumerate(policy(service.slo, service.per_hour))
    ]
    return json.dumps({"groups": [{"name": "policy", "rules": rules}]})


@pytest.mark.parametrize("policy", [alert_policy, misconceptions.either_window, misconceptions.wait_filters])
def test_python_and_prometheus_judge_alike(policy):
    """Every alert fires and ends at the same minutes, and so each fault is found in the same words, or in none."""
    require("prometheus")
    from labs.burn_rates.rule_file.history import STEP, fired

    traces = {service.name: month(service, 3) for service in SERVICES}
    theirs = fired(rule_file(policy), traces)
    for service in SERVICES:
        trace, alerts = traces[service.name], policy(service.slo, service.per_hour)
        ours = firings(alerts, trace, step=STEP)
        assert sorted(theirs[service.name]) == sorted(ours)
        for judge in (judgement.missed, judgement.late, judgement.unfounded):
            for severity in ("page", "ticket"):
                assert judge(trace, theirs[service.name], severity) == judge(trace, ours, severity)
        assert judgement.lingering(trace, theirs[service.name]) == judgement.lingering(trace, ours)


def test_a_refused_rule_file_is_told_in_words():
    """The learner reads what promtool said, or which label is missing, and no traceback."""
    require("prometheus")
    from labs.burn_rates.rule_file.history import outcome

    assert "promtool says" in outcome("groups: [{name: a, rules: [{alert: X, expr: 'sum('}]}]").refused
    lost_label = "groups: [{name: a, rules: [{alert: X, expr: 'vector(1)', labels: {severity: page}}]}]"
    assert "keep the label" in outcome(lost_label).refused
    severity = "groups: [{name: a, rules: [{alert: X, expr: 'errors_total > 0'}]}]"
    assert "give each rule page or ticket" in outcome(severity).refused
    assert "return the text of a rule file" in outcome(None).refused


def test_a_month_is_the_same_on_every_platform():
    """The counters and incidents of these months are these, whatever Python or machine draws them."""
    months = [(trace.requests, trace.errors, trace.incidents) for trace in (month(each, 1) for each in SERVICES)]
    plain = [(list(requests), list(errors), [tuple(each) for each in what]) for requests, errors, what in months]
    assert sha256(repr(plain).encode()).hexdigest()[:16] == "90ee7e318839b382"


def test_the_solution_clears_every_limit_with_a_margin():
    """On 20 other seeds each alert comes in at most three quarters of its time, and pages end as much before theirs."""
    for seed in range(100, 120):
        for service in SERVICES:
            trace = month(service, seed)
            fired = firings(alert_policy(service.slo, service.per_hour), trace)
            for incident in trace.incidents:
                if incident.expects and (service is not SUPPLIERS or incident.expects == "page"):
                    assert judgement.delay(incident, fired) <= 0.75 * incident.within, (service.name, seed, incident)
            for incident in judgement.expecting(trace, "page"):
                over = max(each.over for each in judgement.during(incident, fired, "page"))
                assert over - incident.end <= 0.75 * service.reset, (service.name, seed, incident)


def test_firings_follow_the_windows():
    """An outage of ten minutes at 99.9 % fires in its first minute and ends when the short window is clean."""
    trace = count(CHECKOUT, [Spell(100, 110, 1.0)], minutes=300)
    (fired,) = firings([Alert("page", both(above(60, 0.0144), above(5, 0.0144)))], trace, start=0)
    assert (fired.fired, fired.over) == (100, 113)


def test_a_wait_starts_anew_after_a_gap():
    """Two spells of four minutes do not fill a wait of six; one of ten does, six minutes late."""
    alerts = [Alert("page", above(2, 0.5), wait=6)]
    apart = count(CHECKOUT, [Spell(100, 104, 1.0), Spell(106, 110, 1.0)], minutes=300)
    assert firings(alerts, apart, start=0) == []
    (fired,) = firings(alerts, count(CHECKOUT, [Spell(100, 110, 1.0)], minutes=300), start=0)
    assert fired.fired == 106


def test_either_and_failures():
    """OR fires on what one condition sees; a number of failures is counted in its window."""
    trace = count(SUPPLIERS, [], minutes=3 * DAY, lone=[2000, 2010, 2020])
    (fired,) = firings([Alert("page", failures(30, 3))], trace)
    assert (fired.fired, fired.over) == (2020, 2029)
    assert firings([Alert("page", both(failures(30, 3), failures(5, 2)))], trace) == []
    assert firings([Alert("page", either(failures(30, 3), failures(5, 2)))], trace) == [fired]


@pytest.mark.parametrize(
    ("alerts", "words"),
    [
        (None, "return a list of Alert"),
        (Alert("page", failures(60, 1)), "return a list of Alert"),
        ([("page", 1)], "make each with Alert"),
        ([Alert("urgent", failures(60, 1))], '"page" or "ticket"'),
        ([Alert("page", True)], "make it with above"),
        ([Alert("page", failures(60, 1), wait=-1)], "whole minutes"),
        ([Alert("page", failures(60, 1))], ""),
    ],
)
def test_what_is_no_alert_is_told(alerts, words):
    """A policy of the wrong shape is named as such, and a right one is not."""
    found = problem(alerts)
    assert words in found
    assert bool(found) == bool(words)


@pytest.mark.parametrize("make", [lambda: above(1, 0.5), lambda: failures(60, None), both, lambda: either(True)])
def test_a_condition_without_sense_is_refused(make):
    """A window of a minute, a threshold that is no number, nothing to combine: each is an error when it is made."""
    with pytest.raises(ValueError, match=r"window|threshold|condition"):
        make()


def test_pythons_own_and_is_refused():
    """`and` would keep one condition and drop the other without a word; it is an error that says what to write."""
    with pytest.raises(TypeError, match="both"):
        above(60, 0.1) and above(5, 0.1)


def test_the_article_tells_the_numbers_of_its_saturday():
    """The scene's loss is that of the figure."""
    article = " ".join((ROOT / "docs/foundations/burn_rates.md").read_text(encoding="utf-8").split())
    assert f"In two hours {100 * lost(restarts()):.0f} % of a month's error budget has gone" in article
