"""The monitoring lab: what Python says of a recording is what a real Prometheus says, and one outage is one page."""

import time
from hashlib import sha256

import pytest

from labs.monitoring.figures import fleet_p99, restart, silence
from labs.monitoring.queries.solution import queries
from labs.monitoring.report import panels
from labs.monitoring.routing.solution import routing
from labs.monitoring.samples import MOMENT, STATES, WINDOW, quantile, record
from labs.monitoring.truth import PANELS, same, truth
from labs.monitoring.truths.solution import truths
from nines.lab import ROOT
from tests.conftest import require

KEPT = ("requests_total", "errors_total", "orders_total", "seconds_bucket")


def test_the_recording_is_what_prometheus_keeps():
    """Every series and sample of the last five minutes comes back from the server as `find` returns it."""
    require("prometheus")
    from labs.monitoring.queries.live import HOUR, begin, history
    from nines.systems import Prometheus

    recordings = [record(seed, state) for seed, state in enumerate(STATES)]
    start = begin(recordings)
    with Prometheus(series=history(recordings, start)) as server:
        for number, recording in enumerate(recordings):
            since = start + HOUR * number
            for name in KEPT:
                theirs = {
                    frozenset((key, value) for key, value in each.labels.items() if key != "__name__"): [
                        (moment - since, value) for moment, value in each.points
                    ]
                    for each in server.query(f"{name}[{WINDOW}s]", at=since + MOMENT)
                }
                ours = {frozenset(each.labels.items()): each.samples for each in recording.find(name)}
                assert theirs == ours


def test_python_and_promql_agree():
    """On other recordings the learner's five numbers in Python are those of the queries on the server, lies and all."""
    require("prometheus")
    from labs.monitoring.queries.live import alarms, answers

    recordings = [record(seed, state) for seed, state in enumerate(STATES)]
    right = answers(queries(), recordings)
    wrong = answers({key: panel.query for key, panel in PANELS.items()}, recordings)
    for recording, true, lied in zip(recordings, right.found, wrong.found, strict=True):
        told, shown = truths(recording), panels(recording)
        assert alarms(true["payments_alarm"]) == told["payments_alarm"]
        for key in ("checkout_rate", "search_slow", "checkout_p99", "orders_rate"):
            assert same(true[key][0].value, told[key]), key
        for key in ("checkout_rate", "checkout_p99", "orders_rate"):
            assert same(lied[key][0].value, shown[key]), key
        assert lied["search_slow"][0].value == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, "Return a dict"),
        ({"checkout_rate": 1}, "Return a dict"),
        ({"checkout_rate": "up"}, "lacks a query for search_slow"),
        (queries() | {"orders_rate": "sum("}, "Prometheus says"),
    ],
)
def test_refused_queries_are_told_in_words(given, words):
    """The learner reads what is missing, or what Prometheus said."""
    require("prometheus")
    from labs.monitoring.queries.live import outcome

    assert words in outcome(given).refused


@pytest.mark.parametrize(
    ("given", "words"),
    [(None, "Return the text"), ("route: {}", "${WEBHOOK}"), ("route: {receiver: '${WEBHOOK}'}", "amtool says")],
)
def test_a_refused_configuration_is_told_in_words(given, words):
    """The learner reads what is missing, or what amtool said."""
    require("alertmanager")
    from labs.monitoring.routing.pager import evening

    assert words in evening(given).refused


def test_an_outage_in_prometheus_is_one_page_that_resolves():
    """Three instances on the live server reach the pager once, grouped by service, with their labels; then the end."""
    require("prometheus")
    require("alertmanager")
    from nines.systems import Alertmanager, Prometheus, Series, Webhook

    now = int(time.time())
    down = [
        Series("healthy", [(now - 5 + n, 0.0) for n in range(240)], {"service": "checkout", "instance": each})
        for each in "abc"
    ]
    rule = "groups: [{name: a, rules: [{alert: Down, expr: healthy == LIMIT, labels: {severity: page}}]}]"
    with (
        Webhook() as pager,
        Alertmanager(webhook=pager.url, config=routing()) as manager,
        Prometheus(rules=rule.replace("LIMIT", "0"), series=down, alertmanager=manager.address) as server,
    ):
        pager.wait_for(1)
        time.sleep(2)  # Prometheus sends its alerts every second
        (page,) = pager.received()
        assert (page["receiver"], page["status"]) == ("pager", "firing")
        assert page["commonLabels"] == {"alertname": "Down", "service": "checkout", "severity": "page"}
        assert {each["labels"]["instance"] for each in page["alerts"]} == set("abc")
        server.use_rules(rule.replace("LIMIT", "2"))
        (end,) = pager.wait_for(1, where=lambda each: each["status"] == "resolved")
        assert len(end["alerts"]) == 3


