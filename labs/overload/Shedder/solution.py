class Shedder:
    """Lets a request in while its expected wait is a part of the time that it has left."""

    WORK = 0.1

    def admit(self, request, load):
        wait = (load.waiting + 1) * self.WORK / load.workers
        left = request.deadline - load.now
        return wait < (0.6 if request.critical else 0.3) * left

    def on_finish(self, request, seconds, ok):
        pass
