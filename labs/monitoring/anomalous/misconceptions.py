"""Detectors that people write first, and probes that know them by what they say of orders without any noise."""

from math import sqrt
from statistics import fmean, stdev

from labs.monitoring.anomalous.solution import anomalous as right
from labs.monitoring.season import DAY, HOUR, KEPT, WEEK, shape

_PEAK, _NOON = 1600, 2 * DAY + DAY // 2  # orders in ten minutes, and Wednesday at noon
_AT = range(DAY, 2 * DAY, 2)  # Tuesday


def fixed_threshold(orders):
    """One threshold for every hour

    Your alarm asks the same number of orders at four in the morning and at seven in the evening. A threshold above the
    night's orders rings every night; one below them does not see that four of ten orders are missing at the peak.
    Compare with the same moment of other weeks.
    """
    return sum(each is None or not 40 < each < 2600 for each in orders[-3:]) >= 2


def recent_hours(orders):
    """The last hours say what is usual

    You compare with the mean and the standard deviation of the last hours. Orders multiply by nine between five and
    eight each morning, so every morning is an anomaly to you; and what declines slowly becomes usual as you watch. What
    is usual now is what was there at this moment of earlier weeks.
    """
    known = [each for each in orders[-3 - 6 * HOUR : -3] if each is not None]
    if len(known) < 2:
        return True
    middle, spread = fmean(known), stdev(known)
    return sum(each is None or abs(each - middle) > 3 * spread for each in orders[-3:]) >= 2


def poisoned_baseline(orders):
    """The usual is the mean of what was

    One of your weeks holds an incident. It pulls the mean toward itself and makes the standard deviation large: the
    same incident, a week later, lies within your band, or ordinary orders lie outside. The median of four weeks does
    not move when one of them was bad.
    """
    odd = 0
    for back in (1, 2, 3):
        now = orders[-back]
        past = [orders[-back - weeks * WEEK + off] for weeks in (1, 2, 3, 4) for off in (-2, -1, 0, 1, 2)]
        known = [each for each in past if each is not None]
        middle = fmean(known)
        band = 3 * sqrt(fmean([(each - middle) ** 2 for each in known])) + 2 * sqrt(middle)
        odd += now is None or abs(now - middle) > band
    return odd >= 2


def no_data_is_healthy(orders):
    """No data is no trouble

    Where there is no sample your alarm is off, and it stays off as long as nothing arrives. A shop that is down to its
    last counter looks just so. One lost sample is an accident; two or three in a row are an anomaly.
    """
    newest = [each for each in orders[-3:] if each is not None]
    return len(newest) == 3 and right(orders)


_WEEK = [round(_PEAK * shape(at)) for at in range(WEEK)]  # a week without noise
_DAYS = _WEEK[DAY : 2 * DAY] * 7  # a week of seven Tuesdays


def _weeks(at=_NOON, week=_WEEK):
    """What a detector sees at a sample of a week if all weeks are the same."""
    return (week * 6)[at + 1 + WEEK - DAY :][:KEPT]


def _ends(*newest):
    """Noon, with other newest samples."""
    return [*_weeks()[: -len(newest)], *newest]


def _spoiled(weeks, *newest):
    """Noon, with hours without orders around the same moment some weeks ago."""
    seen = _ends(*newest) if newest else _weeks()
    at = KEPT - weeks * WEEK
    seen[at - 9 : at + 3] = [0] * 12
    return seen


def _level(usual, newest):
    """The same number of orders for weeks, and another in the last hour."""
    return [usual] * (KEPT - HOUR) + [newest] * HOUR


_FALLEN = [round(0.3 * _WEEK[_NOON])] * 5


def probe_fixed_threshold(answer):
    levels = (0, 20, 50, 100, 200, 400, 800, 1600, 3200, 6400)
    said = [{bool(answer(_level(usual, newest))) for usual in (100, 400, 1600)} for newest in levels]
    return all(len(each) == 1 for each in said) and len(set(map(frozenset, said))) == 2


def probe_recent_hours(answer):
    if probe_fixed_threshold(answer):
        return False
    same = [(answer(_weeks(at, _DAYS)), answer(_forgotten(at))) for at in _AT]
    return {bool(one) for one, _ in same} == {True, False} and all(one == other for one, other in same)


def _forgotten(at):
    """Days that are the same, and before the last one nothing like it."""
    seen = _weeks(at, _DAYS)
    return [3 * each + 7 for each in seen[:-DAY]] + seen[-DAY:]


def probe_poisoned_baseline(answer):
    if any(answer(_weeks(at)) for at in range(0, WEEK, 12)) or not answer(_ends(*_FALLEN)):
        return False
    return any(answer(_spoiled(weeks)) or not answer(_spoiled(weeks, *_FALLEN)) for weeks in (1, 2, 3, 4))


def probe_no_data_is_healthy(answer):
    silent = [bool(answer(_ends(*[None] * count))) for count in (1, 2, 3, 6, 12, 24)]
    return not any(silent) and bool(answer(_ends(*[0] * 6)))
