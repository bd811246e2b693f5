"""Backend processes: small HTTP servers that can be slow, killed, and restarted, ours or the learner's."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from nines.systems.service import Service
from nines.systems.web import answers

SHOP = Path(__file__).with_name("shop.py")


class Backend(Service):
    """One HTTP server in a process of its own, on 127.0.0.1.

    `source` is the text of a Python program that listens on the port in the variable PORT and answers GET `health` with
    200 once it is ready; without it, Larder's small service runs (`shop.py`), over TLS given a `certificate` file.
    """

    component = "backends"

    def __init__(
        self,
        name: str = "a",
        *,
        source: str = "",
        health: str = "/health",
        certificate: Path | None = None,
        environment: Mapping[str, str] | None = None,
        port: int | None = None,
    ):
        super().__init__(port=port)
        self.name, self.source, self.health, self.certificate = name, source, health, certificate
        self._environment = dict(environment or {})

    def prepare(self) -> None:
        """Write the program that runs."""
        self.keeper.write("server.py", self.source or SHOP.read_text())

    def command(self) -> list[str | Path]:
        """This Python on that program."""
        return [sys.executable, "-u", self.directory / "server.py"]

    def environment(self) -> Mapping[str, str]:
        """Its name, its port, and where a certificate is."""
        tls = {"CERTIFICATE": str(self.certificate)} if self.certificate else {}
        return {**tls, **self._environment, "NAME": self.name, "PORT": str(self.port)}

    def ready(self) -> bool:
        """Its health endpoint; with TLS, that it listens is enough."""
        return bool(self.certificate) or answers(self.url + self.health)

    @property
    def address(self) -> str:
        """The host:port that a load balancer is given."""
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Its address, https with a certificate."""
        return f"{'https' if self.certificate else 'http'}://{self.address}"

    def slow(self, seconds: float) -> None:
        """Make Larder's service take this long for each request from now on; 0 makes it quick again."""
        fresh = self.keeper.write("delay.new", repr(seconds))
        os.replace(fresh, self.directory / "delay")

    def orders(self) -> list[str]:
        """The keys of all writes that Larder's service carried out, in order, duplicates included."""
        return (self.directory / "journal").read_text().split()
