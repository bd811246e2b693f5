"""A real Prometheus server, with history backfilled into it, and promtool's word on rules."""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nines.systems.errors import ConfigError, SystemsError
from nines.systems.keeper import Keeper
from nines.systems.openmetrics import Series, write
from nines.systems.registry import COMPONENTS
from nines.systems.service import Service
from nines.systems.web import answers, fetch, fetch_json

POINTS = 10_000  # that one range query may ask for; Prometheus refuses more than 11,000


@dataclass(frozen=True)
class Result:
    """One series of a query's result: its labels and its (Unix time in s, value) pairs."""

    labels: Mapping[str, str]
    points: tuple[tuple[float, float], ...]

    @property
    def value(self) -> float:
        """The newest value."""
        return self.points[-1][1]


class Prometheus(Service):
    """Prometheus on backfilled series, scraped targets and rules; its user interface is at `.url`.

    `rules` is the text of a rule file; `series` is history to backfill; `scrape` maps a job to its targets (host:port),
    and `scrape_configs` adds whole scrape configurations; alerts go to `alertmanager` (host:port). Rules are evaluated
    and targets scraped every `interval` seconds.
    """

    component = "prometheus"

    def __init__(
        self,
        *,
        rules: str = "",
        series: Iterable[Series] = (),
        scrape: Mapping[str, Sequence[str]] | None = None,
        scrape_configs: Sequence[Mapping[str, Any]] = (),
        alertmanager: str = "",
        interval: int = 1,
        port: int | None = None,
    ):
        super().__init__(port=port)
        self.rules_text, self.series = rules, series
        jobs = [{"job_name": job, "static_configs": [{"targets": list(to)}]} for job, to in (scrape or {}).items()]
        managers = [{"static_configs": [{"targets": [alertmanager]}]}] if alertmanager else []
        self.config = {
            "global": {"scrape_interval": f"{interval}s", "evaluation_interval": f"{interval}s"},
            "rule_files": ["rules*.yml"],
            "scrape_configs": [*jobs, *map(dict, scrape_configs)],
            "alerting": {"alertmanagers": managers},
        }

    def prepare(self) -> None:
        """Write the configuration, check the rules, and backfill the history."""
        self.keeper.write("prometheus.yml", json.dumps(self.config))
        if self.rules_text:
            _check(self.keeper, self.keeper.write("rules.yml", self.rules_text))
        (self.directory / "data").mkdir()
        self.backfill(self.series)

    def backfill(self, series: Iterable[Series]) -> None:
        """Put history into the storage; on a running server, call `restart()` to see it."""
        file = self.directory / "backfill.om"
        if write(series, file):
            promtool = COMPONENTS["prometheus"].program("promtool").path
            command: list[str | Path] = [
                promtool,
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "--max-block-duration=1500h",
            ]
            self.keeper.must([*command, file, self.directory / "data"])
        file.unlink()

    def command(self) -> list[str | Path]:
        """The server with 90 days of retention, or it would delete the history."""
        program = COMPONENTS["prometheus"].program("prometheus")
        assets = program.path.parent.parent / "share/prometheus/web"  # an unpacked Debian build looks under /usr
        return [
            program.path,
            f"--config.file={self.directory / 'prometheus.yml'}",
            f"--storage.tsdb.path={self.directory / 'data'}",
            "--storage.tsdb.retention.time=90d",
            f"--web.listen-address=127.0.0.1:{self.port}",
            f"--web.external-url={self.url}",
            "--web.enable-lifecycle",
            "--rules.alert.resend-delay=1s",  # it finds Alertmanager 5 s after its start
            *([f"--web.local-assets={assets}"] if program.where == "cache" else []),
        ]

    def ready(self) -> bool:
        """Its own readiness endpoint."""
        return answers(f"{self.url}/-/ready")

    def api(self, path: str, **parameters: object) -> Any:
        """The data of an API call such as api("rules"); ConfigError with Prometheus's words when it refuses."""
        said = fetch_json(f"{self.url}/api/v1/{path}", **parameters)
        if said["status"] != "success":
            raise ConfigError(f"Prometheus says: {said['error']}")
        return said["data"]

    def query(self, expression: str, at: float | None = None) -> list[Result]:
        """The instant value of an expression at a Unix time in seconds (now, if None); a scalar has no labels."""
        data = self.api("query", query=expression, time=at)
        if data["resultType"] in ("scalar", "string"):
            return [Result({}, (_point(data["result"]),))]
        return [_result(each) for each in data["result"]]

    def query_range(self, expression: str, start: float, end: float, step: float) -> list[Result]:
        """An expression evaluated from `start` to `end` (Unix time) every `step` seconds, over any length."""
        merged: dict[str, list[Result]] = {}
        while start <= end:
            stop = min(end, start + step * (POINTS - 1))
            for each in self.api("query_range", query=expression, start=start, end=stop, step=step)["result"]:
                merged.setdefault(json.dumps(each["metric"], sort_keys=True), []).append(_result(each))
            start = stop + step
        return [Result(parts[0].labels, sum((p.points for p in parts), ())) for parts in merged.values()]

    def alerts(self) -> list[dict]:
        """Its active alerts as its API gives them: labels, annotations, state (pending or firing), activeAt, value."""
        return self.api("alerts")["alerts"]

    def wait_for(self, expression: str, seconds: float = 60) -> list[Result]:
        """The result of an expression once it has one; the first scrape comes seconds after the start."""
        deadline = time.monotonic() + seconds
        while not (result := self.query(expression)):
            if time.monotonic() > deadline:
                raise SystemsError(f"Prometheus had no result for {expression} within {seconds:g} s.")
            time.sleep(0.05)
        return result

    def use_rules(self, rules: str) -> None:
        """Replace the rules of the running server; ConfigError with promtool's words when they are wrong."""
        _check(self.keeper, self.keeper.write("rules.yml", rules))
        status, said = fetch(f"{self.url}/-/reload", data=b"")
        if status != 200:
            raise ConfigError(f"Prometheus did not take the rules: {said.strip()}")


def check_rules(rules: str) -> None:
    """Let promtool check a rule file; ConfigError with its words when it refuses."""
    with Keeper("promtool") as keeper:
        _check(keeper, keeper.write("rules.yml", rules))


def run_rule_tests(rules: str, tests: str) -> None:
    """Run promtool's unit tests of a rule file, which they name `rules.yml`; ConfigError with what failed."""
    with Keeper("promtool") as keeper:
        _check(keeper, keeper.write("rules.yml", rules))
        _promtool(keeper, "test", keeper.write("tests.yml", tests))


def _check(keeper: Keeper, file: Path) -> None:
    _promtool(keeper, "check", file)


def _promtool(keeper: Keeper, what: str, file: Path) -> None:
    code, printed = keeper.run([COMPONENTS["prometheus"].program("promtool").path, what, "rules", file])
    if code:
        raise ConfigError("promtool says:\n" + printed.replace(f"{keeper.directory}/", "").strip())


def _point(pair: Sequence) -> tuple[float, float]:
    return float(pair[0]), float(pair[1])


def _result(each: Mapping) -> Result:
    return Result(each["metric"], tuple(map(_point, each.get("values") or [each["value"]])))
