"""An open-loop load generator: requests leave when they are due, however slow the answers are.

Locust, hey and wrk wait for an answer before they send the next request, and so ask less of a system that is slow.
"""

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from nines.systems.errors import SystemsError, tail
from nines.systems.keeper import Keeper

WORKER = Path(__file__).with_name("load_worker.py")


@dataclass(frozen=True)
class Sent:
    """One request: when it was due (s after the start), and its latency in seconds from then to its last byte.

    `status` is 0 where no whole response came; `error` then says why: refused, reset, timeout, incomplete, closed …
    """

    number: int
    at: float
    method: str
    path: str
    key: str
    status: int
    error: str
    served_by: str
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether a whole response below 400 came."""
        return 200 <= self.status < 400


class Load:
    """Requests to a URL from a process of its own, `rate` per second on average (Poisson), for `seconds`.

    A share of `write_share` are POSTs to the path `writes`, each with an Idempotency-Key of its own, the rest GETs of
    `reads`; each has a new connection and `timeout` seconds. Leaving the `with` ends the load.
    """

    def __init__(
        self,
        url: str,
        *,
        rate: float,
        seconds: float,
        reads: str = "/catalog",
        writes: str = "/orders",
        write_share: float = 0.0,
        timeout: float = 5.0,
        seed: int = 1,
    ):
        self.load = {"url": url, "rate": rate, "seconds": seconds, "reads": reads, "writes": writes}
        self.load |= {"write_share": write_share, "timeout": timeout, "seed": seed}
        self.limit = seconds + timeout + 30

    def __enter__(self) -> "Load":
        self._keeper = Keeper("load")
        try:
            self._log = self._keeper.directory / "sent.jsonl"
            self._pid = self._keeper.start([sys.executable, WORKER, json.dumps(self.load)], {}, self._log)
        except BaseException:
            self._keeper.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._keeper.close()

    def sent(self) -> list[Sent]:
        """The requests that have ended so far, in the order in which they ended."""
        lines = self._log.read_text().splitlines(keepends=True)
        return [Sent(**json.loads(line)) for line in lines if line.startswith("{") and line.endswith("\n")]

    def wait_for(self, count: int) -> list[Sent]:
        """The requests that have ended, once there are at least `count`."""
        while len(done := self.sent()) < count:
            if self._keeper.ended(self._pid) is not None:
                raise SystemsError(f"The load ended after {len(done)} requests:\n{tail(self._log.read_text())}")
            time.sleep(0.02)
        return done

    def wait(self) -> list[Sent]:
        """All requests, once the last has ended, in the order in which they were due."""
        if self._keeper.wait(self._pid, self.limit):
            raise SystemsError(f"The load generator failed:\n{tail(self._log.read_text())}")
        return sorted(self.sent(), key=lambda each: each.number)
