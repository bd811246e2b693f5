"""A real Prometheus evaluates the rule file over thirty days that its author has not seen, once for all checks."""

from labs.burn_rates import judgement
from labs.burn_rates.rule_file.history import outcome, unseen


def months(rule_file):
    """Each service's month, and what the rules did in it."""
    found = outcome(rule_file())
    assert not found.refused, found.refused
    return [(trace, found.fired[name]) for name, trace in unseen().items()]


def test_fast_burns_page_in_time(rule_file):
    for trace, fired in months(rule_file):
        fault = judgement.missed(trace, fired, "page") or judgement.late(trace, fired, "page")
        assert not fault, fault


def test_nothing_else_pages(rule_file):
    for trace, fired in months(rule_file):
        fault = judgement.unfounded(trace, fired, "page")
        assert not fault, fault


def test_pages_end_soon_after_the_trouble(rule_file):
    for trace, fired in months(rule_file):
        fault = judgement.lingering(trace, fired)
        assert not fault, fault


def test_slow_burns_and_nothing_less_become_tickets(rule_file):
    for trace, fired in months(rule_file)[:2]:
        fault = judgement.missed(trace, fired, "ticket") or judgement.late(trace, fired, "ticket")
        fault = fault or judgement.unfounded(trace, fired, "ticket")
        assert not fault, fault
