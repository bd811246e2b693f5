"""A real Alertmanager, and amtool's word on its configuration."""

import json
from pathlib import Path
from typing import Any

from nines.systems.errors import ConfigError
from nines.systems.keeper import Keeper
from nines.systems.registry import COMPONENTS
from nines.systems.service import Service
from nines.systems.web import answers, fetch_json

PLACEHOLDER = "${WEBHOOK}"


class Alertmanager(Service):
    """Alertmanager that sends what it groups to a webhook.

    `config` is the text of its configuration, in which ${WEBHOOK} stands for the webhook's address; without it,
    alerts are grouped by name and sent at once, again when they resolve.
    """

    component = "alertmanager"

    def __init__(self, *, webhook: str, config: str = "", port: int | None = None):
        super().__init__(port=port)
        self.config = (config or default_config()).replace(PLACEHOLDER, webhook)

    def prepare(self) -> None:
        """Write the configuration, checked by amtool; give an unpacked Debian build the assets it reads from there."""
        program = COMPONENTS["alertmanager"].program("alertmanager")
        assets = program.path.parent.parent / "share/prometheus/alertmanager"
        for each in assets.iterdir() if program.where == "cache" else ():
            (self.directory / each.name).symlink_to(each)
        _check(self.keeper, self.keeper.write("alertmanager.yml", self.config))

    def command(self) -> list[str | Path]:
        """The server alone: no cluster, or it would look for an address that others can reach."""
        return [
            COMPONENTS["alertmanager"].program("alertmanager").path,
            f"--config.file={self.directory / 'alertmanager.yml'}",
            f"--storage.path={self.directory / 'data'}",
            f"--web.listen-address=127.0.0.1:{self.port}",
            f"--web.external-url={self.url}",
            "--cluster.listen-address=",
        ]

    @property
    def address(self) -> str:
        """The host:port that Prometheus is given."""
        return f"127.0.0.1:{self.port}"

    def ready(self) -> bool:
        """Its own readiness endpoint."""
        return answers(f"{self.url}/-/ready")

    def alerts(self) -> list[dict[str, Any]]:
        """Its active alerts as its API gives them."""
        return fetch_json(f"{self.url}/api/v2/alerts")


def default_config() -> str:
    """One receiver, grouped by the alert's name, with no time to wait."""
    route = {"receiver": "webhook", "group_by": ["alertname"], "group_wait": "1s", "group_interval": "1s"}
    webhook = {"name": "webhook", "webhook_configs": [{"url": PLACEHOLDER, "send_resolved": True}]}
    return json.dumps({"route": {**route, "repeat_interval": "12h"}, "receivers": [webhook]})


def check_config(config: str) -> None:
    """Let amtool check a configuration; ConfigError with its words when it refuses."""
    with Keeper("amtool") as keeper:
        text = config.replace(PLACEHOLDER, "http://127.0.0.1:1/")
        _check(keeper, keeper.write("alertmanager.yml", text))


def _check(keeper: Keeper, file: Path) -> None:
    amtool = COMPONENTS["alertmanager"].program("amtool").path
    code, printed = keeper.run([amtool, "check-config", file], {"HOME": str(keeper.directory)})
    if code:
        raise ConfigError("amtool says:\n" + printed.replace(f"{keeper.directory}/", "").strip())
