"""promtool plays six episodes that the author of the rules has not seen, once for all checks."""

from labs.monitoring.rules.episodes import outcome


def held(rules, *questions):
    """Whether the rules did as asked in all of these."""
    found = outcome(rules())
    assert not found.refused, found.refused
    return found.held.issuperset(questions)


def test_failing_payments_are_one_page(rules):
    assert held(rules, "failing is one page"), (
        "From minute 10 on 3 % of the payments failed, on all three instances. In minute 18 that is one alert, "
        "PaymentsFail; yours did not fire, or fired more than once."
    )


def test_the_page_ends_with_the_trouble(rules):
    assert held(rules, "failing ends"), "Failures ended in minute 30, and in minute 44 an alert of yours still fires."


def test_a_minute_of_failures_pages_nobody(rules):
    assert held(rules, "brief is quiet"), (
        "For one minute 3 % of the payments failed: 0.7 % of five minutes. Yours fired."
    )


def test_payments_that_are_gone_are_a_page(rules):
    for question, what in (("ended is a page", "ended in minute 10"), ("never is a page", "never began")):
        assert held(rules, question), (
            f"The series of payments {what}. Within a quarter of an hour that is one alert, PaymentsSilent; yours did "
            "not fire, or fired more than once."
        )


def test_a_night_without_payments_is_no_silence(rules):
    assert held(rules, "night is quiet"), (
        "At night nobody pays: the counters stand still, and all three instances are there. Yours fired."
    )


def test_a_restart_pages_nobody(rules):
    assert held(rules, "restart is quiet"), (
        "One of three instances restarted in minute 20, and its counters began at zero; 0.2 % of the payments failed, "
        "as always. Yours fired."
    )


def test_a_page_says_what_it_is_about(rules):
    assert held(rules, "failing is told", "ended is told"), (
        "Both alerts carry the labels severity=page and service=payments, by which they are routed. Yours lack one, "
        "or did not fire."
    )
