def failing_step(day):
    """Keep the set of things that are gone, and shrink it as steps make things."""
    things = {thing for step in day.steps for thing in (*step.needs, *step.gives)}
    things.update(day.runs_on, *day.runs_on.values())
    made = set()
    minutes = day.noticed_min
    for step in day.steps:
        gone = (set(day.lost) | {thing for each in day.steps for thing in each.gives}) - made
        growing = True
        while growing:
            more = {t for t in things - gone - made if gone & set(day.runs_on.get(t, ()))}
            gone |= more
            growing = bool(more)
        minutes += step.minutes
        if gone & set(step.needs) or minutes > day.rto_min:
            return step.name
        made |= set(step.gives)
    return ""
