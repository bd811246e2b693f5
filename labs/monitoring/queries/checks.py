"""A real Prometheus answers the queries over three recordings that their author has not seen, once for all checks."""

from labs.monitoring.queries.live import UNSEEN, alarms, outcome
from labs.monitoring.samples import STATES
from labs.monitoring.truth import same, truth


def answers(queries):
    """What each recording's queries returned, and what is true in it."""
    found = outcome(queries())
    assert not found.refused, found.refused
    return [(each, truth(recording)) for each, recording in zip(found.found, UNSEEN, strict=True)]


def number(results):
    """The one value that a query returned, or None."""
    return results[0].value if len(results) == 1 else None


def wrong(queries, key):
    """How a query's number differs from the truth, in words; empty where it doesn't."""
    for found, true in answers(queries):
        if not same(number(found[key]), true[key]):
            got = f"{number(found[key]):.4g}" if len(found[key]) == 1 else f"{len(found[key])} results instead of one"
            return f"The truth is {true[key]:.4g}; Prometheus answers yours with {got}."
    return ""


def test_checkout_serves_what_its_instances_serve(queries):
    assert not (fault := wrong(queries, "checkout_rate")), f"Checkout, requests per second. {fault}"


def test_requests_beyond_the_last_bound_are_counted(queries):
    assert not (fault := wrong(queries, "search_slow")), f"Search, the share slower than 1 s. {fault}"


def test_silent_and_failing_payments_raise_the_alarm(queries):
    for state, (found, true) in zip(STATES, answers(queries), strict=True):
        on = alarms(found["payments_alarm"])
        assert on == true["payments_alarm"], (
            f"Payments is {state}, and the alarm is {'on' if on else 'off'}: an alert fires where its expression "
            "returns anything, and doesn't where it returns nothing."
        )


def test_the_p99_is_that_of_all_requests(queries):
    assert not (fault := wrong(queries, "checkout_p99")), f"Checkout, p99 in seconds. {fault}"


def test_a_restart_takes_no_orders_away(queries):
    assert not (fault := wrong(queries, "orders_rate")), f"Orders per second. {fault}"
