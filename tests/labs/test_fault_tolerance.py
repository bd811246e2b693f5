"""The fault tolerance lab: its models agree with nines.models, its exhaustive histories with R + W > N."""

import re
import urllib.request
from itertools import product

import pytest

from labs.fault_tolerance.designs import availability, down
from labs.fault_tolerance.haproxy_cfg import bad_day
from labs.fault_tolerance.haproxy_cfg.solution import CONFIG
from labs.fault_tolerance.replicas import Setting, backwards, goes_on, possible, stale
from nines.models import common_cause, majority, parallel, quorums_intersect, series
from tests.conftest import require


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0])
def test_a_pair_is_the_beta_factor_model(share):
    """Two replicas are down as the formula says."""
    assert 1 - down(("any", 2, 0.01), share) == pytest.approx(common_cause(0.01, share), abs=1e-12)


def test_designs_are_made_of_the_usual_parts():
    """Without a shared cause, copies are parallel, voters a majority, and parts a series."""
    parts = [("any", 3, 0.02), ("majority", 4, 0.01), ("any", 1, 0.001)]
    expected = series([parallel([0.98] * 3), majority(0.99, 4), 0.999])
    assert availability(parts, 0) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("replicas", "failures"), [(3, 0), (3, 1), (4, 1), (5, 2)])
def test_strict_quorums_are_stale_exactly_where_they_need_not_meet(replicas, failures):
    """A read can miss a confirmed write if and only if R + W is not more than N."""
    for read, write in product(range(1, replicas - failures + 1), repeat=2):
        meets = quorums_intersect(replicas, read, write)
        assert (stale(Setting(read, write), replicas, failures) is None) == meets


def test_a_write_that_stopped_comes_and_goes_unless_reads_write_back():
    """With R = W = 2 of 3 a halfway write is seen and gone; with repair it stays."""
    assert backwards(Setting(2, 2), 3, 1)
    assert backwards(Setting(2, 2, repair=True), 3, 1) is None


def test_no_setting_survives_half_of_the_replicas():
    """Where `possible` says no, every strict setting that goes on can be stale, and where it says yes one is sound."""
    for replicas, failures in product(range(1, 6), range(5)):
        if failures >= replicas:
            continue
        settings = [Setting(r, w, False, True) for r, w in product(range(1, replicas + 1), repeat=2)]
        going = [each for each in settings if goes_on(each, replicas, failures)]
        sound = [e for e in going if not stale(e, replicas, failures) and not backwards(e, replicas, failures)]
        assert bool(sound) == possible(replicas, failures)


def test_a_running_shop_has_the_page_that_is_printed(capsys):
    """While the shop runs, the printed address answers with HAProxy's statistics; afterwards it doesn't."""
    require("haproxy")
    running = bad_day.serve(CONFIG)
    assert running
    with running:
        url = re.search(r"own page: (http\S+)", capsys.readouterr().out)[1]
        with urllib.request.urlopen(url, timeout=10) as page:
            assert b"Statistics Report for HAProxy" in page.read()
    with pytest.raises(OSError):
        urllib.request.urlopen(url, timeout=10)


def test_a_configuration_that_is_refused_is_explained(capsys):
    """HAProxy's words come out, in the lesson and in a verdict, and nothing is raised."""
    require("haproxy")
    wrong = CONFIG.replace("bind", "bnid")
    assert bad_day.serve(wrong) is None
    bad_day.rehearse(wrong)
    assert capsys.readouterr().out.count("bnid") == 2
    assert "bnid" in bad_day.outcome(wrong).refused
