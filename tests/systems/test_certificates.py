"""Real certificates, and what a prober sees of them."""

import ssl
import time

import pytest

from nines.systems import Authority, Backend, BlackboxExporter
from tests.conftest import require

EXPIRY = "probe_ssl_earliest_cert_expiry"


@pytest.fixture
def authority():
    """A certificate authority."""
    require("certificates")
    with Authority() as made:
        yield made


def probe(authority, days):
    """What a prober that verifies and one that doesn't see of a server whose certificate ends in some days."""
    require("blackbox_exporter")
    trusting = {"prober": "http", "http": {"tls_config": {"ca_file": str(authority.ca_file)}}}
    blind = {"prober": "http", "http": {"tls_config": {"insecure_skip_verify": True}}}
    certificate = authority.issue(days=days)
    with (
        Backend(certificate=certificate.file) as shop,
        BlackboxExporter({"verify": trusting, "blind": blind}) as prober,
    ):
        return certificate, prober.probe(shop.url, "verify"), prober.probe(shop.url, "blind")


def test_a_valid_certificate_is_trusted_and_its_end_is_known(authority):
    """A probe succeeds and gives the moment of expiry."""
    certificate, seen, _ = probe(authority, 20)
    assert seen["probe_success"] == 1
    assert seen[EXPIRY] == pytest.approx(certificate.expires.timestamp(), abs=1)


def test_an_expired_certificate_has_no_expiry_metric(authority):
    """With verification on, the alert on days left goes silent when it matters; `probe_success` is left."""
    _, seen, blind = probe(authority, -1)
    assert seen["probe_success"] == 0
    assert EXPIRY not in seen
    assert blind["probe_success"] == 1
    assert blind[EXPIRY] < time.time()


def test_only_its_own_authority_is_trusted(authority):
    """A client that trusts the authority connects, one that does not is refused."""
    certificate = authority.issue("127.0.0.1")
    with Backend(certificate=certificate.file) as shop:
        assert ssl.get_server_certificate(("127.0.0.1", shop.port), ca_certs=str(authority.ca_file))
        with Authority() as other, pytest.raises(ssl.SSLCertVerificationError):
            ssl.get_server_certificate(("127.0.0.1", shop.port), ca_certs=str(other.ca_file))
