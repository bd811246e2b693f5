"""Retries: how they multiply, how they back off, and how a client holds itself back."""

from typing import Protocol

from nines.models.arguments import count, fraction, not_negative, positive


class Draws(Protocol):
    """The one method of random.Random that a backoff needs."""

    def uniform(self, a: float, b: float) -> float:
        """A number between a and b."""
        ...


def amplification(attempts: int, layers: int = 1) -> int:
    """How many calls reach the bottom when every layer makes all its attempts.

    Units: attempts (the first one included) per layer, layers and the result are counts.
    Raises ValueError for fewer than 1 attempt or a negative number of layers.
    Source: Ulrich, "Addressing Cascading Failures", Site Reliability Engineering, ch. 22.
    """
    return int(count("attempts", attempts, 1) ** count("layers", layers))


def expected_attempts(failure: float, attempts: int) -> float:
    """The mean number of attempts per request when each fails independently.

    Units: failure is a fraction, attempts (the most, the first included) a count; the result is a mean count.
    Raises ValueError for a probability outside [0, 1] or fewer than 1 attempt.
    Source: the mean of a geometric distribution that is cut off.
    """
    q = fraction("failure", failure)
    return float(count("attempts", attempts, 1)) if q == 1 else (1 - q**attempts) / (1 - q)


def vulnerable_rate(capacity: float, attempts: int) -> float:
    """The offered rate above which retries alone can keep an overloaded service down.

    Units: capacity and the result are rates in one unit, attempts (the first included) is a count.
    Condition: failed attempts cost the service as much as successful ones.
    Raises ValueError for a capacity that is not positive or fewer than 1 attempt.
    Source: Bronson et al., "Metastable Failures in Distributed Systems", HotOS 2021.
    """
    return positive("capacity", capacity) / count("attempts", attempts, 1)


def backoff_ceiling(retry: int, base: float, cap: float) -> float:
    """The longest exponential backoff before a retry.

    Units: retry is 0 for the first one; the result has the unit of base and cap.
    Raises ValueError for a negative number of the retry, or a base or cap that is not positive.
    Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
    """
    positive("base", base)
    return min(positive("cap", cap), base * 2.0 ** min(count("retry", retry), 1000))


def full_jitter(retry: int, base: float, cap: float, rng: Draws) -> float:
    """A backoff drawn between zero and the ceiling.

    Units: retry is 0 for the first one; the result has the unit of base and cap.
    Raises ValueError as backoff_ceiling does.
    Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
    """
    return rng.uniform(0, backoff_ceiling(retry, base, cap))


def equal_jitter(retry: int, base: float, cap: float, rng: Draws) -> float:
    """A backoff drawn between half the ceiling and the ceiling.

    Units: retry is 0 for the first one; the result has the unit of base and cap.
    Raises ValueError as backoff_ceiling does.
    Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
    """
    half = backoff_ceiling(retry, base, cap) / 2
    return half + rng.uniform(0, half)


def decorrelated_jitter(previous: float, base: float, cap: float, rng: Draws) -> float:
    """A backoff drawn between the base and three times the one before, under the cap.

    Units: previous (the base, before the first retry), base, cap and the result share one unit.
    Raises ValueError for a negative previous backoff, or a base or cap that is not positive.
    Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
    """
    longest = max(positive("base", base), 3 * not_negative("previous", previous))
    return min(positive("cap", cap), rng.uniform(base, longest))


def throttle_probability(requests: float, accepts: float, k: float = 2.0) -> float:
    """The share of requests that a client drops by itself under adaptive throttling.

    Units: requests and accepts are counts over one window (2 minutes in the source), k a factor; a fraction.
    Raises ValueError for negative counts, more accepts than requests, or a k that is not positive.
    Source: Forero Cuervo, "Handling Overload", Site Reliability Engineering, ch. 21.
    """
    if not_negative("accepts", accepts) > not_negative("requests", requests):
        raise ValueError(f"accepts ({accepts!r}) are a part of the requests ({requests!r}), never more")
    return max(0.0, (requests - positive("k", k) * accepts) / (requests + 1))


def token_bucket_limit(time: float, rate: float, burst: float) -> float:
    """The most that a token bucket admits in any interval of a given length.

    Units: rate is per unit of time, burst (the bucket's size) and the result are counts.
    Raises ValueError for a negative time, rate or burst.
    Source: the definition of a token bucket.
    """
    return not_negative("burst", burst) + not_negative("rate", rate) * not_negative("time", time)
