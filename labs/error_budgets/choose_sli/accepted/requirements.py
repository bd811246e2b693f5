from dataclasses import dataclass


@dataclass
class Candidate:
    name: str
    days: list

    def loss(self, day):
        good, valid = day.readings[self.name]
        return 1 - good / valid

    def faults(self):
        quiet = [day for day in self.days if day.outage is None]
        outages = [day for day in self.days if day.outage is not None]
        return (
            sum(self.loss(day) > 0.02 for day in quiet)
            + sum(self.loss(day) < 0.6 * day.felt for day in outages)
            + sum(self.loss(day) > 1.3 * day.felt for day in outages)
        )


def choose_sli(days):
    return sorted(days[0].readings, key=lambda name: Candidate(name, days).faults())[0]
