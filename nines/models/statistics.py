"""What a sample can prove: canary sizes, zero failures, flaky tests, quantiles."""

import math
from collections.abc import Sequence
from statistics import NormalDist

from nines.models.arguments import count, fraction, not_negative, positive


def _inside(name: str, value: float) -> float:
    """The value, if it lies strictly between 0 and 1."""
    if fraction(name, value) in (0, 1):
        raise ValueError(f"{name} must be above 0 and below 1, not {value!r}")
    return value


def canary_size(p1: float, p2: float, alpha: float = 0.05, power: float = 0.8) -> int:
    """How many requests each arm needs to tell two error ratios apart.

    Units: fractions (alpha two-sided); the result is a count per arm.
    Condition: one look at the end, independent requests, the normal approximation.
    Raises ValueError for ratios outside [0, 1] or alike, or an alpha or power not between 0 and 1.
    Source: the two-proportion sample size; its use in Warner, Davidovič et al., Site Reliability Workbook, ch. 16.
    """
    if fraction("p1", p1) == fraction("p2", p2):
        raise ValueError("two equal error ratios cannot be told apart by any number of requests")
    z_alpha = NormalDist().inv_cdf(1 - _inside("alpha", alpha) / 2)
    z_power = NormalDist().inv_cdf(_inside("power", power))
    mean = (p1 + p2) / 2
    pooled = z_alpha * math.sqrt(2 * mean * (1 - mean))
    apart = z_power * math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    return math.ceil(((pooled + apart) / (p1 - p2)) ** 2)


def clean_trials(failure: float, confidence: float = 0.95) -> int:
    """How many trials without a failure prove that the failure probability is below a bound.

    Units: failure (the bound) and confidence are fractions; the result is a count.
    Condition: independent trials. About 3 / failure at 95 %: the rule of three.
    Raises ValueError for a bound or confidence not between 0 and 1.
    Source: the exact binomial bound.
    """
    return math.ceil(math.log(1 - _inside("confidence", confidence)) / math.log1p(-_inside("failure", failure)))


def rule_of_three(trials: int) -> float:
    """The approximate 95 % upper bound on a failure probability after trials without a failure: 3 / n.

    Units: trials is a count; the result is a fraction.
    Condition: independent trials, at least about 30 of them.
    Raises ValueError for fewer than 1 trial.
    Source: Hanley, Lippman-Hand, "If Nothing Goes Wrong, Is Everything All Right?", JAMA 249(13), 1983.
    """
    return min(1.0, 3 / count("trials", trials, 1))


def no_failures(failure: float, trials: int) -> float:
    """The probability that a fault with the given failure probability stays unseen in all trials.

    Units: failure and the result are fractions, trials is a count.
    Condition: independent trials.
    Raises ValueError for a probability outside [0, 1] or negative trials.
    Source: the binomial distribution.
    """
    return (1 - fraction("failure", failure)) ** count("trials", trials)


def poisson_upper(events: int, confidence: float = 0.95) -> float:
    """The one-sided upper bound on the mean of a Poisson count.

    Units: events (seen) and the result are counts, confidence is a fraction.
    Raises ValueError for negative events or a confidence not between 0 and 1.
    Source: Garwood, "Fiducial Limits for the Poisson Distribution", Biometrika 28, 1936.
    """
    miss = 1 - _inside("confidence", confidence)
    low, high = float(count("events", events)), events + 10 + 10 * math.sqrt(events + 1) - 5 * math.log(miss)
    for _ in range(200):
        mean = (low + high) / 2
        low, high = (mean, high) if poisson_at_most(events, mean) > miss else (low, mean)
    return high


def poisson_at_most(events: int, mean: float) -> float:
    """The probability that a Poisson count is at most `events`.

    Units: events and mean are counts; the result is a fraction.
    Raises ValueError for negative events or a negative mean.
    Source: the Poisson distribution.
    """
    not_negative("mean", mean)
    if mean == 0:
        return 1.0
    terms = (math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count("events", events) + 1))
    return min(1.0, math.fsum(terms))


def quantile(values: Sequence[float], q: float) -> float:
    """The q-quantile of a sample by nearest rank: the least value that at least a share q does not exceed.

    Units: q is a fraction; the result has the values' unit.
    Raises ValueError for an empty sample or q outside [0, 1].
    Source: the nearest-rank definition.
    """
    if not values:
        raise ValueError("an empty sample has no quantile")
    rank = math.ceil(round(fraction("q", q) * len(values), 9))
    return sorted(values)[max(0, rank - 1)]


def lognormal_mean_to_median(sigma: float) -> float:
    """How far the mean of a lognormal distribution lies above its median.

    Units: sigma is the standard deviation of the logarithm; the result is a factor.
    Raises ValueError for a negative sigma.
    Source: the lognormal distribution; its use on incident durations in Davidovič, Incident Metrics in SRE, 2021.
    """
    return math.exp(not_negative("sigma", sigma) ** 2 / 2)


def correct_omission(latencies: Sequence[float], interval: float) -> list[float]:
    """The latencies that an open-loop client would have seen, from those of a client that waited for each answer.

    Units: latencies, interval (the intended time between requests) and the result share one unit.
    Condition: one client that sends at a steady interval and sends nothing while it waits.
    Raises ValueError for a negative latency or an interval that is not positive.
    Source: Tene, "How NOT to Measure Latency"; the correction of HdrHistogram.
    """
    positive("interval", interval)
    seen = []
    for latency in latencies:
        missed = math.ceil(round(not_negative("latency", latency) / interval, 9)) - 1
        seen += [latency - interval * k for k in range(max(0, missed) + 1)]
    return seen
