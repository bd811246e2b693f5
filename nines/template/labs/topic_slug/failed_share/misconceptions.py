def failures_per_success(failed, total):
    """Failures are compared with successes

    You divide by the requests that went well, which leaves the failures out of the count they are part of. Divide by
    all requests: otherwise the share passes 1 in an outage.
    """
    return failed / (total - failed) if total else 0.0


def percent_for_share(failed, total):
    """A percentage is taken for a share

    You return percent. Everything that uses this number multiplies it with a count, and is then a hundred times off.
    Return the share; a percent sign is for people.
    """
    return 100 * failed / total if total else 0.0


def silence_is_failure(failed, total):
    """Without traffic everything counts as failed

    You report a full outage for a window without requests. Nobody was refused. That nobody came may be an outage too,
    and it needs an alert of its own, on traffic.
    """
    return failed / total if total else 1.0
