"""Every formula against published or independently computed values."""

import math
from random import Random

import pytest

from nines import models as m

VECTORS = [
    # Error budgets: 30 days at the usual objectives, and a 28-day window.
    (m.budget_minutes(0.99, 30), 432),
    (m.budget_minutes(0.995, 30), 216),
    (m.budget_minutes(0.999, 30), 43.2),
    (m.budget_minutes(0.9995, 30), 21.6),
    (m.budget_minutes(0.9999, 30), 4.32),
    (m.budget_minutes(0.999, 28), 40.32),
    (m.budget_minutes(0.9999, 365), 52.56),
    (m.budget_events(0.999, 1_000_000), 1000),
    (m.budget_remaining(999_750, 1_000_000, 0.999), 0.75),
    (m.budget_remaining(998_000, 1_000_000, 0.999), -1),
    (m.budget_remaining(0, 0, 0.999), 1),
    # Burn rates: one failure in ten at 99.9 % is 100×, not the 1,000× that is printed in the workbook.
    (m.burn_rate(0.1, 0.999), 100),
    (m.max_burn_rate(0.9), 10),
    (m.budget_spent(14.4, 1, 30), 0.02),
    (m.budget_spent(6, 6, 30), 0.05),
    (m.budget_spent(3, 24, 30), 0.1),
    (m.budget_spent(1, 72, 30), 0.1),
    (m.budget_spent(m.max_burn_rate(0.9), 1, 30), 0.01389),
    (m.detection_time(0.999, 1, 3600, 14.4), 51.84),
    (m.detection_time(0.999, 1, 6 * 3600, 6), 129.6),
    (m.time_to_exhaustion(14.4, 30), 2.0833),
    (m.time_to_exhaustion(m.max_burn_rate(0.99999), 30 * 86400), 25.92),
    # Queues.
    (m.little_number(200, 0.25), 50),
    (m.mm1_time(0.5), 2),
    (m.mm1_time(0.8), 5),
    (m.mm1_time(0.9), 10),
    (m.mm1_time(0.95), 20),
    (m.mm1_quantile(0.9, 0.99), 46.0517),
    (m.erlang_b(10, 8), 0.12166),
    (m.erlang_c(10, 8), 0.40918),
    (m.erlang_c(100, 80), 0.01965),
    (m.erlang_c(100, 90), 0.21694),
    (m.erlang_c(1, 0.8), 0.8),
    (m.mmc_wait(10, 8), 0.2046),
    (m.mmc_wait(1, 0.8), 4),
    (m.mmc_wait_exceeds(10, 8, 0), 0.40918),
    (m.mmc_wait_exceeds(10, 8, 1), 0.40918 * math.exp(-2)),
    (m.servers_for(80, 0.02), 100),
    (m.mg1_wait(0.8, 0), 2),
    (m.mg1_wait(0.8, 1), 4),
    (m.mg1_wait(0.8, 4), 10),
    (m.gg1_wait(0.8, 4, 1), 10),
    # Scaling.
    (m.amdahl(0.95, 16), 9.143),
    (m.amdahl(0.95, math.inf), 20),
    (m.usl_peak(0.03, 0.0001), 98.49),
    (m.usl(98, 0.03, 0.0001), 20.16),
    (m.usl(200, 0.03, 0.0001), 18.26),
    (m.hpa_replicas(4, 90, 60), 6),
    (m.hpa_replicas(10, 50, 80), 7),
    (m.hpa_replicas(7, 65, 60), 7),
    (m.hpa_replicas(10, 66, 60), 10),
    (m.ring_moved(10), 0.0909),
    (m.modulo_moved(10), 0.9091),
    (m.bounded_load(1000, 10, 0.25), 125),
    # Spreading load.
    (m.supermarket_time(0.9, 1), 10),
    (m.supermarket_time(0.9), 2.614),
    (m.supermarket_time(0.99, 1), 100),
    (m.supermarket_time(0.99), 5.432),
    (m.fan_out(0.01, 100), 0.634),
    (m.fan_out(1e-4, 2000), 0.1813),
    (m.shuffle_shards(8, 2), 28),
    (m.shuffle_shards(2048, 4), 730_862_190_080),
    (m.max_load_random(100_000), 4.7115),
    (m.max_load_choices(100_000), 3.5253),
    # Availability.
    (m.series([0.999] * 3), 0.997003),
    (m.series([0.9999] * 50), 0.99501),
    (m.parallel([0.99, 0.99]), 0.9999),
    (m.common_cause(0.01, 0.1), 0.998919),
    (m.majority(0.99, 3), 0.999702),
    (m.majority(0.99, 4), 0.999408),
    (m.majority(0.99, 5), 0.999990),
    (m.at_least(2, 3, 0.99), 0.999702),
    (m.quorums_intersect(3, 2, 2), True),
    (m.quorums_intersect(3, 1, 2), False),
    # Retries: attempts are counted, the first included.
    (m.amplification(4, 3), 64),
    (m.amplification(3, 5), 243),
    (m.vulnerable_rate(1000, 3), 333.33),
    (m.expected_attempts(0.5, 3), 1.75),
    (m.expected_attempts(1, 3), 3),
    (m.backoff_ceiling(0, 0.1, 20), 0.1),
    (m.backoff_ceiling(1, 0.1, 20), 0.2),
    (m.backoff_ceiling(7, 0.1, 20), 12.8),
    (m.backoff_ceiling(8, 0.1, 20), 20),
    (m.backoff_ceiling(9, 0.1, 20), 20),
    (m.throttle_probability(100, 20), 0.594),
    (m.throttle_probability(100, 80), 0),
    (m.token_bucket_limit(10, 5, 20), 70),
    # Statistics.
    (m.canary_size(0.001, 0.002), 23_511),
    (m.canary_size(0.01, 0.02), 2_319),
    (m.canary_size(0.01, 0.011), 163_095),
    (m.clean_trials(0.001), 2995),
    (m.rule_of_three(1000), 0.003),
    (m.no_failures(0.002, 1000), 0.1351),
    (m.no_failures(0.001, 1000), 0.3677),
    (m.poisson_at_most(0, 2.9957), 0.05),
    (m.poisson_upper(0), 2.996),
    (m.poisson_upper(1), 4.744),
    (m.poisson_upper(2), 6.296),
    (m.lognormal_mean_to_median(1.5), 3.08),
    (m.quantile([10] * 990 + [100] * 10 + [10] * 50 + [1000] * 50, 0.99), 1000),
    (m.quantile([10] * 990 + [100] * 10 + [10] * 50 + [1000] * 50, 0.95), 100),
    # Recovery.
    (m.young_interval(5, 24 * 60), 120),
    (m.daly_interval(5, 24 * 60), 116.7),
    (m.worst_rpo(24, 2, 1), 27),
    (m.carbon_intensity(2, 400, 200, 100), 10),
]


