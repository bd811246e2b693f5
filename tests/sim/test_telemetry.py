"""Telemetry has the names, units and shapes of OpenTelemetry and Prometheus, and agrees with what happened."""

import json
import math
import re

import pytest

from nines.sim.openmetrics import openmetrics
from nines.sim.scenarios import brownout, overload
from nines.sim.telemetry import BUCKETS, Telemetry
from tests.sim import policies as p
from tests.sim import shedders as s

SAMPLE = re.compile(r'^([a-z_]+)(\{(?:[a-z_]+="(?:[^"\\]|\\.)*",?)+\})? ([0-9.]+)(?: ([0-9.]+))?$')


@pytest.fixture(scope="module")
def recorded():
    """A brown-out with everything recorded."""
    telemetry = Telemetry(spans=5, scrape=10, methods={"checkout": "POST"})
    run = brownout(retry=p.only("checkout", p.Budget), breaker=p.Consecutive, seed=1, telemetry=telemetry)
    return telemetry, run


def parse(text):
    """The samples of an OpenMetrics text, by name, and its family lines; fails on any other line."""
    assert text.endswith("# EOF\n")
    heads, samples = [], []
    for line in text.splitlines()[:-1]:
        if line.startswith("# "):
            heads.append(line.split(" ", 3)[1:])
        else:
            match = SAMPLE.match(line)
            assert match, line
            samples.append(
                (match[1], dict(re.findall(r'([a-z_]+)="([^"]*)"', match[2] or "")), float(match[3]), match[4])
            )
    return heads, samples


def test_the_buckets_are_the_advised_ones():
    """OpenTelemetry advises these bounds for http.server.request.duration, in seconds."""
    advised = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
    assert advised == BUCKETS


def test_the_export_is_openmetrics(recorded):
    """Every family is declared once before its samples; histograms are cumulative and end in +Inf = count."""
    heads, samples = parse(openmetrics(recorded[0]))
    types = {name: rest for what, name, rest in heads if what == "TYPE"}
    assert len(types) == len([head for head in heads if head[0] == "TYPE"])
    assert types["http_server_request_duration_seconds"] == "histogram"
    assert ["UNIT", "http_server_request_duration_seconds", "seconds"] in heads
    series = {}
    for name, labels, value, _ in samples:
        if name.endswith("_bucket"):
            bound = labels.pop("le")
            series.setdefault((name[:-7], *sorted(labels.items())), []).append((float(bound), value))
        elif name.endswith("_count"):
            buckets = series[(name[:-6], *sorted(labels.items()))]
            assert [b for b, _ in buckets] == [*BUCKETS, math.inf]
            assert [v for _, v in buckets] == sorted(v for _, v in buckets)
            assert buckets[-1][1] == value
    assert len(series) > 5


def test_labels_are_those_of_the_semantic_conventions(recorded):
    """Status, route and method on every server series; error.type on failures only."""
    _, samples = parse(openmetrics(recorded[0]))
    server = [labels for name, labels, _, _ in samples if name == "http_server_request_duration_seconds_count"]
    for labels in server:
        assert {"service_name", "http_request_method", "http_route", "http_response_status_code"} <= set(labels)
        assert ("error_type" in labels) == (labels["http_response_status_code"] != "200")
    assert {"service_name": "web", "http_request_method": "POST", "http_route": "/checkout"}.items() <= max(
        server, key=lambda labels: labels["service_name"] == "web" and labels["http_route"] == "/checkout"
    ).items()


def test_the_metrics_agree_with_what_happened(recorded):
    """The server's count of good checkouts is the clients', and its sum their time to the microsecond."""
    telemetry, run = recorded
    _, samples = parse(openmetrics(telemetry))
    want = {"service_name": "web", "http_route": "/checkout", "http_response_status_code": "200"}
    found = {name: value for name, labels, value, _ in samples if want.items() <= labels.items()}
    good = [record for record in run.records if record.kind == "checkout" and record.outcome == "ok"]
    assert found["http_server_request_duration_seconds_count"] == len(good)
    total = sum(record.finished - record.arrived for record in good)
    assert found["http_server_request_duration_seconds_sum"] == pytest.approx(total / 1e6, abs=1e-6)


