"""Rule files that people write first, each one mistake from the reference, and probes that look at what fired."""

from labs.monitoring.rules.episodes import outcome
from labs.monitoring.rules.solution import rules as right


def rate_of_sum_first():
    """Add first, then take the rate

    When an instance restarts the sum falls, and `rate` counts what is left of it as new: months of failures and
    requests within a quarter of a minute. Whatever share they have is your error ratio now. Write `sum(rate(…[5m]))`.
    """
    wrong = right()
    for name in ("errors_total", "requests_total"):
        counter = f'{name}{{job="payments"}}'
        wrong = wrong.replace(f"sum(rate({counter}[5m]))", f"rate(sum({counter})[5m:15s])")
    return wrong


def no_data_is_healthy():
    """No data is no trouble

    Where there is no series your expression returns nothing, and an alert that returns nothing does not fire. Give
    the ratio a companion: `absent(requests_total{job="payments"})`. `up == 0` is not enough where the target itself
    is gone from the list.
    """
    return right().replace('absent(requests_total{job="payments"})', 'sum(requests_total{job="payments"}) < 0')


def every_alert_a_page():
    """Each alert should reach somebody by itself

    Your ratio keeps the label `instance`, so each instance has its own alert, and one problem is three. Add the
    instances up: `sum(rate(…)) / sum(rate(…))`.
    """
    return right().replace("sum(rate(", "sum by (instance) (rate(")


def probe_rate_of_sum_first(answer):
    held = outcome(answer()).held
    return "restart is quiet" not in held and {"before the restart it is quiet", "brief is quiet"} <= held


def probe_no_data_is_healthy(answer):
    held = outcome(answer()).held
    return bool(held) and not held & {"ended is a page", "never is a page", "ended is told"}


def probe_every_alert_a_page(answer):
    return "failing is three pages" in outcome(answer()).held
