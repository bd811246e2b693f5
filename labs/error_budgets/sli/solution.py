def sli(requests):
    """Group the attempts of shoppers into events, then judge each event by its last attempt."""
    events = {}
    for request in requests:
        if not request.agent.startswith("larder-probe"):
            events.setdefault(request.request_id, []).append(request)

    good = valid = 0
    for attempts in events.values():
        attempts.sort(key=lambda request: request.attempt)
        first, last = attempts[0], attempts[-1]
        if last.status in (400, 401, 404):
            continue
        valid += 1
        waited_ms = last.at_ms + last.duration_ms - first.at_ms
        good += last.status < 400 and waited_ms <= 2_000
    return good, valid
