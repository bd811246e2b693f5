def failing_step(day):
    """Right wherever a step fails; a plan that works is blamed on its last step."""
    missing = {thing for step in day.steps for thing in step.gives}
    made, clock = set(), day.noticed_min

    def there(thing):
        whole = thing not in missing and thing not in day.lost
        return thing in made or (whole and all(map(there, day.runs_on.get(thing, ()))))

    for step in day.steps:
        clock += step.minutes
        if clock > day.rto_min or not all(map(there, step.needs)):
            return step.name
        made.update(step.gives)
    return day.steps[-1].name
