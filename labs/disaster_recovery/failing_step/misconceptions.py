"""Each walks the plan with one thing left out; `_walk` holds what they share."""


def _walk(day, noticed=True, clock=True, depth=99, given_counts=True, any_order=False):
    """The first step that fails by these rules."""
    missing = {thing for step in day.steps for thing in step.gives}
    made = set(missing) if any_order else set()
    minutes = day.noticed_min if noticed else 0

    def gone(thing, left):
        below = day.runs_on.get(thing, ()) if left else ()
        return thing in day.lost or any(gone(each, left - 1) for each in below if each not in made)

    for step in day.steps:
        minutes += step.minutes
        late = clock and minutes > day.rto_min
        lacking = (thing for thing in step.needs if thing not in made or not given_counts)
        if late or any((thing in missing and thing not in made) or gone(thing, depth) for thing in lacking):
            return step.name
        made.update(step.gives)
    return ""


def listed_needs_only(day):
    """A step has what it needs if that is not in the list of losses

    You compare each need with the list of what was lost. The phone bridge isn't on the list, and its invitations go out
    through a chat that ran in the lost region. Ask of each need what it runs on, and what that runs on.
    """
    return _walk(day, depth=0)


def one_hop(day):
    """It is enough to look one step down

    You look at what a need runs on, and no further. The key safe runs on its unlock service, which is there; the
    unlock service asks the single sign-on, which is not. Follow the chain to its end.
    """
    return _walk(day, depth=1)


def any_order_will_do(day):
    """Everything the plan makes is there

    You count what any step makes, the later ones included. The key to the backup is no help when the step that
    gets it comes after the step that needs it. Walk in order and keep what has been made so far.
    """
    return _walk(day, any_order=True)


def lost_stays_lost(day):
    """What was lost stays lost

    You call a step impossible because what it needs was lost, though an earlier step has made it anew. That is
    what the plan is for: from that step on the thing is there.
    """
    return _walk(day, given_counts=False)


def no_clock(day):
    """A plan works if every step can be done

    You ask only whether each step is possible. A plan that brings everything back after nine hours fails a promise of
    four, and it fails in the step during which the time runs out.
    """
    return _walk(day, clock=False)


def clock_starts_late(day):
    """The clock starts with the first step

    You start the clock when somebody starts on the plan. The promise counts from the failure: begin with the minutes
    that pass until it is noticed.
    """
    return _walk(day, noticed=False)


def longest_unrehearsed(day):
    """The step that was rehearsed longest ago is the one that fails

    You name the step that nobody has rehearsed for the longest time. That is a reason to rehearse it. Which step fails
    on this day is decided by what is lost on this day: walk through them.
    """
    return max(day.steps, key=lambda step: step.rehearsed_days_ago).name
