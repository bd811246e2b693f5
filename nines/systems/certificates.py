"""Certificates from an authority that lives as long as a lab, made by trustme."""

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nines.systems.keeper import Keeper
from nines.systems.registry import COMPONENTS


@dataclass(frozen=True)
class Certificate:
    """A certificate's PEM file, which holds its chain and its private key, and when it ends."""

    file: Path
    expires: datetime


class Authority:
    """A certificate authority with a folder of its own; `ca_file` is what clients must trust."""

    def __enter__(self) -> "Authority":
        COMPONENTS["certificates"].find()
        import trustme

        self._keeper = Keeper("certificates")
        try:
            self._authority, self._numbers = trustme.CA(), itertools.count()
            self.ca_file = self._keeper.write("ca.pem", self._authority.cert_pem.bytes().decode())
        except BaseException:
            self._keeper.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._keeper.close()

    def issue(self, *names: str, days: float = 90) -> Certificate:
        """A certificate for these names or addresses that ends `days` from now; a negative number is in the past."""
        expires = datetime.now(UTC) + timedelta(days=days)
        begins = min(datetime.now(UTC), expires) - timedelta(days=1)
        issued = self._authority.issue_cert(*(names or ("127.0.0.1",)), not_before=begins, not_after=expires)
        text = issued.private_key_and_cert_chain_pem.bytes().decode()
        return Certificate(self._keeper.write(f"certificate-{next(self._numbers)}.pem", text), expires)
