import time


class Lifecycle:
    """Says no first, waits until the balancer has heard it, then finishes what it began, within bounds."""

    def __init__(self):
        self.stopping = False
        self.noes = 0

    def ready(self, server):
        self.noes += self.stopping
        return server.loaded and not self.stopping

    def on_sigterm(self, server):
        give_up = time.monotonic() + server.grace_s / 2
        self.stopping = True
        while self.noes <= server.fall and time.monotonic() < give_up:
            time.sleep(0.01)
        server.stop_accepting()
        while server.in_flight and time.monotonic() < give_up:
            time.sleep(0.01)
