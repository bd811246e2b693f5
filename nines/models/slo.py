"""Error budgets and burn rates."""

from nines.models.arguments import fraction, not_negative, objective, positive

MINUTES_PER_DAY = 24 * 60


def budget_minutes(slo: float, days: float) -> float:
    """How many minutes of full outage the SLO allows in a window.

    Units: slo is a fraction (0.999), days the length of the window; the result is in minutes.
    Condition: a time-based budget, or an event-based one under steady traffic.
    Raises ValueError for an SLO of 100 % or outside [0, 1], or a window that is not positive.
    Source: Site Reliability Workbook, ch. 2, "Implementing SLOs".
    """
    return (1 - objective(slo)) * positive("days", days) * MINUTES_PER_DAY


def budget_events(slo: float, valid: float) -> float:
    """How many of the valid events may be bad.

    Units: slo is a fraction; valid and the result are counts (the result is not rounded).
    Raises ValueError for an SLO of 100 % or outside [0, 1], or a negative count.
    Source: Site Reliability Workbook, ch. 2, "Implementing SLOs".
    """
    return (1 - objective(slo)) * not_negative("valid", valid)


def budget_remaining(good: float, valid: float, slo: float) -> float:
    """The share of the error budget that is left; negative when it is overspent.

    Units: good and valid are counts, slo and the result fractions. Without valid events nothing
    was spent: the result is 1.
    Raises ValueError for an SLO of 100 % or outside [0, 1], negative counts, or more good events than valid ones.
    Source: Site Reliability Workbook, ch. 2, "Implementing SLOs".
    """
    allowed = budget_events(slo, valid)
    if not_negative("good", good) > valid:
        raise ValueError(f"good events ({good!r}) are a part of the valid ones ({valid!r}), never more")
    return 1 - (valid - good) / allowed if valid else 1.0


def burn_rate(error_ratio: float, slo: float) -> float:
    """How many times faster than the SLO allows the budget is being spent.

    Units: error_ratio and slo are fractions; the result is a factor: 1 spends the budget exactly in its window.
    Raises ValueError for fractions outside [0, 1] or an SLO of 100 %.
    Source: Site Reliability Workbook, ch. 5, "Alerting on SLOs".
    """
    return fraction("error_ratio", error_ratio) / (1 - objective(slo))


def max_burn_rate(slo: float) -> float:
    """The burn rate of a full outage: no threshold above it can ever fire.

    Units: slo is a fraction, the result a factor.
    Raises ValueError for an SLO of 100 % or outside [0, 1].
    Source: Site Reliability Workbook, ch. 5, "Alerting on SLOs".
    """
    return burn_rate(1, slo)


def budget_spent(burn: float, window_hours: float, period_days: float) -> float:
    """The share of the period's budget that a burn rate, held for the window, spends.

    Units: burn is a factor, window_hours in hours, period_days in days; the result is a fraction (above 1: overspent).
    Raises ValueError for a negative burn rate, or a window or period that is not positive.
    Source: Site Reliability Workbook, ch. 5, "Alerting on SLOs".
    """
    window = positive("window_hours", window_hours)
    return not_negative("burn", burn) * window / (positive("period_days", period_days) * 24)


def detection_time(slo: float, error_ratio: float, window: float, burn: float) -> float | None:
    """How long errors at a steady ratio last before a burn-rate alert fires; None if it never does.

    Units: slo and error_ratio are fractions, burn (the alert's threshold) is a factor; the result has window's unit.
    Condition: no errors before, steady traffic. The alert fires when the window's mean burn reaches the threshold.
    Raises ValueError for fractions outside [0, 1], an SLO of 100 %, or a window or threshold that is not positive.
    Source: Site Reliability Workbook, ch. 5, "Alerting on SLOs".
    """
    positive("window", window)
    now = burn_rate(error_ratio, slo)
    if now < positive("burn", burn) * (1 - 1e-12):
        return None
    return window * burn / now


def time_to_exhaustion(burn: float, period: float, remaining: float = 1.0) -> float | None:
    """How long until the budget is gone at a steady burn rate; None if the rate is zero.

    Units: burn is a factor, remaining the share of the budget that is left; the result has the unit of period.
    An overspent budget (remaining below 0) has run out: the result is 0.
    Raises ValueError for a negative burn rate, a share above 1, or a period that is not positive.
    Source: Site Reliability Workbook, ch. 5, "Alerting on SLOs".
    """
    positive("period", period)
    left = fraction("remaining", max(0.0, remaining))
    return period * left / burn if not_negative("burn", burn) else None
