"""What the panels say beside what an answer says, printed for the lesson."""

from collections.abc import Callable, Mapping

from labs.monitoring.samples import Recording, record
from labs.monitoring.truth import averaged_p99, last_less_first, rate_of_sum

SEED = 1


def panels(recording: Recording) -> dict[str, object]:
    """What the dashboard shows."""
    return {
        "checkout_rate": rate_of_sum(recording),
        "search_slow": 0.01,
        "payments_alarm": False,
        "checkout_p99": averaged_p99(recording),
        "orders_rate": last_less_first(recording),
    }


def report(truths: Callable[[Recording], Mapping[str, object]], seed: int = SEED) -> None:
    """Print what the panels say of a recording in which payments is silent, and what an answer says."""
    recording = record(seed, "silent")
    try:
        found = truths(recording)
    except NotImplementedError:
        found = {}
    print(f"{'':<16}{'panel':>10}{'yours':>10}")
    for key, value in panels(recording).items():
        print(f"{key:<16}{_short(value):>10}{_short(found.get(key, '')):>10}")


def _short(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
