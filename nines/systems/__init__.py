"""Real programs for labs and lessons: each starts on loopback in a temporary directory, and leaves nothing behind."""

from nines.systems.alertmanager import Alertmanager
from nines.systems.backends import Backend
from nines.systems.blackbox import BlackboxExporter
from nines.systems.certificates import Authority, Certificate
from nines.systems.errors import ConfigError, MissingProgram, SystemsError
from nines.systems.faults import FaultProxy
from nines.systems.fetching import install
from nines.systems.haproxy import HAProxy
from nines.systems.history import Firing, firings
from nines.systems.load import Load, Sent
from nines.systems.openmetrics import Series
from nines.systems.postgresql import PostgreSQL
from nines.systems.prometheus import Prometheus, Result
from nines.systems.receivers import OTLPReceiver, Span, Webhook
from nines.systems.registry import COMPONENTS
from nines.systems.service import started
from nines.systems.valkey import Valkey

__all__ = [
    "COMPONENTS",
    "Alertmanager",
    "Authority",
    "Backend",
    "BlackboxExporter",
    "Certificate",
    "ConfigError",
    "FaultProxy",
    "Firing",
    "HAProxy",
    "Load",
    "MissingProgram",
    "OTLPReceiver",
    "PostgreSQL",
    "Prometheus",
    "Result",
    "Sent",
    "Series",
    "Span",
    "SystemsError",
    "Valkey",
    "Webhook",
    "firings",
    "install",
    "started",
]
