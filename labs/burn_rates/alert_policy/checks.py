"""Three months that nobody has seen: what paged, how soon, how long, what became a ticket, what fired for nothing."""

from labs.burn_rates import judgement
from labs.burn_rates.alerts import in_month, problem
from labs.burn_rates.traces import CHECKOUT, RECIPES, SERVICES, SUPPLIERS, month


def judged(alert_policy, service, seeds):
    """The service's month, and what the answer's alerts did in it."""
    alerts = alert_policy(service.slo, service.per_hour)
    fault = problem(alerts)
    assert not fault, f"For {service.name} yours {fault}."
    seed = seeds[SERVICES.index(service)]
    return month(service, seed), in_month(tuple(alerts), service, seed)


def test_fast_burns_page(alert_policy, seeds):
    fault = judgement.missed(*judged(alert_policy, CHECKOUT, seeds), "page")
    assert not fault, fault


def test_pages_come_in_time(alert_policy, seeds):
    fault = judgement.late(*judged(alert_policy, CHECKOUT, seeds), "page")
    assert not fault, fault


def test_an_outage_pages_at_an_SLO_of_90_percent(alert_policy, seeds):
    outcome = judged(alert_policy, RECIPES, seeds)
    fault = judgement.missed(*outcome, "page") or judgement.late(*outcome, "page")
    assert not fault, fault


def test_an_outage_pages_at_ten_requests_an_hour(alert_policy, seeds):
    outcome = judged(alert_policy, SUPPLIERS, seeds)
    fault = judgement.missed(*outcome, "page") or judgement.late(*outcome, "page")
    assert not fault, fault


def test_one_failure_in_an_hour_of_ten_requests_pages_nobody(alert_policy, seeds):
    fault = judgement.unfounded(*judged(alert_policy, SUPPLIERS, seeds), "page")
    assert not fault, fault


def test_nothing_else_pages(alert_policy, seeds):
    for service in (CHECKOUT, RECIPES):
        fault = judgement.unfounded(*judged(alert_policy, service, seeds), "page")
        assert not fault, fault


def test_pages_end_soon_after_the_trouble(alert_policy, seeds):
    for service in SERVICES:
        fault = judgement.lingering(*judged(alert_policy, service, seeds))
        assert not fault, fault


def test_slow_burns_become_tickets(alert_policy, seeds):
    for service in (CHECKOUT, RECIPES):
        outcome = judged(alert_policy, service, seeds)
        fault = judgement.missed(*outcome, "ticket") or judgement.late(*outcome, "ticket")
        assert not fault, fault


def test_ordinary_days_are_no_ticket(alert_policy, seeds):
    for service in (CHECKOUT, RECIPES):
        fault = judgement.unfounded(*judged(alert_policy, service, seeds), "ticket")
        assert not fault, fault
