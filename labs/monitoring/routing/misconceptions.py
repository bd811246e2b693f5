"""Configurations that people write first, each one mistake from the reference, and probes that look at what arrived."""

from labs.monitoring.routing.pager import OUTAGE, PAGER, evening
from labs.monitoring.routing.solution import routing as right


def every_alert_a_page():
    """Each alert should reach somebody by itself

    You group by everything that tells alerts apart, and an outage of three instances is three pages; one of three
    hundred is three hundred. Group by what a person would call one problem: the service and the alert.
    """
    return right().replace("[alertname, service]", '["..."]')


def one_group_for_all():
    """One group for everything is quiet

    You group alerts of all services together. One page then names two problems, the labels that say whose it is are
    gone, and the second problem hides in the first one's group. Group by service.
    """
    return right().replace("[alertname, service]", "[alertname]")


def paged_at_once():
    """Waiting to group loses time

    Without `group_wait` the first alert is sent alone, and the others follow as further notifications of the same
    outage. A few seconds of waiting make one page of them.
    """
    return right().replace("group_wait: 1s", "group_wait: 0s")


def end_untold():
    """A page is about the beginning

    With `send_resolved: false` nobody learns that it is over: people go on looking, and tickets stay open. Send the
    end to wherever the beginning went.
    """
    return right().replace("send_resolved: true", "send_resolved: false")


def everything_pages():
    """One receiver is enough

    You send every severity to the pager. A certificate with weeks to go then wakes somebody, who learns to sleep
    through it. Route by the label `severity`.
    """
    return right().replace("receiver: inbox\n", "receiver: pager\n")


def _sizes(answer):
    """How many alerts of the outage each firing page had."""
    return [
        sum(each.items() <= alert.items() for alert in note.alerts for each in OUTAGE)
        for note in evening(answer()).of("firing", "checkout")
    ]


def probe_every_alert_a_page(answer):
    return _sizes(answer) == [1, 1, 1]


def probe_one_group_for_all(answer):
    return any(len({each["service"] for each in note.alerts}) > 1 for note in evening(answer()).notes)


def probe_paged_at_once(answer):
    sizes = _sizes(answer)
    return len(sizes) > 1 and sizes[-1] == len(OUTAGE) > sizes[0]


def probe_end_untold(answer):
    notes = evening(answer()).notes
    return bool(notes) and not any(each.status == "resolved" for each in notes)


def probe_everything_pages(answer):
    return any(each.to == PAGER for each in evening(answer()).of("firing", "checkout", "ticket"))
