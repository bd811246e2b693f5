import threading


class Lifecycle:
    """ready() wakes the handler once the balancer has heard enough; one timer bounds all of it."""

    def __init__(self):
        self.asked_to_stop, self.out, self.late = threading.Event(), threading.Event(), threading.Event()
        self.left = None

    def ready(self, server):
        if not self.asked_to_stop.is_set():
            return server.loaded
        self.left = (server.fall if self.left is None else self.left) - 1
        if self.left < 0:
            self.out.set()
        return False

    def on_sigterm(self, server):
        timer = threading.Timer(0.4 * server.grace_s, self.late.set)
        timer.daemon = True
        timer.start()
        self.asked_to_stop.set()
        self.out.wait(server.grace_s / 4)
        server.stop_accepting()
        while server.in_flight > 0 and not self.late.wait(0.02):
            pass
