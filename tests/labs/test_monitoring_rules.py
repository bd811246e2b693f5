"""The rules of the monitoring lab: promtool's word is parsed aright, and is what a live Prometheus does."""

import time

import pytest

from labs.monitoring.rules.episodes import CASES, QUESTIONS, Part, outcome, values
from labs.monitoring.rules.solution import rules
from nines.systems import Prometheus, Series, firings
from tests.conftest import require


def test_a_counter_in_promtools_words():
    """Parts follow on one another; a process begins again at zero; what is gone has no samples."""
    assert values((Part(1), Part(1, errors=4.5)), 100, "errors") == "100+0.3x3 101.2+4.5x3"
    assert values((Part(1), Part(0, None), Part(1)), 100, "requests") == "100+150x3 0+150x3"
    assert values((Part(1), Part(2, None)), 0, "requests") == "0+150x3 _x8"


def test_each_question_is_answered_by_itself():
    """One run tells what held and what did not; no rules at all are quiet and find nothing."""
    require("prometheus")
    assert set(QUESTIONS) - outcome(rules()).held == {"failing is three pages"}
    nothing = outcome("groups: []").held
    assert nothing == {"failing ends"} | {name for name in QUESTIONS if name.endswith("quiet")}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, "Return the text of a rule file"),
        ("groups: [", "promtool says"),
        ("groups: [{name: a, rules: [{alert: PaymentsFail, expr: 'sum('}]}]", "parse error"),
    ],
)
def test_refused_rules_are_told_in_words(given, words):
    """The learner reads what is missing, or what promtool said."""
    require("prometheus")
    assert words in outcome(given).refused


def points(parts, begin, start, what):
    """The samples of a counter, from a Unix time on."""
    found, value, at = [], start, begin
    for part in parts:
        value = value if part.minutes else 0.0
        for _ in range(4 * part.minutes):
            if part.requests is not None:
                found.append((at, value))
                value += part.requests if what == "requests" else part.errors
            at += 15
    return found


@pytest.mark.parametrize(("case", "alert", "within"), [("failing", "PaymentsFail", 8), ("ended", "PaymentsSilent", 15)])
def test_a_live_server_fires_as_promtool_says(case, alert, within):
    """On the same series in a real server's storage the solution's rules make the same one alert."""
    require("prometheus")
    begin = int(time.time()) // 60 * 60 - 3600
    series = [
        Series(f"{what}_total", points(parts, begin, start, what), {"job": "payments", "instance": instance})
        for what, start in (("requests", 500_000.0), ("errors", 40_000.0))
        for instance, parts in CASES[case].items()
    ]
    with Prometheus(rules=rules(), series=series) as server:
        (fired,) = firings(server, begin + 60, begin + 44 * 60, 15)
    assert fired.alert == alert
    assert (fired.labels["severity"], fired.labels["service"]) == ("page", "payments")
    assert begin + 600 < fired.fired <= begin + 600 + within * 60