@pytest.mark.parametrize(("ours", "published"), VECTORS, ids=range(len(VECTORS)))
def test_formulas_give_the_published_values(ours, published):
    """The value agrees with the published one to the digits that are published."""
    assert ours == pytest.approx(published, rel=1e-3 if abs(published) < 1e4 else 1e-9, abs=1e-6)


def test_an_alert_above_the_maximum_burn_never_fires():
    """A 14.4× threshold cannot fire at an SLO of 90 %; no errors exhaust nothing."""
    assert m.detection_time(0.9, 1, 3600, 14.4) is None
    assert m.time_to_exhaustion(0, 30) is None


def test_backoffs_draw_from_the_intervals_in_the_article():
    """Full jitter draws from 0, equal from half the ceiling, decorrelated from the base to three times the last."""

    class Edge:
        """A source that always draws one edge of the interval."""

        def __init__(self, high):
            self.high = high

        def uniform(self, a, b):
            return b if self.high else a

    low, high = Edge(False), Edge(True)
    assert (m.full_jitter(2, 0.1, 20, low), m.full_jitter(2, 0.1, 20, high)) == (0, 0.4)
    assert (m.equal_jitter(2, 0.1, 20, low), m.equal_jitter(2, 0.1, 20, high)) == (0.2, 0.4)
    assert m.decorrelated_jitter(1, 0.1, 20, low) == 0.1
    assert m.decorrelated_jitter(1, 0.1, 20, high) == 3
    assert m.decorrelated_jitter(10, 0.1, 20, high) == 20


def test_coordinated_omission_hides_the_stall():
    """100 requests/s at 1 ms for 100 s, then a stall of 100 s: the waiting client's p99 says 1 ms, users saw 98 s."""
    seen = [0.001] * 10_000 + [100.0]
    truth = m.correct_omission(seen, 0.01)
    assert (m.quantile(seen, 0.99), round(math.fsum(seen) / len(seen), 3)) == (0.001, 0.011)
    assert math.fsum(truth) / len(truth) == pytest.approx(25, rel=0.001)
    assert m.quantile(truth, 0.75) == pytest.approx(50, rel=0.001)
    assert m.quantile(truth, 0.99) == pytest.approx(98, rel=0.001)


def test_bins_fill_as_the_asymptotes_say():
    """Thrown balls: the fullest of 100,000 bins holds 7 to 9 at random, 3 or 4 with two choices."""
    rng, n = Random(1), 100_000
    once, twice = [0] * n, [0] * n
    for _ in range(n):
        once[rng.randrange(n)] += 1
        a, b = rng.randrange(n), rng.randrange(n)
        twice[a if twice[a] <= twice[b] else b] += 1
    assert 7 <= max(once) <= 9
    assert 3 <= max(twice) <= 4