def test_the_panels_lie_whatever_the_seed():
    """Each panel is far from the truth in every recording, so that none is right by luck."""
    for seed in range(60):
        true, shown = truth(record(seed)), panels(record(seed))
        assert shown["checkout_rate"] > 5 * true["checkout_rate"]
        assert 0.02 < true["search_slow"] < 0.1
        assert shown["checkout_p99"] > 1.1 * true["checkout_p99"]
        assert shown["orders_rate"] < 0
        assert [truth(record(seed, state))["payments_alarm"] for state in STATES] == [False, True, True]


def test_a_recording_is_the_same_on_every_platform():
    """The samples of this recording are these, whatever Python or machine draws them."""
    plain = [(name, sorted(labels.items()), list(samples)) for name, labels, samples in record(1).everything]
    assert sha256(repr(plain).encode()).hexdigest()[:16] == "cf691c92eccd7de1"


def test_a_quantile_stops_at_the_last_finite_bound():
    """Inside it interpolates; beyond the last bound it stands still."""
    buckets = {0.5: 96.0, 1.0: 99.6, float("inf"): 100.0}
    assert quantile(0.99, buckets) == pytest.approx(0.5 + 0.5 * 3 / 3.6)
    assert quantile(0.999, buckets) == 1.0


def test_the_article_tells_the_numbers_of_its_evening():
    """The scene's numbers are those of the recording with seed 1."""
    article = " ".join((ROOT / "docs/operations/monitoring.md").read_text(encoding="utf-8").split())
    true, shown = truth(record(1, "silent")), panels(record(1, "silent"))
    for words in (
        f"Checkout serves {shown['checkout_rate']:,.0f} requests per second",
        f"Checkout's p99 is {shown['checkout_p99']:.1f} s",
        f"at −{-shown['orders_rate']:.0f} per second",
        f"really serves {true['checkout_rate']:.0f} requests per second",
        f"{true['search_slow']:.1%} of the searches".replace("%", " %"),
        f"Checkout's p99 is {true['checkout_p99']:.2f} s",
        f"there are {true['orders_rate']:.1f} per second",
    ):
        assert words in article


def test_the_lesson_asks_with_the_figures_numbers():
    """What the predictions reveal is what their figures compute."""
    lesson = (ROOT / "notebooks/monitoring.ipynb").read_text(encoding="utf-8")
    mean, every = fleet_p99(50, 2, 0)["title"].split("; ")
    assert mean.removeprefix("The mean says ") == "5.10 s"
    assert "5.1 s, the mean" in lesson
    assert every.endswith("2.53 s")
    assert "from the buckets, 2.5 s" in lesson
    assert "beyond the last bound" in fleet_p99(50, 50, 20)["title"]
    assert f"about {truth(record(1))['checkout_rate']:.0f} requests per second" in lesson
    assert "4,577" in restart()["title"]
    assert "minute 5" in silence()["title"]


def test_the_lesson_gives_alertmanagers_own_page(capsys):
    """While it runs the printed address answers and it holds the evening's alerts; a refused text gets its reason."""
    from labs.monitoring.routing.pager import OTHER, OUTAGE, TICKET, serve
    from nines.systems.web import answers, fetch_json

    require("alertmanager")
    running = serve(routing())
    url = capsys.readouterr().out.split()[-1].partition("#")[0]
    with running:
        assert answers(url)
        assert len(fetch_json(f"{url}api/v2/alerts")) == len(OTHER + TICKET + OUTAGE)
    assert not answers(url)
    assert serve("route: {") is None
    assert "amtool says" in capsys.readouterr().out
