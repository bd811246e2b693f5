"""Checks of arguments, with messages that name the argument, its value and what would be right."""

import math


def _finite(name: str, value: float) -> float:
    """The value, if it is a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{name} must be a finite number, not {value!r}")
    return value


def fraction(name: str, value: float) -> float:
    """The value, if it lies in [0, 1]."""
    if not 0 <= _finite(name, value) <= 1:
        raise ValueError(f"{name} must be a fraction from 0 to 1 (99.9 % is 0.999), not {value!r}")
    return value


def positive(name: str, value: float) -> float:
    """The value, if it is greater than zero."""
    if _finite(name, value) <= 0:
        raise ValueError(f"{name} must be greater than zero, not {value!r}")
    return value


def not_negative(name: str, value: float) -> float:
    """The value, if it is zero or more."""
    if _finite(name, value) < 0:
        raise ValueError(f"{name} must not be negative, not {value!r}")
    return value


def count(name: str, value: int, least: int = 0) -> int:
    """The value, if it is a whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, not {value!r}")
    return value


def objective(slo: float) -> float:
    """The SLO, if it lies in [0, 1): an SLO of 100 % leaves no budget to divide by."""
    fraction("slo", slo)
    if slo == 1:
        raise ValueError("an SLO of 100 % leaves no error budget: every burn rate would be infinite")
    return slo


def utilization(name: str, value: float) -> float:
    """The utilization, if it lies in [0, 1): at 1 and above the queue grows without bound."""
    if not_negative(name, value) >= 1:
        raise ValueError(f"{name} is {value!r}: at a utilization of 1 or more the queue grows without bound")
    return value
