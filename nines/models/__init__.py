"""The field's formulas as pure functions: units, conditions, errors and source are in each docstring."""

from nines.models.slo import (
    budget_events,
    budget_minutes,
    budget_remaining,
    budget_spent,
    burn_rate,
    detection_time,
    max_burn_rate,
    time_to_exhaustion,
)

__all__ = [
    "budget_events",
    "budget_minutes",
    "budget_remaining",
    "budget_spent",
    "burn_rate",
    "detection_time",
    "max_burn_rate",
    "time_to_exhaustion",
]
