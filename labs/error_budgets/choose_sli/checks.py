"""The choice is judged by what the chosen SLI read in three parts of Larder, never by its name."""

from functools import cache

from labs.error_budgets.outages import PARTS, recording

record = cache(recording)


def losses(choose_sli, seed):
    """Return (who chose what, day, loss of the chosen SLI) for every recorded day."""
    found = []
    for part in PARTS:
        days = list(record(part, seed))
        name = choose_sli(days)
        offered = list(record(part, seed)[0].readings)
        assert name in offered, f"For {part} you chose {name!r}. The recording has these SLIs: {', '.join(offered)}."
        for day in record(part, seed):
            good, valid = day.readings[name]
            found.append((f"For {part} you chose {name}.", day, 1 - good / valid))
    return found


def test_the_chosen_SLI_shows_every_outage(choose_sli, seeds):
    for choice, day, loss in losses(choose_sli, seeds[0]):
        assert day.outage is None or loss >= day.felt / 2, (
            f"{choice} One day {day.outage}: {day.felt:.0%} of what users tried failed, and this SLI lost {loss:.0%}."
        )


def test_the_chosen_SLI_stays_still_on_quiet_days(choose_sli, seeds):
    for choice, day, loss in losses(choose_sli, seeds[0]):
        assert day.outage or loss <= 0.01, (
            f"{choice} It lost {loss:.0%} on a day on which nothing failed for any user: "
            f"with a 99 % SLO that burns the budget at {loss / 0.01:.0f}×."
        )


def test_the_chosen_SLI_moves_as_much_as_users_felt(choose_sli, seeds):
    for choice, day, loss in losses(choose_sli, seeds[0]):
        assert day.outage is None or loss <= 1.5 * day.felt, (
            f"{choice} One day {day.outage}: {day.felt:.0%} of what users tried failed, and this SLI lost {loss:.0%}."
        )
