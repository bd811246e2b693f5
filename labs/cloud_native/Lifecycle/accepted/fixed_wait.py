import time


class Lifecycle:
    """Waits for many checks by the clock, then drains for a counted number of steps; never closes the door itself."""

    stopping = False

    def ready(self, server):
        if self.stopping:
            return False
        return server.loaded

    def on_sigterm(self, server):
        self.stopping = True
        time.sleep(6 * server.fall * server.check_s)
        for _ in range(20):
            if server.in_flight == 0:
                return
            time.sleep(0.05)
