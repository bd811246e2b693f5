"""What more machines buy: Amdahl, the universal scalability law, autoscalers and hash rings."""

import math

from nines.models.arguments import count, fraction, not_negative, positive


def amdahl(parallel: float, n: float) -> float:
    """The speed-up of n workers when only a share of the work can run in parallel.

    Units: parallel is a fraction, n a count (math.inf gives the ceiling); the result is a factor.
    Raises ValueError for a share outside [0, 1] or n below 1.
    Source: Amdahl, AFIPS 1967.
    """
    if not n >= 1:
        raise ValueError(f"n must be at least 1, not {n!r}")
    serial = 1 - fraction("parallel", parallel) + parallel / n
    return 1 / serial if serial else math.inf


def usl(n: float, contention: float, coherency: float, unit: float = 1.0) -> float:
    """Throughput of n nodes under the universal scalability law.

    Units: n is a count; contention (α) and coherency (β) have none; the result has the unit of `unit`, one node's
    throughput.
    Condition: the same work per node; a coherency above 0 makes throughput fall past usl_peak.
    Raises ValueError for n below 1, coefficients that are negative, or a unit that is not positive.
    Source: Gunther, "A General Theory of Computational Scalability Based on Rational Functions", 2008.
    """
    if not n >= 1:
        raise ValueError(f"n must be at least 1, not {n!r}")
    alpha, beta = fraction("contention", contention), not_negative("coherency", coherency)
    return positive("unit", unit) * n / (1 + alpha * (n - 1) + beta * n * (n - 1))


def usl_peak(contention: float, coherency: float) -> float:
    """The number of nodes with the highest throughput; infinite without coherency cost.

    Units: the coefficients have none; the result is a count (not rounded).
    Raises ValueError for a contention outside [0, 1] or a negative coherency.
    Source: Gunther, "A General Theory of Computational Scalability Based on Rational Functions", 2008.
    """
    alpha = fraction("contention", contention)
    return math.sqrt((1 - alpha) / coherency) if not_negative("coherency", coherency) else math.inf


def hpa_replicas(current: int, metric: float, target: float, tolerance: float = 0.1) -> int:
    """How many replicas the Kubernetes horizontal pod autoscaler asks for.

    Units: current and the result are counts, metric and target share a unit, tolerance is a fraction.
    Condition: one metric, every pod ready and reporting; stabilization windows and limits come after this.
    Raises ValueError for fewer than 1 replica, a negative metric or tolerance, or a target that is not positive.
    Source: Kubernetes documentation, "Horizontal Pod Autoscaling", algorithm details.
    """
    ratio = not_negative("metric", metric) / positive("target", target)
    count("current", current, 1)
    # Ratios such as 66 / 60 sit on the edge of the tolerance; their last bit must not decide.
    if abs(ratio - 1) <= not_negative("tolerance", tolerance) + 1e-12:
        return current
    return math.ceil(round(current * ratio, 9))


def ring_moved(nodes: int) -> float:
    """The expected share of keys that move when a consistent-hash ring grows by one node.

    Units: nodes is the count before; the result is a fraction.
    Condition: keys spread evenly, equal weights.
    Raises ValueError for fewer than 1 node.
    Source: Karger et al., "Consistent Hashing and Random Trees", STOC 1997.
    """
    return 1 / (count("nodes", nodes, 1) + 1)


def modulo_moved(nodes: int) -> float:
    """The share of keys that move when `hash % nodes` becomes `hash % (nodes + 1)`.

    Units: nodes is the count before; the result is a fraction.
    Condition: hashes spread evenly over a range much larger than nodes × (nodes + 1).
    Raises ValueError for fewer than 1 node.
    Source: Karger et al., "Consistent Hashing and Random Trees", STOC 1997.
    """
    return count("nodes", nodes, 1) / (nodes + 1)


def bounded_load(keys: int, nodes: int, slack: float) -> int:
    """The most keys that a node takes under consistent hashing with bounded loads.

    Units: keys, nodes and the result are counts, slack (ε) a fraction of the mean load.
    Raises ValueError for negative keys, fewer than 1 node, or a slack that is not positive.
    Source: Mirrokni, Thorup, Zadimoghaddam, "Consistent Hashing with Bounded Loads", 2016.
    """
    mean = count("keys", keys) / count("nodes", nodes, 1)
    return math.ceil(round((1 + positive("slack", slack)) * mean, 9))
