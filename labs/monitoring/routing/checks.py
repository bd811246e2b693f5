"""A real Alertmanager plays one evening with the configuration, once for all checks."""

from labs.monitoring.routing.pager import INBOX, OUTAGE, PAGER, SERVICES, evening


def played(routing):
    """The evening, if it could be played."""
    found = evening(routing())
    assert not found.refused, found.refused
    return found


def test_pages_go_to_the_pager_and_tickets_to_the_inbox(routing):
    found = played(routing)
    for service, severity, to in [*((each, "page", PAGER) for each in SERVICES), ("checkout", "ticket", INBOX)]:
        notes = found.of("firing", service, severity)
        assert notes, f"The {severity} of {service} reached nobody within two seconds."
        for each in notes:
            assert each.to == to, f"The {severity} of {service} went to {each.to}: it belongs to {to}."


def test_an_outage_is_one_page(routing):
    notes = played(routing).of("firing", "checkout")
    told = [sum(each.items() <= alert.items() for alert in note.alerts for each in OUTAGE) for note in notes]
    assert told == [len(OUTAGE)], (
        f"Three instances of checkout failed within half a second. That is one page with three alerts; yours made "
        f"{len(told)}, with {', '.join(map(str, told)) or 'no'} alerts of them."
    )


def test_a_page_is_about_one_service(routing):
    found = played(routing)
    for service in SERVICES:
        for each in found.of("firing", service):
            assert each.common.get("service") == service, (
                "A page names both checkout and search, whom different people look after: its alerts have no service "
                "in common."
            )


def test_the_end_is_told(routing):
    found = played(routing)
    for service in SERVICES:
        assert found.of("resolved", service), (
            f"{service} is repaired, and within two seconds nobody was told: whoever was paged goes on looking."
        )
