"""One drill on a real PostgreSQL per answer; the checks look at what it came to."""

from labs.disaster_recovery.production import drill

RPO_S = 300


def drilled(Recovery):
    """The outcome of the drill; where there was none, the reason is the failure."""
    outcome = drill(Recovery)
    assert not outcome.problem, outcome.problem
    return outcome


def test_the_deleted_orders_are_back(Recovery):
    outcome = drilled(Recovery)
    end = f" The recovery stopped with: {outcome.stopped}" if outcome.stopped else ""
    if outcome.rescue is not None and not end:
        there = len(set(outcome.deleted) & set(outcome.rescue))
        end = f" The restored server had {len(outcome.rescue)} orders, {there} of the deleted ones among them."
    assert outcome.back == len(outcome.deleted), (
        f"Of {len(outcome.deleted)} orders that the DELETE took, {outcome.back} are back as they were.{end}"
    )


def test_what_came_after_the_DELETE_is_kept(Recovery):
    outcome = drilled(Recovery)
    first = ", ".join(map(str, outcome.spoiled[:5]))
    assert not outcome.spoiled, (
        f"{len(outcome.spoiled)} of {len(outcome.current)} orders that stood in production after the DELETE are gone "
        f"or no longer as they were. By their numbers: {first}{', …' if len(outcome.spoiled) > 5 else ''}."
    )


def test_what_was_canceled_since_stays_canceled(Recovery):
    outcome = drilled(Recovery)
    again = sorted(set(outcome.cancelled) & set(outcome.after))
    assert not again, (
        f"The orders {' and '.join(map(str, again))} of another store were canceled after the DELETE, and are back."
    )


def test_the_archive_is_never_more_than_five_minutes_behind(Recovery):
    outcome = drilled(Recovery)
    assert 0 < outcome.timeout_s <= RPO_S, (
        "In a quiet hour a segment fills slowly, and an unfinished one is not archived. "
        + (
            f"Your archive_timeout waits {outcome.timeout_s} s; Larder may lose {RPO_S} s."
            if outcome.timeout_s
            else "Your archive_timeout is 0, which waits for as long as it takes."
        )
    )
