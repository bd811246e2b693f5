"""Policies that people write first, each one mistake from the reference, and probes that know them by what fires."""

from labs.burn_rates import symptoms
from labs.burn_rates.alerts import Above, Alert, Both, Either, above, both, either, failures


def _burning(slo, severity, burn, hours, combine=both, highest=0.6, least=3):
    threshold = min(burn * (1 - slo), highest)
    windows = combine(above(60 * hours, threshold), above(5 * hours, threshold))
    return Alert(severity, both(windows, failures(60 * hours, least)))


def _pages(slo, **changes):
    return [_burning(slo, "page", 14.4, 1, **changes), _burning(slo, "page", 6, 6, **changes)]


def _tickets(slo, severity="ticket"):
    return [_burning(slo, severity, 3, 24), _burning(slo, severity, 1, 72)]


def either_window(slo, requests_per_hour):
    """OR instead of AND

    Your alert fires when one window or the other burns. The short one pages for every spike, and the long one holds
    the page for hours after the end: you have the weakness of both. With AND the long window says that it matters,
    and the short one that it is still going on.
    """
    return [*_pages(slo, combine=either), *_tickets(slo)]


def one_threshold(slo, requests_per_hour):
    """14.4 fits every SLO

    The burn rate cannot exceed 1 / (1 − SLO). At 90 % a total outage burns at 10, and 14.4 asks for 144 % of
    errors: that alert can never fire. The figure was made for 2 % of a month's budget in an hour. Choose a share
    that an outage can spend.
    """
    return [*_pages(slo, highest=2), *_tickets(slo)]


def burn_is_error_rate(slo, requests_per_hour):
    """A burn rate is an error rate

    Your thresholds are shares of requests, the same for every SLO. 14.4 % of errors is a burn rate of 144 at 99.9 %
    and of 1.4 at 90 %: an ordinary hour for one service and a catastrophe for the other. Multiply the burn rate by
    1 − SLO.
    """
    rows = [("page", 0.144, 1), ("page", 0.06, 6), ("ticket", 0.03, 24), ("ticket", 0.01, 72)]
    return [_burning(0, severity, ratio, hours) for severity, ratio, hours in rows]


def wait_filters(slo, requests_per_hour):
    """`for:` filters out noise

    You make an alert wait until its condition has held without a gap. An outage that comes and goes every few
    minutes starts the wait anew each time and never pages, while it spends a month's budget in an afternoon. The
    wait also costs a full outage as much time as a small one. A longer window remembers failures; a wait forgets
    them.
    """
    if requests_per_hour < 100:
        return [*_pages(slo), *_tickets(slo)]
    fast, slow = (min(burn * (1 - slo), 0.6) for burn in (14.4, 6))
    return [
        Alert("page", both(above(5, fast), failures(60, 3)), wait=11),
        Alert("page", both(above(5, slow), failures(360, 3)), wait=60),
        *_tickets(slo),
    ]


def long_window_only(slo, requests_per_hour):
    """The long window is enough

    The long window tells what matters, and it remembers for as long as it is: after a repair your page goes on for
    up to an hour, or six. Nobody sees whether the repair worked, and a second outage in that time is no news. Add a
    short window that must burn, too.
    """
    return [*_pages(slo, combine=lambda long, short: long), *_tickets(slo)]


def short_window_only(slo, requests_per_hour):
    """A shorter window is a better one

    The short window is quick, and to it everything is large: three bad minutes, less than a hundredth of the
    budget, look like a burn rate of 50. Ask a long window as well whether it matters.
    """
    return [*_pages(slo, combine=lambda long, short: short), *_tickets(slo)]


def slow_burns_page(slo, requests_per_hour):
    """Whatever burns the budget is a page

    A burn rate of two is real, and the month's budget lasts for two weeks. Nobody needs to get up: a ticket in the
    morning repairs as much. Page for what cannot wait until then.
    """
    return [*_pages(slo), *_tickets(slo, "page")]


def slow_burns_ignored(slo, requests_per_hour):
    """What does not page does not matter

    A small leak spends as much as an outage, given days. Below the thresholds of your pages nothing is said, and
    the budget is gone before the month is. Send a ticket for what burns for days.
    """
    return _pages(slo)


def ratio_of_few(slo, requests_per_hour):
    """One of ten is ten percent

    In an hour of ten requests one failure is a burn rate of 100 at 99.9 %. As arithmetic that is right. It says
    nothing about the service: one failed request is as much evidence as one coin. Ask for several failures, or look
    at a window that holds enough requests.
    """
    return [*_pages(slo, least=1), *_tickets(slo)]


def few_are_exempt(slo, requests_per_hour):
    """Too little traffic to alert on

    You leave the quiet service without a page, so its total outage reaches nobody. Ten requests an hour are enough
    to see that all of them fail: three or four in a row are no chance.
    """
    return [] if requests_per_hour < 100 else [*_pages(slo), *_tickets(slo)]


def _thresholds(condition):
    """The error ratios in a condition."""
    if isinstance(condition, Both | Either):
        return {ratio for part in condition.parts for ratio in _thresholds(part)}
    return {condition.ratio} if isinstance(condition, Above) else set()


def _ratios(answer, slo):
    """The error ratios that page at an SLO, for a busy service."""
    found = {ratio for each in answer(slo, 36_000) if each.severity == "page" for ratio in _thresholds(each.when)}
    return sorted(found)


def _fixed(answer):
    """Whether the same error ratios page whatever the SLO."""
    found = [_ratios(answer, slo) for slo in (0.9, 0.99, 0.999)]
    return bool(found[0]) and found[0] == found[1] == found[2]


def _scaled(answer):
    """Whether the same burn rates page whatever the SLO."""
    found = [[round(ratio / (1 - slo), 6) for ratio in _ratios(answer, slo)] for slo in (0.9, 0.99, 0.999)]
    return bool(found[0]) and found[0] == found[1] == found[2]


def probe_either_window(answer):
    return symptoms.either_window(symptoms.of_policy(answer)) and not _fixed(answer)


def probe_one_threshold(answer):
    return _scaled(answer) and symptoms.one_threshold(symptoms.of_policy(answer))


def probe_burn_is_error_rate(answer):
    return _fixed(answer)


def probe_wait_filters(answer):
    seen, without = symptoms.of_policy(answer), symptoms.of_policy(answer, symptoms.at_once)
    return symptoms.wait_filters(seen) and without.in_time("checkout", "flapping")


def probe_long_window_only(answer):
    return symptoms.long_window_only(symptoms.of_policy(answer)) and not _fixed(answer)


def probe_short_window_only(answer):
    return symptoms.short_window_only(symptoms.of_policy(answer)) and not _fixed(answer)


def probe_slow_burns_page(answer):
    return symptoms.slow_burns_page(symptoms.of_policy(answer)) and not _fixed(answer)


def probe_slow_burns_ignored(answer):
    return symptoms.slow_burns_ignored(symptoms.of_policy(answer)) and not _fixed(answer)


def probe_ratio_of_few(answer):
    return symptoms.ratio_of_few(symptoms.of_policy(answer)) and not _fixed(answer)


def probe_few_are_exempt(answer):
    return symptoms.few_are_exempt(symptoms.of_policy(answer, symptoms.at_once)) and not _fixed(answer)
