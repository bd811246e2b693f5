class Shedder:
    """A queue that is a little too long: most quotes make it."""

    def admit(self, request, load):
        return request.critical or load.waiting < 33

    def on_finish(self, request, seconds, ok):
        pass
