class Shedder:
    """A limit on what is inside, with a reserve for critical requests."""

    LIMIT, RESERVE = 14, 20

    def admit(self, request, load):
        inside = load.waiting + load.running
        return inside < self.LIMIT + (self.RESERVE if request.critical else 0)

    def on_finish(self, request, seconds, ok):
        pass
