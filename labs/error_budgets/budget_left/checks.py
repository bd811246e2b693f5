"""Shares are compared to one part in a million, so no check depends on how the answer rounds."""

import pytest


def share(value):
    return pytest.approx(value, abs=1e-6)


def shown(found):
    return f"{found:.4g}" if isinstance(found, float) else repr(found)


def test_what_is_left_is_a_share_of_the_budget(budget_left):
    windows = [(999_700, 1_000_000, 0.999, 0.7), (2_499, 2_500, 0.999, 0.6), (980, 1_000, 0.95, 0.6)]
    for good, valid, slo, left in windows:
        found = budget_left(good, valid, slo)
        assert found == share(left), (
            f"A {slo:.1%} SLO allows {(1 - slo) * valid:,.6g} failures in {valid:,} events; {valid - good:,} happened, "
            f"so {left:.0%} of the budget is left ({left:g}). Yours says {shown(found)}."
        )


def test_an_overspent_budget_is_negative(budget_left):
    found = budget_left(99_850, 100_000, 0.999)
    assert found == share(-0.5), (
        f"150 failures against a budget of 100: overspent by half, which is -0.5. Yours says {shown(found)}."
    )


def test_a_window_without_traffic_has_spent_nothing(budget_left):
    found = budget_left(0, 0, 0.999)
    assert found == share(1), (
        f"No event, so nothing is spent and the whole budget is left, 1. Yours says {shown(found)}."
    )


def test_an_SLO_of_100_percent_is_refused(budget_left):
    for good in (1_000, 999):
        try:
            found = shown(budget_left(good, 1_000, 1.0))
        except ValueError:
            found = "refused"
        assert found == "refused", (
            f"A 100 % SLO has no budget to take a share of: raise ValueError. Yours says {found}."
        )
