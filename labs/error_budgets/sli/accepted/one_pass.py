OURS = {429, 499}


class Event:
    def __init__(self):
        self.started_ms = None
        self.attempt = 0
        self.ended_ms = None
        self.status = None

    def add(self, row):
        if self.started_ms is None or row.at_ms < self.started_ms:
            self.started_ms = row.at_ms
        if row.attempt > self.attempt:
            self.attempt = row.attempt
            self.status = row.status
            self.ended_ms = row.at_ms + row.duration_ms

    @property
    def valid(self):
        return self.status < 400 or self.status >= 500 or self.status in OURS

    @property
    def good(self):
        return self.status < 400 and self.ended_ms - self.started_ms <= 2_000


def sli(requests):
    seen = {}
    for row in requests:
        if row.agent.split("/")[0] == "larder-probe":
            continue
        seen.setdefault(row.request_id, Event()).add(row)
    valid = [event for event in seen.values() if event.valid]
    return len([event for event in valid if event.good]), len(valid)
