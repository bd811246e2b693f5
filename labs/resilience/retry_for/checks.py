"""A brown-out that is over, a partial failure, a common failure and rare faults: one policy for all of them."""

from labs.resilience.incidents import CALLERS, back, calls_per_checkout, crowd, short_brownout, success
from nines.sim.scenarios import amplification


def usable(retry_for):
    """The answer, once what it returns is known to be policies."""
    for caller in CALLERS:
        policy = retry_for(caller)
        missing = [name for name in ("delay", "on_result") if not callable(getattr(policy, name, None))]
        assert policy is None or not missing, (
            f"For {caller!r} yours returns {policy!r}, which has no method {' and no '.join(missing)}: "
            "return a policy object, or None where this caller never retries."
        )
    return retry_for


def test_rare_faults_stay_invisible(retry_for, seeds):
    good, offered = success(usable(retry_for), seeds)
    assert good >= 0.999 * offered, (
        f"While 1 % of the calls to payments fails, each on its own, {good:,} of {offered:,} checkouts succeed with "
        f"your policy, {good / offered:.2%}. A second attempt nearly always works: 99.9 % should."
    )


def test_the_shop_comes_back_after_a_brownout(retry_for, seeds):
    for seed in seeds[:2]:
        run = short_brownout(usable(retry_for), seed)
        calls = amplification(run)
        assert back(run) >= 0.95, (
            "Payments was slow for 6 seconds and has been fast for 45. With your policy "
            f"{back(run):.0%} of the checkouts succeed now. Payments got {calls:.2f} calls for each checkout, and it "
            "can serve 1.54: what keeps it down is the retries. 95 % should succeed."
        )
        assert calls <= 1.1, (
            f"The shop is back, but payments got {calls:.3f} calls for each checkout while it was in trouble. "
            "At most 1.1 are affordable: a longer brown-out would not have ended."
        )


def test_a_partial_failure_costs_a_tenth_more_calls(retry_for, seeds):
    calls = calls_per_checkout(usable(retry_for), seeds[:2])
    assert calls <= 1.1, (
        "Three in ten calls to payments fail for half a minute. With your policy payments gets "
        f"{calls:.3f} calls for each checkout over the minute. At most 1.1 are affordable."
    )


def test_retries_do_not_come_as_a_crowd(retry_for, seeds):
    share = crowd(usable(retry_for), seeds[0])
    assert share <= 0.4, (
        "200 instances lose their call to payments in the same moment. With your policy "
        f"{200 * share:.0f} retries come back within the same 10 ms. At most 80 should."
    )
