def points_not_share(good, valid, slo):
    """What is left is the distance to the SLO

    You return the SLI minus the SLO, in points. 0.07 points are most of the budget of a 99.9 % SLO and almost
    nothing at 95 %. Divide by the budget, 1 − SLO, to get a share that means the same for every service.
    """
    if slo >= 1:
        raise ValueError("no budget")
    return good / valid - slo if valid else 1.0


def whole_failures(good, valid, slo):
    """A budget is a whole number of failures

    You round the budget to whole failures. 2,500 requests at 99.9 % allow 2.5: rounding throws a fifth of that
    away, and below 1,000 requests it leaves nothing to divide by. Keep the fraction; only what you print is
    rounded.
    """
    if slo >= 1:
        raise ValueError("no budget")
    allowed = int(round((1 - slo) * valid, 6))
    bad = valid - good
    return 1 - bad / allowed if allowed else 1.0


def clamped_at_zero(good, valid, slo):
    """An empty budget cannot get emptier

    You stop at zero. A service at −50 % and one at −2,000 % then look the same, and nobody sees how long the
    window must run clean before the budget is back. Let it go below zero.
    """
    if slo >= 1:
        raise ValueError("no budget")
    return max(0.0, 1 - (valid - good) / ((1 - slo) * valid)) if valid else 1.0


def silence_is_failure(good, valid, slo):
    """Without traffic there is no budget

    You report an empty budget for a window without events. Nothing was promised to anybody and nothing was
    spent: the whole budget is there. That nobody came may well be an outage; it needs an alert of its own, on
    traffic.
    """
    if slo >= 1:
        raise ValueError("no budget")
    return 1 - (valid - good) / ((1 - slo) * valid) if valid else 0.0


def perfect_target(good, valid, slo):
    """100 % is a target like any other

    You give an answer for an SLO of 100 %. It allows no failure, so its budget is zero and no share of it
    exists: the first failed request would end all releases. Refuse it, so that whoever typed it finds out now.
    """
    if slo >= 1:
        return 1.0 if good == valid else 0.0
    return 1 - (valid - good) / ((1 - slo) * valid) if valid else 1.0


# The probes see one mistake whatever else the answer gets wrong, as first answers do: most forget an edge as well.


def _near(found, value):
    return abs(found - value) < 1e-6


def _usual(answer):
    return _near(answer(999_700, 1_000_000, 0.999), 0.7)


def probe_points_not_share(answer):
    return _near(answer(980, 1_000, 0.95), 0.03) and _near(answer(999_700, 1_000_000, 0.999), 0.0007)


def probe_whole_failures(answer):
    return _usual(answer) and _near(answer(2_499, 2_500, 0.999), 0.5)


def probe_clamped_at_zero(answer):
    return _usual(answer) and _near(answer(99_850, 100_000, 0.999), 0)


def probe_silence_is_failure(answer):
    return _usual(answer) and _near(answer(0, 0, 0.999), 0)


def probe_perfect_target(answer):
    return _usual(answer) and isinstance(answer(1_000, 1_000, 1.0), int | float)
