"""What must hold for every input: monotony, limits, and agreement with counting everything."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nines import models as m

RHO = st.floats(0, 0.999)
SLO = st.floats(0, 0.99999)
SHARE = st.floats(0, 1)


@given(SLO, SHARE)
def test_the_budget_is_gone_exactly_at_the_objective(slo, share):
    """Spending the allowed events leaves zero, spending a share leaves the rest."""
    valid = 1e6
    allowed = m.budget_events(slo, valid)
    assert m.budget_remaining(valid - allowed * share, valid, slo) == pytest.approx(1 - share, abs=1e-4)


@given(SLO, st.floats(1e-6, 1), st.floats(1, 1000), st.floats(0.1, 100))
def test_an_alert_fires_within_its_window_or_never(slo, errors, window, burn):
    """At detection the window's mean burn is the threshold; beyond the window there is no detection."""
    time = m.detection_time(slo, errors, window, burn)
    if time is None:
        assert m.burn_rate(errors, slo) < burn
    else:
        assert time <= window * (1 + 1e-9)
        assert m.burn_rate(errors, slo) * time / window == pytest.approx(burn)


@given(RHO, RHO)
def test_more_load_never_waits_less(a, b):
    """Waits grow with utilization in every model."""
    low, high = sorted((a, b))
    assert m.mm1_time(low) <= m.mm1_time(high)
    assert m.mg1_wait(low, 2) <= m.mg1_wait(high, 2)
    assert m.erlang_c(7, 7 * low) <= m.erlang_c(7, 7 * high) + 1e-12
    assert m.supermarket_time(low) <= m.supermarket_time(high) + 1e-12


@given(RHO)
def test_special_cases_agree_between_models(rho):
    """M/M/1 is M/M/c with one server, M/G/1 with exponential service, and one choice of servers."""
    wait = m.mm1_time(rho) - 1
    assert m.mmc_wait(1, rho) == pytest.approx(wait, rel=1e-6, abs=1e-9)
    assert m.mg1_wait(rho, 1) == pytest.approx(wait, rel=1e-6, abs=1e-9)
    assert m.supermarket_time(rho, 1) == pytest.approx(m.mm1_time(rho))
    assert m.mmc_wait_exceeds(1, rho, 0) == pytest.approx(rho)


@given(st.integers(1, 60), st.floats(0.001, 0.999))
def test_erlang_b_is_the_share_of_poisson_states(servers, rho):
    """The recursion agrees with the truncated Poisson distribution that it comes from."""
    load = servers * rho
    logs = [k * math.log(load) - math.lgamma(k + 1) for k in range(servers + 1)]
    weights = [math.exp(log - max(logs)) for log in logs]
    assert m.erlang_b(servers, load) == pytest.approx(weights[-1] / math.fsum(weights), rel=1e-9)


@given(st.floats(0, 200), st.floats(0.001, 1), st.floats(0, 2))
def test_servers_for_is_the_least_number(load, target, wait):
    """The number meets the target and one server fewer does not."""
    servers = m.servers_for(load, target, wait)
    assert m.mmc_wait_exceeds(servers, load, wait) <= target
    if servers - 1 > load:
        assert m.mmc_wait_exceeds(servers - 1, load, wait) > target


@given(st.floats(0, 0.99), st.floats(1e-6, 0.5))
def test_nothing_beats_the_peak_of_usl(alpha, beta):
    """Throughput peaks between half and twice as many nodes, and Amdahl is USL without coherency."""
    peak = max(1.0, m.usl_peak(alpha, beta))
    for n in (max(1.0, peak / 2), peak * 2):
        assert m.usl(peak, alpha, beta) >= m.usl(n, alpha, beta) - 1e-9
    assert m.usl(50, alpha, 0) == pytest.approx(m.amdahl(1 - alpha, 50))


@given(st.lists(SHARE, min_size=1, max_size=6))
def test_availability_agrees_with_counting_every_state(parts):
    """Series, parallel and majority are sums over all 2ⁿ states."""
    states = list(itertools.product([True, False], repeat=len(parts)))

    def total(holds):
        return math.fsum(
            math.prod(p if up else 1 - p for p, up in zip(parts, state, strict=True))
            for state in states
            if holds(state)
        )

    assert m.series(parts) == pytest.approx(total(all), abs=1e-12)
    assert m.parallel(parts) == pytest.approx(total(any), abs=1e-12)
    same = [parts[0]] * len(parts)
    parts[:] = same
    assert m.majority(parts[0], len(parts)) == pytest.approx(total(lambda s: sum(s) > len(s) / 2), abs=1e-12)


@given(SHARE, SHARE)
def test_a_common_cause_never_helps(q, beta):
    """Two replicas that share failures are at most as available as independent ones, for small unavailability."""
    q = q / 4
    assert m.common_cause(q, 0) == pytest.approx(m.parallel([1 - q, 1 - q]))
    assert m.common_cause(q, beta) <= m.common_cause(q, 0) + 1e-12
    assert m.common_cause(q, 1) == pytest.approx(1 - q)


@given(SHARE, st.integers(0, 500))
def test_fan_out_is_one_minus_nobody_slow(p, n):
    """The complement is the product of the parts' chances."""
    assert m.fan_out(p, n) == pytest.approx(1 - (1 - p) ** n, abs=1e-9)


@given(st.integers(2, 30), st.integers(1, 30), st.integers(1, 30))
def test_quorums_intersect_when_no_disjoint_pair_exists(n, r, w):
    """R + W > N holds exactly when R and W replicas do not fit side by side."""
    r, w = min(r, n), min(w, n)
    assert m.quorums_intersect(n, r, w) == (not set(range(r)).isdisjoint(range(n - w, n)))


@given(st.integers(0, 60), st.floats(0.5, 0.999))
def test_the_poisson_bound_inverts_the_distribution(events, confidence):
    """At the bound, seeing so few events has exactly the remaining probability."""
    assert m.poisson_at_most(events, m.poisson_upper(events, confidence)) == pytest.approx(1 - confidence, rel=1e-6)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=50), SHARE)
def test_a_quantile_is_a_value_that_enough_do_not_exceed(values, q):
    """At least a share q lies at or below it, and fewer lie below."""
    value = m.quantile(values, q)
    assert value in values
    assert sum(v <= value for v in values) >= q * len(values) - 1e-6
    assert sum(v < value for v in values) <= q * len(values) + 1e-6


@given(st.integers(1, 100), st.floats(0.01, 1000), st.floats(0.01, 1000))
def test_the_autoscaler_leaves_the_metric_at_or_under_target(current, metric, target):
    """After scaling outside the tolerance, the same load per replica is at most the target."""
    wanted = m.hpa_replicas(current, metric, target)
    if abs(metric / target - 1) > 0.1:
        assert metric * current <= wanted * target * (1 + 1e-6)
    else:
        assert wanted == current
