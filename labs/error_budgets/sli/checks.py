"""Small logs in which one rule decides; then a whole day, whose lines may stand in any order."""

from labs.error_budgets.log import Request, record


def event(name, *attempts, agent="larder-web/7"):
    """Return the rows of one request from its (status, duration_ms) pairs, each attempt 100 ms after the one before."""
    rows, at_ms = [], 0
    for number, (status, duration_ms) in enumerate(attempts, start=1):
        rows.append(Request(at_ms, name, number, "/checkout", status, duration_ms, agent))
        at_ms += duration_ms + 100
    return rows


def log(*events):
    return [row for number, attempts in enumerate(events) for row in event(f"r{number}", *attempts)]


SERVED = [(200, 120)]


def test_a_failed_request_stays_in_the_denominator(sli):
    found = sli(log(SERVED, SERVED, [(303, 60)], [(500, 80)]))
    assert found == (3, 4), (
        f"Of four shoppers two got a 200, one a redirect (303) and one a 500: (3, 4). Yours says {found}."
    )


def test_a_night_with_nothing_but_probes_has_no_events(sli):
    found = sli([row for number in range(3) for row in event(f"p{number}", (200, 9), agent="larder-probe/2")])
    assert found == (0, 0), f"Three probes and no shopper: that is (0, 0). Yours says {found}."


def test_the_attempts_of_one_request_are_one_event(sli):
    found = sli(log(SERVED, [(503, 90), (200, 140)]))
    assert found == (2, 2), (
        f"One shopper was served at once, one on the second attempt after a 503: (2, 2). Yours says {found}."
    )


def test_a_mistake_of_the_caller_is_not_an_event(sli):
    found = sli(log(SERVED, [(400, 30)], [(401, 30)], [(404, 30)]))
    assert found == (1, 1), (
        f"One shopper was served; a 400, a 401 and a 404 are their callers' mistakes: (1, 1). Yours says {found}."
    )


def test_turning_a_shopper_away_is_a_failure(sli):
    found = sli(log(SERVED, [(429, 5)], [(499, 4_000)]))
    assert found == (1, 3), (
        "Of three shoppers one was served, one was refused (429) and one hung up after 4 s (499): "
        f"(1, 3). Yours says {found}."
    )


def test_the_wait_counts_from_the_first_attempt(sli):
    found = sli(log(SERVED, [(200, 2_400)], [(504, 2_500), (200, 300)]))
    assert found == (1, 3), (
        "One shopper was served in 120 ms, one after 2,400 ms, one after a timeout of 2,500 ms and a retry of 300 ms: "
        f"(1, 3). Yours says {found}."
    )


def test_the_order_of_the_lines_does_not_matter(sli, seeds):
    retried = log(SERVED, [(503, 90), (200, 140)])
    for requests in [retried[::-1], *(record(seed, events=400) for seed in seeds[:2])]:
        found, in_order = sli(requests), sli(sorted(requests))
        assert found == in_order, (
            f"Two balancers' logs, one after the other, {len(requests)} lines: yours says {found}. "
            f"The same lines sorted by time: {in_order}."
        )
