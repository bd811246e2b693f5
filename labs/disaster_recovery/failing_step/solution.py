def failing_step(day):
    """Walk the plan in order, with a clock and with what its steps have not made yet."""
    missing = {thing for step in day.steps for thing in step.gives}
    made, clock = set(), day.noticed_min

    def there(thing):
        if thing in made:
            return True
        return thing not in missing and thing not in day.lost and all(map(there, day.runs_on.get(thing, ())))

    for step in day.steps:
        clock += step.minutes
        if clock > day.rto_min or not all(map(there, step.needs)):
            return step.name
        made.update(step.gives)
    return ""
