"""What a month of firings shows of a known mistake, whoever fired: a policy in Python or a rule file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from labs.burn_rates import judgement
from labs.burn_rates.alerts import Alert, Firing, in_month
from labs.burn_rates.traces import SERVICES, Trace, month

SEED = 1


class Symptoms:
    """What is wrong in the months of the three services, by what happened."""

    def __init__(self, traces: Mapping[str, Trace], fired: Mapping[str, Sequence[Firing]]) -> None:
        self.traces, self.fired = traces, fired

    def paged(self, service: str, kind: str) -> bool:
        """Whether an incident of a kind paged, however late."""
        return any(judgement.during(each, self.fired[service], "page") for each in self.incidents(service, kind))

    def in_time(self, service: str, kind: str) -> bool:
        """Whether the incident of a kind had what it asks for, in time."""
        delays = [(each, judgement.delay(each, self.fired[service])) for each in self.incidents(service, kind)]
        return all(after is not None and after <= each.within for each, after in delays)

    def incidents(self, service: str, kind: str) -> Iterable:
        """The incidents of a kind."""
        return [each for each in self.traces[service].incidents if each.kind == kind]

    def for_nothing(self, service: str) -> bool:
        """Whether something paged that should not."""
        return bool(judgement.unfounded(self.traces[service], self.fired[service], "page"))

    def lingers(self) -> bool:
        """Whether checkout's pages go on after their cause."""
        return bool(judgement.lingering(self.traces["checkout"], self.fired["checkout"]))


def at_once(alert: Alert) -> Alert:
    """The same alert without a wait."""
    return replace(alert, wait=0)


def unchanged(alert: Alert) -> Alert:
    """The alert as it is."""
    return alert


def of_policy(policy: Callable, alike: Callable[[Alert], Alert] = unchanged) -> Symptoms:
    """The symptoms of a policy in Python, each of its alerts changed first as a question needs it."""
    traces = {service.name: month(service, SEED) for service in SERVICES}
    alerts = {service: tuple(map(alike, policy(service.slo, service.per_hour))) for service in SERVICES}
    return Symptoms(traces, {service.name: in_month(each, service, SEED) for service, each in alerts.items()})


def either_window(seen: Symptoms) -> bool:
    """Spikes page, and pages outlive their cause, though no slow burn pages."""
    return seen.paged("checkout", "spike") and seen.lingers() and not seen.paged("checkout", "slow")


def one_threshold(seen: Symptoms) -> bool:
    """All is well but where the SLO is low: the outage there pages late or never."""
    well = not seen.for_nothing("checkout") and not seen.for_nothing("recipes") and seen.in_time("checkout", "leak")
    return well and seen.in_time("checkout", "outage") and not seen.in_time("recipes", "outage")


def burn_is_error_rate(seen: Symptoms) -> bool:
    """The low SLO's ordinary hours page, and what burns the high SLO's budget may not."""
    return seen.for_nothing("recipes") and not seen.paged("checkout", "spike") and not seen.paged("checkout", "slow")


def wait_filters(seen: Symptoms) -> bool:
    """A long outage pages, and one that comes and goes does not."""
    calm = not seen.for_nothing("recipes")
    return calm and seen.paged("checkout", "outage") and not seen.in_time("checkout", "flapping")


def long_window_only(seen: Symptoms) -> bool:
    """Pages outlive their cause, and nothing pages that should not."""
    return seen.lingers() and not seen.for_nothing("checkout") and not seen.for_nothing("recipes")


def short_window_only(seen: Symptoms) -> bool:
    """Spikes page, and pages end with their cause."""
    return seen.paged("checkout", "spike") and not seen.lingers() and not seen.paged("checkout", "slow")


def slow_burns_page(seen: Symptoms) -> bool:
    """A slow burn pages, and a spike does not."""
    return seen.paged("checkout", "slow") and seen.paged("recipes", "slow") and not seen.paged("checkout", "spike")


def slow_burns_ignored(seen: Symptoms) -> bool:
    """Outages page in time, and a slow burn has neither page nor ticket."""
    silent = not any(each.severity == "ticket" for name in ("checkout", "recipes") for each in seen.fired[name])
    return silent and seen.in_time("checkout", "outage") and not seen.paged("checkout", "slow")


def ratio_of_few(seen: Symptoms) -> bool:
    """A single failure pages where there are few requests, and all is well where there are many."""
    well = not seen.for_nothing("checkout") and not seen.for_nothing("recipes")
    return well and seen.in_time("checkout", "outage") and seen.for_nothing("suppliers")


def few_are_exempt(seen: Symptoms) -> bool:
    """An outage does not page where there are few requests, and does where there are many."""
    return seen.in_time("checkout", "outage") and not seen.paged("suppliers", "outage")
