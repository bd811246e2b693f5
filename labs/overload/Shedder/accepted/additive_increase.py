class Shedder:
    """A limit that learns from how long admitted work took: up a little when it was quick, down when it was slow."""

    def __init__(self):
        self.limit = 12.0

    def admit(self, request, load):
        inside = load.waiting + load.running
        return inside < (34 if request.critical else self.limit)

    def on_finish(self, request, seconds, ok):
        self.limit = max(8.0, self.limit - 0.5) if seconds > 0.4 else min(30.0, self.limit + 0.1)
