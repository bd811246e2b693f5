"""Spreading load and its tails: random and two choices, fan-out, shuffle sharding."""

import math

from nines.models.arguments import count, fraction, positive, utilization


def max_load_random(bins: int) -> float:
    """The growth of the fullest of n bins after n balls were thrown at random: ln n / ln ln n.

    Units: bins and the result are counts.
    Condition: asymptotic; at n = 100,000 the fullest bin holds 7 to 9, not 4.7.
    Raises ValueError for fewer than 16 bins, where the formula means nothing.
    Source: Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", IEEE TPDS 12(10), 2001.
    """
    return math.log(count("bins", bins, 16)) / math.log(math.log(bins))


def max_load_choices(bins: int, choices: int = 2) -> float:
    """The growth of the fullest of n bins when each of n balls takes the emptier of d: ln ln n / ln d.

    Units: bins, choices and the result are counts.
    Condition: asymptotic, up to an additive constant.
    Raises ValueError for fewer than 16 bins or 2 choices.
    Source: Azar et al., "Balanced Allocations", SIAM J. Comput. 29(1), 1999.
    """
    return math.log(math.log(count("bins", bins, 16))) / math.log(count("choices", choices, 2))


def supermarket_time(rho: float, choices: int = 2, service: float = 1.0) -> float:
    """The mean time in the system when each request joins the shortest of d queues chosen at random.

    Units: rho is the utilization of each server; the result has the unit of service, the mean service time.
    Condition: many servers, Poisson arrivals, exponential service, queue lengths known when choosing.
    Raises ValueError for rho of 1 or more, fewer than 1 choice, or a service time that is not positive.
    Source: Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", IEEE TPDS 12(10), 2001.
    """
    utilization("rho", rho)
    positive("service", service)
    if count("choices", choices, 1) == 1:
        return service / (1 - rho)
    terms, exponent = [1.0], choices
    while rho and terms[-1] > 1e-18:
        terms.append(rho**exponent)
        exponent = exponent * choices + choices
    return service * math.fsum(terms)


def fan_out(slow: float, parts: int) -> float:
    """The probability that a request which waits for n parts meets at least one slow one.

    Units: slow (each part's probability) and the result are fractions, parts is a count.
    Condition: the parts are slow independently.
    Raises ValueError for a probability outside [0, 1] or a negative number of parts.
    Source: Dean, Barroso, "The Tail at Scale", CACM 56(2), 2013.
    """
    if fraction("slow", slow) == 1:
        return 1.0 if count("parts", parts) else 0.0
    return -math.expm1(count("parts", parts) * math.log1p(-slow))


def shuffle_shards(workers: int, shard: int) -> int:
    """How many different shuffle shards there are.

    Units: workers, shard (workers per customer) and the result are counts.
    Raises ValueError for negative numbers or a shard of more than all workers.
    Source: MacCárthaigh, "Workload isolation using shuffle-sharding", AWS Builders' Library.
    """
    if count("shard", shard) > count("workers", workers):
        raise ValueError(f"a shard of {shard} does not fit into {workers} workers")
    return math.comb(workers, shard)
