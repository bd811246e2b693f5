"""Recordings that nobody has seen, in each state of payments; answers are compared to a part in a million."""

from labs.monitoring.samples import STATES, record
from labs.monitoring.truth import same, truth


def shown(found):
    """A value as a verdict says it."""
    return f"{found:.4g}" if isinstance(found, float) else repr(found)


def answer(truths, recording, key):
    """What the answer has under a key, and what is true."""
    found = truths(recording)
    assert isinstance(found, dict), f"Return a dict with the five answers; yours is {found!r}."
    assert key in found, f"Your dict lacks {key!r}."
    return found[key], truth(recording)[key]


def test_checkout_serves_what_its_instances_serve(truths, seeds):
    found, true = answer(truths, record(seeds[0]), "checkout_rate")
    assert same(found, true), (
        f"One of checkout's three instances restarted. Together they serve {true:.1f} requests per second; "
        f"yours says {shown(found)}."
    )


def test_requests_beyond_the_last_bound_are_counted(truths, seeds):
    found, true = answer(truths, record(seeds[1]), "search_slow")
    assert same(found, true), (
        f"{true:.2%} of search's requests took longer than 1 s, the last bound of its histogram; "
        f"yours says {shown(found)}."
    )


def test_silent_and_failing_payments_raise_the_alarm(truths, seeds):
    for seed, state in zip(seeds, STATES, strict=False):
        found, true = answer(truths, record(seed, state), "payments_alarm")
        assert found == true, f"Payments is {state}: the alarm must be {true}, and yours is {found!r}."


def test_the_p99_is_that_of_all_requests(truths, seeds):
    found, true = answer(truths, record(seeds[2]), "checkout_p99")
    assert same(found, true), f"99 % of checkout's requests took at most {true:.3f} s; yours says {shown(found)}."


def test_a_restart_takes_no_orders_away(truths, seeds):
    found, true = answer(truths, record(seeds[3]), "orders_rate")
    assert same(found, true), (
        f"The orders' counter began again at zero. {true:.2f} orders came in per second; yours says {shown(found)}."
    )