def test_the_buckets_count_what_happened(recorded):
    """Each bucket holds the good checkouts that took at most its bound."""
    telemetry, run = recorded
    _, samples = parse(openmetrics(telemetry))
    want = {"service_name": "web", "http_route": "/checkout", "http_response_status_code": "200"}
    times = [r.finished - r.arrived for r in run.records if r.kind == "checkout" and r.outcome == "ok"]
    buckets = [
        (float(ls["le"]), v)
        for name, ls, v, _ in samples
        if "_server_" in name and "le" in ls and want.items() <= ls.items()
    ]
    assert buckets == [(bound, sum(time <= bound * 1e6 for time in times)) for bound, _ in buckets]
    assert 0 < buckets[7][1] < buckets[-1][1]


def test_the_history_has_a_sample_per_scrape(recorded):
    """With history every series carries times that rise by the scrape interval, counted from a given start."""
    _, samples = parse(openmetrics(recorded[0], history=True, start=1_700_000_000))
    times = {}
    for name, labels, _, at in samples:
        times.setdefault((name, *sorted(labels.items())), []).append(float(at))
    assert all(series == sorted(series) for series in times.values())
    queue = next(series for key, series in times.items() if key[0] == "larder_queue_length")
    assert queue == [1_700_000_000 + 10 * n for n in range(1, 11)]


def test_spans_form_trees(recorded):
    """Every kept trace has one root, every parent exists, and a child starts no earlier than its parent."""
    telemetry, _ = recorded
    traces = {}
    for span in telemetry.spans:
        traces.setdefault(span.trace_id, {})[span.span_id] = span
    assert len(traces) > 100
    finished = 0
    for trace in traces.values():
        roots = [span for span in trace.values() if not span.parent_id]
        assert len(roots) == 1
        assert (roots[0].kind, roots[0].service) == ("CLIENT", "browser")
        for span in trace.values():
            assert re.fullmatch("[0-9a-f]{32}/[0-9a-f]{16}", f"{span.trace_id}/{span.span_id}")
            if span.parent_id in trace:
                assert span.start >= trace[span.parent_id].start
            finished += span.parent_id in trace
    assert finished > 0.95 * sum(len(trace) - 1 for trace in traces.values())


def test_logs_are_structured_and_bounded(recorded):
    """Failures and faults are JSON lines with a time, severity and service; past the limit lines are only counted."""
    lines = [json.loads(line) for line in recorded[0].log_text().splitlines()]
    assert {"timestamp", "severity_text", "service.name", "body"} <= set(lines[0])
    assert [line["body"] for line in lines if line["service.name"] == "faults"] == [
        "payments slow ×15 begins",
        "payments slow ×15 ends",
    ]
    assert any(line["severity_text"] == "ERROR" and "trace_id" in line for line in lines)
    small = Telemetry(logs=10)
    overload(shedder=s.ShedAll, seed=1, seconds=5, telemetry=small)
    assert len(small.lines) == 10
    assert small.dropped > 100


def test_counters_of_ones_own_are_exported():
    """A counter that a topic adds appears with its labels and the suffix _total."""
    telemetry = Telemetry()
    overload(seed=1, seconds=1, telemetry=telemetry)
    telemetry.count("larder.jars.sold", 3, flavor='"plum"')
    assert 'larder_jars_sold_total{flavor="\\"plum\\""} 3' in openmetrics(telemetry)


def test_telemetry_changes_nothing():
    """A run that is recorded is the run that is not."""
    plain, watched = overload(shedder=s.Limit, seed=4), overload(shedder=s.Limit, seed=4, telemetry=Telemetry(spans=1))
    assert (plain.digest, plain.records) == (watched.digest, watched.records)
