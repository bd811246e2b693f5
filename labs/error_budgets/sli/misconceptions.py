"""Each is a complete answer with one mistake in it; `_judged` holds what they share."""

MISTAKES_OF_THE_CALLER = (400, 401, 404)


def _events(requests):
    """Group the rows of shoppers by request, in the order of their attempts."""
    events = {}
    for request in sorted(requests, key=lambda request: request.attempt):
        if not request.agent.startswith("larder-probe"):
            events.setdefault(request.request_id, []).append(request)
    return list(events.values())


def _waited(attempts):
    return attempts[-1].at_ms + attempts[-1].duration_ms - attempts[0].at_ms


def _judged(events, not_valid=MISTAKES_OF_THE_CALLER, waited=_waited):
    """Count good and valid events, with the rules for validity and for the wait given."""
    valid = [attempts for attempts in events if attempts[-1].status not in not_valid]
    good = [attempts for attempts in valid if attempts[-1].status < 400 and waited(attempts) <= 2_000]
    return len(good), len(valid)


def failures_left_out(requests):
    """Failures are not valid events

    Your valid events are those that got an answer, so a failure leaves the numerator and the denominator
    together and the SLI hardly moves. A failed request is the event you most want to count: it is valid, and it
    is not good.
    """
    return _judged(_events(requests), not_valid=(*MISTAKES_OF_THE_CALLER, *range(500, 600)))


def client_errors_left_out(requests):
    """Every 4xx is the client's fault

    You drop the whole 4xx class. 429 is Larder turning a shopper away, and 499 is a shopper who hung up because
    Larder did not answer. Ask who could have prevented it; the first digit does not tell.
    """
    return _judged(_events(requests), not_valid=range(400, 500))


def client_errors_fail(requests):
    """Every 4xx is a failure

    You spend Larder's budget on mistakes that Larder cannot prevent: a mistyped address, an expired login. One
    crawler that follows dead links would page you. Count neither good nor bad what only the caller could have
    avoided, and watch its share separately.
    """
    return _judged(_events(requests), not_valid=())


def probes_counted(requests):
    """A probe is as good as a user

    You count Larder's own probes. They come at the same pace day and night, take the easiest path and nearly
    always succeed, so they dilute every failure, most of all when few shoppers are there. Keep them out of the
    SLI.
    """
    everyone = [request._replace(agent="anyone") for request in requests]
    return _judged(_events(everyone))


def attempts_counted(requests):
    """Every attempt is an event

    You count rows. A shopper whose second attempt succeeded was served once, and one who failed three times
    failed once. Count what the shopper wanted: the attempts with one request_id are one event.
    """
    return _judged([[request] for attempts in _events(requests) for request in attempts])


def retried_is_failed(requests):
    """A request that failed once has failed

    You call an event bad when any of its attempts failed. The shopper saw the last one: a retry that worked, in
    time, is a good event. The attempts that failed belong into a metric of the service's own, where they warn
    you before the retries stop helping.
    """
    events = _events(requests)
    return _judged([[*attempts[:-1], max(attempts, key=lambda request: request.status)] for attempts in events])


def last_attempt_timed(requests):
    """A retry starts the clock again

    You time the last attempt alone. The shopper has been waiting since the first one: a retry that answers in
    300 ms after a timeout of 2,500 ms took 2,800 ms. Measure from the start of the first attempt.
    """
    return _judged(_events(requests), waited=lambda attempts: attempts[-1].duration_ms)


def status_only(requests):
    """A 200 is good however long it took

    You look at the status alone. A page that comes after five seconds was sent to a shopper who has left. Good
    needs both: an answer, and in time.
    """
    return _judged(_events(requests), waited=lambda attempts: 0)


def file_order(requests):
    """The last line is the last attempt

    You take the order of the file for the order of events. The file holds one balancer's log after the other's,
    so that a first attempt can stand below the second. Order the attempts by their number.
    """
    events = {}
    for request in requests:
        if not request.agent.startswith("larder-probe"):
            events.setdefault(request.request_id, []).append(request)
    return _judged(list(events.values()))
