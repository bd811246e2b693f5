"""A real HAProxy under the learner's configuration, and its own word on that configuration."""

import csv
import re
import socket
from collections.abc import Mapping
from pathlib import Path

from nines.systems import ports
from nines.systems.errors import ConfigError
from nines.systems.keeper import Keeper
from nines.systems.registry import COMPONENTS
from nines.systems.service import Service

OURS = """global
    stats socket {directory}/admin.sock mode 600 level admin
    maxconn 2000
    nbthread 1
frontend nines-statistics
    mode http
    timeout client 10s
    bind 127.0.0.1:${{STATISTICS}}
    stats enable
    stats uri /
    stats refresh 2s
"""
SUMMARY = re.compile(r"Error\(s\) found|Fatal errors found")


class HAProxy(Service):
    """HAProxy on the text of a configuration, whose frontend says `bind 127.0.0.1:${PORT}`.

    `variables` are addresses and other values that the text takes as ${NAME}; ${PORT} is set by us. The configuration
    needs no `global` section; one of its own is merged with ours. HAProxy's own page is at `statistics`.
    """

    component = "haproxy"
    listens_on = ("http", "statistics")

    def __init__(self, config: str, variables: Mapping[str, str] | None = None, *, port: int | None = None):
        super().__init__(port=port)
        self.config, self.variables = config, dict(variables or {})

    def prepare(self) -> None:
        """Write the configuration, checked by HAProxy itself."""
        self.keeper.write("ours.cfg", OURS.format(directory=self.directory))
        _check(self.keeper, self.keeper.write("haproxy.cfg", self.config), self.variables)

    def command(self) -> list[str | Path]:
        """One process in the foreground: a port that is taken makes it end, so that another is tried."""
        folder = self.directory
        return [
            COMPONENTS["haproxy"].program("haproxy").path,
            "-db",
            "-f",
            folder / "ours.cfg",
            "-f",
            folder / "haproxy.cfg",
        ]

    def environment(self) -> Mapping[str, str]:
        """What the configuration may refer to."""
        return {**self.variables, "PORT": str(self.port), "STATISTICS": str(self.ports["statistics"])}

    @property
    def statistics(self) -> str:
        """The address of the page on which HAProxy shows its servers and what became of the requests."""
        return f"http://{ports.HOST}:{self.ports['statistics']}/"

    def admin(self, command: str) -> str:
        """What HAProxy's runtime API answers, as to "disable server shop/a"."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(str(self.directory / "admin.sock"))
            line.sendall(command.encode() + b"\n")
            return b"".join(iter(lambda: line.recv(65536), b"")).decode()

    def stats(self) -> list[dict[str, str]]:
        """One row per frontend, server and backend, as in its statistics: pxname, svname, status, stot, hrsp_5xx …"""
        return list(csv.DictReader(self.admin("show stat").lstrip("# ").splitlines()))


def check_config(config: str, variables: Mapping[str, str] | None = None) -> None:
    """Let HAProxy check a configuration; ConfigError with its words, line numbers included, when it refuses."""
    with Keeper("haproxy") as keeper:
        _check(keeper, keeper.write("haproxy.cfg", config), variables or {})


def _check(keeper: Keeper, file: Path, variables: Mapping[str, str]) -> None:
    program = COMPONENTS["haproxy"].program("haproxy").path
    code, printed = keeper.run([program, "-c", "-f", file], {"PORT": "1", **variables})
    if code:
        said = re.findall(r"^\[(?:ALERT|WARNING)\].*?: (?:config : )?(.*)$", printed, re.MULTILINE)
        plain = [re.sub(r"parsing \[.*?:(\d+)\] ?:", r"line \1:", line) for line in said if not SUMMARY.match(line)]
        raise ConfigError("HAProxy refuses the configuration:\n" + "\n".join(plain or [printed]))
