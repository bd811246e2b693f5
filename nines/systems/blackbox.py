"""A real blackbox_exporter, which probes services from outside."""

import json
import urllib.parse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nines.systems.registry import COMPONENTS
from nines.systems.service import Service
from nines.systems.web import answers, fetch


class BlackboxExporter(Service):
    """blackbox_exporter with the given modules, each a dictionary as in its configuration file."""

    component = "blackbox_exporter"

    def __init__(self, modules: Mapping[str, Mapping[str, Any]] | None = None, *, port: int | None = None):
        super().__init__(port=port)
        self.modules = modules or {"http_2xx": {"prober": "http"}}

    def prepare(self) -> None:
        """Write its configuration."""
        self.keeper.write("blackbox.yml", json.dumps({"modules": self.modules}))

    def command(self) -> list[str | Path]:
        """The exporter on its configuration."""
        return [
            COMPONENTS["blackbox_exporter"].program("blackbox_exporter").path,
            f"--config.file={self.directory / 'blackbox.yml'}",
            f"--web.listen-address=127.0.0.1:{self.port}",
        ]

    def ready(self) -> bool:
        """Its own health endpoint."""
        return answers(f"{self.url}/-/healthy")

    def probe(self, target: str, module: str = "http_2xx") -> dict[str, float]:
        """The metrics of one probe, by name and labels as they stand in its text."""
        query = urllib.parse.urlencode({"target": target, "module": module})
        lines = [line for line in fetch(f"{self.url}/probe?{query}")[1].splitlines() if line[:1] not in ("#", "")]
        return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}

    def scrape_config(self, job: str, module: str, targets: Sequence[str]) -> dict[str, Any]:
        """What Prometheus needs in `scrape_configs` to probe these targets; `instance` is then the target."""
        return {
            "job_name": job,
            "metrics_path": "/probe",
            "params": {"module": [module]},
            "static_configs": [{"targets": list(targets)}],
            "relabel_configs": [
                {"source_labels": ["__address__"], "target_label": "__param_target"},
                {"source_labels": ["__param_target"], "target_label": "instance"},
                {"target_label": "__address__", "replacement": f"127.0.0.1:{self.port}"},
            ],
        }
