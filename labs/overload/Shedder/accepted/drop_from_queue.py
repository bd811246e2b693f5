class Shedder:
    """Lets everything wait, and drops quotes that a worker could not take within a quarter of a second."""

    def admit(self, request, load):
        return request.critical or load.waiting < 30

    def keep(self, request, load):
        return request.critical or load.now - request.arrived < 0.25

    def on_finish(self, request, seconds, ok):
        pass
