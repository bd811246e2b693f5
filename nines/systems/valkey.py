"""A real Valkey server."""

from pathlib import Path
from typing import Any

from nines.systems.registry import COMPONENTS
from nines.systems.service import Service


class Valkey(Service):
    """Valkey in memory; `options` are its configuration directives, such as {"maxmemory": "8mb"}."""

    component = "valkey"
    listens_on = ("valkey",)

    def __init__(self, *, options: dict[str, str] | None = None, port: int | None = None):
        super().__init__(port=port)
        self.options = {"save": "", "appendonly": "no", **(options or {})}

    def command(self) -> list[str | Path]:
        """The server in the foreground, on the loopback interface only."""
        fixed = {"port": str(self.port), "bind": "127.0.0.1", "dir": str(self.directory), "daemonize": "no"}
        pairs = [part for name, value in {**self.options, **fixed}.items() for part in (f"--{name}", value)]
        return [COMPONENTS["valkey"].program("valkey-server").path, *pairs]

    @property
    def url(self) -> str:
        """The address that a client is given."""
        return f"valkey://127.0.0.1:{self.port}"

    def client(self, **options: Any) -> Any:
        """A client of the `valkey` package, whose answers are text."""
        import valkey

        return valkey.Valkey(host="127.0.0.1", port=self.port, **{"decode_responses": True, **options})

    def ready(self) -> bool:
        """Whether it answers a PING."""
        import valkey

        try:
            return self.client().ping()
        except valkey.exceptions.ConnectionError:
            return False
