"""An evening at Larder sent to a real Alertmanager: who was notified, how often, with which labels, and of the end.

Alerts are posted as Prometheus posts them, with a beginning, and with an end when they are over.
"""

import json
import time
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from nines.systems import Alertmanager, SystemsError, Webhook
from nines.systems.alertmanager import check_config
from nines.systems.web import fetch

PAGER, INBOX = "pager", "inbox"
SERVICES = ("checkout", "search")
OUTAGE = [
    {"alertname": "ErrorBudgetBurns", "service": "checkout", "instance": each, "severity": "page"} for each in "abc"
]
OTHER = [{"alertname": "ErrorBudgetBurns", "service": "search", "instance": "a", "severity": "page"}]
TICKET = [{"alertname": "CertificateExpires", "service": "checkout", "instance": "a", "severity": "ticket"}]
APART = 0.1  # s between alerts of one outage
QUIET = 2.5  # s from the first alert until the repair: time for a notification too many
AFTER = 2.0  # s after the repair, at most


class Note(NamedTuple):
    """One notification: to whom, firing or resolved, the labels that all its alerts share, and its alerts' labels."""

    to: str
    status: str
    common: Mapping[str, str]
    alerts: tuple[Mapping[str, str], ...]


class Evening(NamedTuple):
    """The notifications in order, or why there are none to judge."""

    notes: tuple[Note, ...]
    refused: str = ""

    def of(self, status: str, service: str, severity: str = "page") -> list[Note]:
        """The notifications of a status that have an alert of a service and severity."""
        wanted = {"service": service, "severity": severity}.items()
        return [each for each in self.notes if each.status == status and any(wanted <= a.items() for a in each.alerts)]


def post(manager: Alertmanager, alerts: Iterable[Mapping[str, str]], began: float, over: float | None = None) -> None:
    """Send alerts as Prometheus does; moments are Unix seconds."""
    times = {"startsAt": _moment(began)} | ({"endsAt": _moment(over)} if over else {})
    body = json.dumps([{"labels": dict(each), **times} for each in alerts]).encode()
    status, said = fetch(f"{manager.url}/api/v2/alerts", data=body, Content_Type="application/json")
    if status != 200:
        raise SystemsError(f"Alertmanager did not take the alerts: {said}")


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


@cache
def evening(config: object) -> Evening:
    """What a configuration made of the evening; played once for a text."""
    if not isinstance(config, str) or not config.strip():
        return Evening((), f"Return the text of Alertmanager's configuration; yours is {config!r}.")
    if "${WEBHOOK}" not in config:
        return Evening((), "Nobody is notified: give the receivers webhook_configs with the url ${WEBHOOK}.")
    try:
        check_config(config)
        with Webhook() as webhook, Alertmanager(webhook=webhook.url, config=config) as manager:
            _play(manager, webhook)
            return Evening(tuple(map(_note, webhook.received())))
    except SystemsError as error:
        return Evening((), str(error))


def _play(manager: Alertmanager, webhook: Webhook) -> None:
    """Three instances of checkout fail one after the other, search fails too, a certificate is old; all is repaired."""
    began = time.time()
    post(manager, OTHER + TICKET, began)
    for each in OUTAGE:
        post(manager, [each], began)
        time.sleep(APART)
    time.sleep(QUIET - APART * len(OUTAGE))
    post(manager, OUTAGE + OTHER, began, time.time())
    deadline = time.monotonic() + AFTER
    while time.monotonic() < deadline and _over(webhook) < len(OUTAGE + OTHER):
        time.sleep(0.05)


def _over(webhook: Webhook) -> int:
    """How many alerts have been told to be over."""
    return sum(len(each["alerts"]) for each in webhook.received() if each["status"] == "resolved")


def _note(said: Mapping[str, Any]) -> Note:
    labels = tuple(each["labels"] for each in said["alerts"])
    return Note(said["receiver"], said["status"], said["commonLabels"], labels)


def rehearse(config: str) -> None:
    """Print the notifications that a configuration makes of the evening, or why there are none."""
    found = evening(config)
    print(found.refused or f"{len(found.notes)} notifications:")
    for each in found.notes:
        common = ", ".join(f"{name}={value}" for name, value in each.common.items())
        print(f"  to {each.to}: {each.status}, {len(each.alerts)} alerts; all have {common or 'nothing in common'}")


def serve(config: str) -> ExitStack | None:
    """Alertmanager with the evening's alerts on, until `close()`, and its address; None, and a word why."""
    with ExitStack() as stack:
        try:
            webhook = stack.enter_context(Webhook())
            manager = stack.enter_context(Alertmanager(webhook=webhook.url, config=config))
            post(manager, OTHER + TICKET + OUTAGE, time.time())
        except SystemsError as error:
            print(error)
            return None
        print(f"Alertmanager's own page: {manager.url}/#/alerts")
        return stack.pop_all()
