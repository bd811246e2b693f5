"""A real Prometheus reads what Larder exports: a scrape as well as the history of a whole run."""

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nines.sim.openmetrics import openmetrics
from nines.sim.scenarios import brownout
from nines.sim.telemetry import Telemetry
from nines.systems import Prometheus
from nines.systems.registry import COMPONENTS
from tests.conftest import require

COUNT = 'http_server_request_duration_seconds_count{service_name="web",http_route="/checkout"}'


@pytest.fixture(scope="module")
def telemetry():
    """A brown-out without policies, scraped every 15 seconds of simulated time."""
    recorded = Telemetry(scrape=15)
    brownout(seed=1, telemetry=recorded)
    return recorded


@pytest.fixture
def exporter(telemetry):
    """The host:port of a page with the current metrics, as OpenMetrics."""

    class Page(BaseHTTPRequestHandler):
        """Serves the metrics."""

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8")
            self.end_headers()
            self.wfile.write(openmetrics(telemetry).encode())

        def log_message(self, *args):
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_prometheus_scrapes_the_export(telemetry, exporter):
    """The server's counts and its 90 % quantile are there, under the names that the lessons use."""
    require("prometheus")
    quantile = "histogram_quantile(0.9, sum by (le) (http_server_request_duration_seconds_bucket))"
    with Prometheus(scrape={"larder": [exporter]}) as prometheus:
        result = prometheus.wait_for(COUNT)
        assert 0 < prometheus.query(quantile)[0].value <= 10
    expected = {
        dict(labels)["http.response.status_code"]: sum(histogram.counts)
        for labels, histogram in telemetry.histograms["http.server.request.duration"].items()
        if {("service.name", "web"), ("http.route", "/checkout")} <= set(labels)
    }
    assert {each.labels["http_response_status_code"]: each.value for each in result} == expected


def test_promtool_makes_blocks_of_the_history(telemetry, tmp_path):
    """The history of a run is input for a backfill, and all its samples are in the blocks."""
    require("prometheus")
    promtool = COMPONENTS["prometheus"].program("promtool").path
    text = openmetrics(telemetry, history=True, start=1_700_000_000)
    (tmp_path / "larder.om").write_text(text)
    command = [promtool, "tsdb", "create-blocks-from", "openmetrics", tmp_path / "larder.om", tmp_path / "data"]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    (tmp_path / "data" / "wal").mkdir()  # `dump` wants a whole database
    dumped = subprocess.run([promtool, "tsdb", "dump", tmp_path / "data"], capture_output=True, text=True, check=True)
    assert len(dumped.stdout.splitlines()) == sum(not line.startswith("#") for line in text.splitlines())
