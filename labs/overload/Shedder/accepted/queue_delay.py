class Shedder:
    """After CoDel: when no request waited less than the target for a whole interval, turn quotes away."""

    TARGET, INTERVAL = 0.2, 0.1

    def __init__(self):
        self.good = 0.0

    def admit(self, request, load):
        if load.waiting == 0:
            self.good = load.now
        return request.critical or load.now - self.good < self.INTERVAL

    def keep(self, request, load):
        if load.now - request.arrived < self.TARGET:
            self.good = load.now
        return True

    def on_finish(self, request, seconds, ok):
        pass
