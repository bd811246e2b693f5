class Walk:
    """One walk through the plan: what was made, and how late it is."""

    def __init__(self, day):
        self.day, self.made, self.minute = day, [], day.noticed_min

    def is_there(self, thing):
        if thing in self.made:
            return True
        for step in self.day.steps:
            if thing in step.gives:
                return False
        if thing in self.day.lost:
            return False
        return all(self.is_there(below) for below in self.day.runs_on.get(thing, ()))

    def take(self, step):
        self.minute += step.minutes
        possible = self.minute <= self.day.rto_min and all(self.is_there(thing) for thing in step.needs)
        self.made += step.gives
        return possible


def failing_step(day):
    walk = Walk(day)
    return next((step.name for step in day.steps if not walk.take(step)), "")
