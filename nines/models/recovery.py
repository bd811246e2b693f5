"""Checkpoints, backups and what running costs the climate."""

import math

from nines.models.arguments import not_negative, positive


def young_interval(cost: float, mtbf: float) -> float:
    """The time between checkpoints that loses the least work (Young).

    Units: cost (of one checkpoint), mtbf (mean time between failures) and the result share one unit.
    Condition: a checkpoint costs much less than the time between failures.
    Raises ValueError for a cost or time that is not positive.
    Source: Young, "A First Order Approximation to the Optimum Checkpoint Interval", CACM 17(9), 1974.
    """
    return math.sqrt(2 * positive("cost", cost) * positive("mtbf", mtbf))


def daly_interval(cost: float, mtbf: float) -> float:
    """The time between checkpoints that loses the least work, to a higher order (Daly).

    Units: cost (of one checkpoint), mtbf (mean time between failures) and the result share one unit.
    Raises ValueError for a cost or time that is not positive.
    Source: Daly, "A higher order estimate of the optimum checkpoint interval", FGCS 22(3), 2006.
    """
    if positive("cost", cost) >= 2 * positive("mtbf", mtbf):
        return mtbf
    share = cost / (2 * mtbf)
    return math.sqrt(2 * cost * mtbf) * (1 + math.sqrt(share) / 3 + share / 9) - cost


def worst_rpo(interval: float, duration: float, shipping: float = 0.0) -> float:
    """The most data that a disaster can cost: it strikes just before the next backup is safely away.

    Units: interval (between starts), duration (of one backup), shipping and the result share one unit.
    Condition: a backup holds the data as of its start and counts only once it has arrived elsewhere.
    Raises ValueError for an interval that is not positive, or a negative duration or shipping time.
    Source: definitions of NIST SP 800-34 Rev. 1, 2010.
    """
    return positive("interval", interval) + not_negative("duration", duration) + not_negative("shipping", shipping)


def carbon_intensity(energy: float, intensity: float, embodied: float, units: float) -> float:
    """Software carbon intensity: operational and embodied carbon per unit of work, ((E · I) + M) / R.

    Units: energy in kWh, intensity in gCO2e per kWh, embodied in gCO2e, units (of work) a count; gCO2e per unit.
    Raises ValueError for negative amounts or units that are not positive.
    Source: Software Carbon Intensity specification, ISO/IEC 21031:2024.
    """
    operational = not_negative("energy", energy) * not_negative("intensity", intensity)
    return (operational + not_negative("embodied", embodied)) / positive("units", units)
