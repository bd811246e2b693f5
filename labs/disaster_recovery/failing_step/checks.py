"""Each rule is held to a small plan in which it decides, and to drawn game days."""

from labs.disaster_recovery.gameday import Day, Step, game_day


def day(*steps, runs_on=None, noticed_min=10, rto_min=300):
    return Day(steps, {"orders": ("region A",), **(runs_on or {})}, ("region A",), noticed_min, rto_min)


PAGE = Step("page", 10, ("pager",), (), 20)
KEY = Step("get the key", 10, ("key safe",), ("key",), 300)
FETCH = Step("fetch the backup", 40, ("key", "store"), ("backup",), 60)
RESTORE = Step("restore", 60, ("backup",), ("orders",), 90)
MOVE = Step("move the traffic", 10, ("orders",), (), 40)


def said(name):
    """A verdict on a plan in words."""
    return "none fails" if name == "" else f"“{name}” fails"


def judged(failing_step, kind, seeds):
    """Hold the answer to the drawn game days of one kind."""
    for seed in seeds:
        given = game_day(seed, kind)
        found, broken = failing_step(given), walked(given)
        chains = "; ".join(f"{thing} on {' and '.join(below)}" for thing, below in given.runs_on.items())
        clock = ", ".join(f"{step.name} {step.minutes}" for step in given.steps)
        assert found == broken, (
            f"Region A is lost; noticed after {given.noticed_min} min, promised {given.rto_min} min. "
            f"The truth is that {said(broken)}; yours says that {said(found)}. "
            f"The steps and their minutes: {clock}. What runs on what: {chains}."
        )


def test_a_plan_that_works_has_no_failing_step(failing_step, seeds):
    found = failing_step(day(PAGE, KEY, FETCH, RESTORE, MOVE))
    assert found == "", (
        f"Region A is lost, and every step has what it needs: “restore” makes the orders anew. "
        f"Yours says that {said(found)}."
    )
    judged(failing_step, "works", seeds)


def test_a_step_fails_when_what_it_needs_stands_on_what_is_lost(failing_step, seeds):
    found = failing_step(day(PAGE, KEY, FETCH, RESTORE, MOVE, runs_on={"store": ("region A",)}))
    assert found == "fetch the backup", (
        "The store with the backups runs on region A, which is lost: “fetch the backup” fails. "
        f"Yours says that {said(found)}."
    )
    judged(failing_step, "hidden", seeds)


def test_a_step_cannot_use_what_a_later_one_makes(failing_step, seeds):
    found = failing_step(day(PAGE, FETCH, KEY, RESTORE, MOVE))
    assert found == "fetch the backup", (
        f"“fetch the backup” needs the key, and “get the key” comes after it. Yours says that {said(found)}."
    )
    judged(failing_step, "order", seeds)


def test_a_plan_fails_where_its_time_runs_out(failing_step, seeds):
    for noticed_min, rto_min in ((0, 100), (30, 145)):
        found = failing_step(day(PAGE, KEY, FETCH, RESTORE, MOVE, noticed_min=noticed_min, rto_min=rto_min))
        assert found == "restore", (
            f"Noticed after {noticed_min} min, then 10 + 10 + 40 + 60 min: the promise of {rto_min} min is broken "
            f"during “restore”. Yours says that {said(found)}."
        )
    judged(failing_step, "clock", seeds)


def walked(given):
    """The first step that fails, or nothing."""
    made, minutes = set(), given.noticed_min
    later = {thing for step in given.steps for thing in step.gives}

    def there(thing):
        whole = thing not in later and thing not in given.lost
        return thing in made or (whole and all(there(below) for below in given.runs_on.get(thing, ())))

    for step in given.steps:
        minutes += step.minutes
        if minutes > given.rto_min or not all(there(thing) for thing in step.needs):
            return step.name
        made.update(step.gives)
    return ""
