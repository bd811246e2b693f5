"""How long each request took on the bad day, by how it ended."""

from labs.fault_tolerance.haproxy_cfg.bad_day import outcome, took


def chart(answer, naive, reference):
    """Points: seconds over the time at which a request was due."""
    day = outcome(answer())
    return None if day.refused else took(day)
