"""A long brown-out with the budget of the first exercise in place, and rare faults."""

from labs.resilience.incidents import back, budgeted_retries, long_brownout, success


def usable(breaker_for):
    """The answer, once what it returns is known to be a breaker."""
    breaker = breaker_for("payments")
    missing = [name for name in ("allow", "on_result") if not callable(getattr(breaker, name, None))]
    assert not missing, f"Yours returns {breaker!r}, which has no method {' and no '.join(missing)}: return a breaker."
    return breaker_for


def test_the_shop_comes_back_after_a_long_brownout(breaker_for, seeds):
    for seed in seeds[:2]:
        run = long_brownout(usable(breaker_for), seed)
        late = sum(run.attempts[-15:]) / 15
        assert back(run) >= 0.95, (
            "Payments was slow for 30 seconds and has been fast for 45. With your breaker "
            f"{back(run):.0%} of the checkouts succeed now; it lets {late:.1f} calls per second through. 95 % should "
            "succeed."
        )


def test_an_open_breaker_lets_little_through(breaker_for, seeds):
    for seed in seeds[:2]:
        run = long_brownout(usable(breaker_for), seed)
        during = sum(run.attempts[20:40]) / 20
        assert during <= 1.5, (
            f"While payments is down, your breaker lets {during:.1f} calls per second through. One per second is "
            "enough to learn whether it is back, and 1.5 is the most that is allowed."
        )


def test_rare_faults_do_not_open_it(breaker_for, seeds):
    good, offered = success(budgeted_retries, seeds, usable(breaker_for))
    assert good >= 0.999 * offered, (
        f"While 1 % of the calls to payments fails, each on its own, {good:,} of {offered:,} checkouts succeed with "
        f"your breaker, {good / offered:.2%}. The retries alone reach 99.9 %: it opens when nothing is down."
    )
