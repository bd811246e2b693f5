"""The orders of the monitoring lab are what its texts say, and a right detector does not fail by chance."""

from hashlib import sha256
from itertools import pairwise
from math import comb
from statistics import fmean, stdev

import pytest

from labs.monitoring.anomalous import misconceptions
from labs.monitoring.anomalous.solution import anomalous
from labs.monitoring.orders import SEED, lost_orders, try_out, watched
from labs.monitoring.season import DAY, HOUR, HOURS, KEPT, WEEK, Incident, moment, season
from labs.monitoring.watch import ALLOWED, GRACE, HAUNTED, MISSED, alarms, begun, delay, haunted, unfounded, within
from nines.lab import ROOT
from nines.models import poisson_at_most
from nines.notebook import display

WEEKS = range(1_000, 1_032)
HOURS_OF = {"night": 3, "peak": 19}
DRAWN = 5  # the seeds that a check draws


def test_the_orders_are_the_same_on_every_platform():
    """These five weeks are drawn from this seed, whatever Python or machine draws them."""
    assert sha256(repr(tuple(season(SEED))).encode()).hexdigest()[:16] == "a7e17c5b1b0003ff"


def test_a_detector_sees_four_weeks_and_a_day():
    """The newest sample is the last, and the same moment of four earlier weeks is where the texts say."""
    week = season(SEED)
    assert len(week.orders) == KEPT + WEEK
    for at in (0, 500, WEEK - 1):
        seen = week.seen(at)
        assert len(seen) == KEPT
        assert seen[-1] == week.orders[KEPT + at]
        assert seen[-1 - 4 * WEEK] == week.orders[KEPT + at - 4 * WEEK]
    assert moment(0) == "Monday, 00:00"
    assert moment(6 * DAY + 19 * HOUR + 3) == "Sunday, 19:30"


def test_the_orders_are_as_the_texts_say():
    """About 80 at night and 1,600 at the peak; nine times as many at eight as at five; noise beyond Poisson's."""
    at = {name: [season(seed).orders[DAY + 4 * DAY + hour * HOUR] for seed in WEEKS] for name, hour in HOURS_OF.items()}
    night, peak = ([each for each in at[name] if each] for name in ("night", "peak"))
    assert 70 < fmean(night) < 90
    assert 1_500 < fmean(peak) < 1_700
    assert stdev(peak) > 2 * fmean(peak) ** 0.5
    assert 9 <= HOURS[8] / HOURS[5] < 10


def test_every_week_has_one_incident_of_each_kind_and_they_lie_apart():
    """Incidents never touch each other's time of grace, and only the repeated one has a shadow of its own kind."""
    for seed in WEEKS:
        week = season(seed)
        spells = sorted((each.start, each.end + GRACE) for each in week.incidents)
        assert len(spells) == 6
        assert all(one[1] <= other[0] for one, other in pairwise(spells))
        assert spells[-1][1] < WEEK
        for shadow in week.shadows:
            assert not any(within(at, week.incidents, GRACE) for at in range(shadow.start, shadow.end))


def test_a_right_answer_hardly_ever_fails_by_chance():
    """By what happens in 32 weeks, the solution fails any check in less than one of a thousand attempts."""
    for count, allowed in ((unfounded, ALLOWED), (haunted, HAUNTED)):
        often = sum(len(count(anomalous, seed)) for seed in WEEKS) / len(WEEKS)
        assert 1 - poisson_at_most(allowed, DRAWN * (often + 0.05)) < 1e-3
    for kind in {each.kind for seed in WEEKS for each in season(seed).incidents}:
        late = 0
        for seed in WEEKS:
            (incident,) = (each for each in season(seed).incidents if each.kind == kind)
            after = delay(alarms(anomalous, seed), incident)
            late += after is None or after > incident.within
        share = (late + 0.3) / len(WEEKS)
        passed = sum(comb(DRAWN, n) * share**n * (1 - share) ** (DRAWN - n) for n in range(MISSED + 1))
        assert 1 - passed < 1e-3, kind


def test_an_alarm_that_stays_on_counts_once_an_hour():
    """So that an alarm which is always on is no single false alarm."""
    assert list(begun([False, True, True, False, True])) == [1, 4]
    assert list(begun([True] * 13)) == [0, 6, 12]


def test_an_alarm_that_was_on_before_finds_nothing():
    """The delay counts from the incident's start to an alarm that goes on in it."""
    incident = Incident("part", "", 2, 5)
    assert delay([False, False, False, True, True, True], incident) == 2
    assert delay([False, True, True, True, True, True], incident) is None


VARIANTS = {
    "fixed_threshold": lambda orders: (orders[-1] or 0) < 500,
    "recent_hours": lambda orders: bool(
        len(known := [each for each in orders[-25:-1] if each is not None]) > 1
        and abs((orders[-1] or 0) - fmean(known)) > 2 * stdev(known) + 1
    ),
    "poisoned_baseline": lambda orders: (
        abs((orders[-1] or 0) - (past := fmean(e or 0 for e in orders[-1 - WEEK :: -WEEK]))) > 0.15 * past
    ),
    "no_data_is_healthy": lambda orders: orders[-1] is not None and anomalous([*orders[:-3], *[orders[-1]] * 3]),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_mistake_is_known_whatever_its_constants(name):
    """Another threshold, window or week: only the probe of this mistake fires."""
    fired = [each for each in VARIANTS if getattr(misconceptions, f"probe_{each}")(VARIANTS[name])]
    assert fired == [name]


def test_the_figures_show_what_the_texts_say():
    """The median of four weeks finds all six; the mean rings for nothing, one week more so; a wide band misses."""
    assert "6 of 6 incidents in time, 0 false" in watched(4, "median", 20)["title"]
    assert "6 of 6 incidents in time, 0 false" not in watched(4, "mean", 20)["title"]
    assert int(watched(1, "median", 20)["title"].split(", ")[-1].split()[0]) > 10
    assert "4 of 6" in watched(4, "median", 50)["title"]
    assert "848 are left" in lost_orders()["title"]


def test_a_try_says_what_became_of_each_incident(capsys):
    """The lesson prints a line for each incident and shows the week; a starter is no error."""
    with display.captured() as shown:
        try_out(anomalous)
    said = capsys.readouterr().out
    assert said.count("found after") == 6
    assert len(shown) == 1

    def starter(orders):
        raise NotImplementedError

    try_out(starter)
    assert "Not written yet." in capsys.readouterr().out


def test_the_article_and_the_lesson_state_the_limits():
    """What a learner reads of the limits is what the checks apply."""
    lesson = " ".join((ROOT / "notebooks/monitoring.ipynb").read_text(encoding="utf-8").split())
    article = " ".join((ROOT / "docs/operations/monitoring.md").read_text(encoding="utf-8").split())
    assert (ALLOWED, HAUNTED, MISSED, GRACE, DRAWN) == (5, 10, 1, HOUR, 5)
    assert "In all five weeks at most five false alarms" in lesson
    assert "at most ten more" in lesson
    assert "Of five of a kind one may be missed" in lesson
    assert "within 30 minutes, the last one within three hours" in lesson
    assert "Five false alarms in five weeks pass in the exercise" in article
    assert {each.within for each in season(SEED).incidents} == {3, 3 * HOUR}
