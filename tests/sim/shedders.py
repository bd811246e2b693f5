"""Shedders in several designs, good and bad, that the overload scenario must tell apart."""


class AdmitAll:
    """Sheds nothing."""

    def admit(self, request, load):
        return True

    def on_finish(self, request, seconds, ok):
        pass


class ShedAll(AdmitAll):
    """Sheds everything."""

    def admit(self, request, load):
        return False


class Coin(AdmitAll):
    """Sheds every second request, whatever it is."""

    count = 0

    def admit(self, request, load):
        self.count += 1
        return self.count % 2 == 0


class BigQueue(AdmitAll):
    """A queue that takes half a minute to empty."""

    def admit(self, request, load):
        return load.waiting < 1200


class ClassBlind(AdmitAll):
    """A short queue that knows no classes."""

    def admit(self, request, load):
        return load.waiting < 10


class CriticalOnly(AdmitAll):
    """Serves orders and nothing else."""

    def admit(self, request, load):
        return request.critical


class Limit(AdmitAll):
    """A concurrency limit, with room for critical requests above it."""

    def admit(self, request, load):
        return load.waiting + load.running < (30 if request.critical else 12)


class Bucket(AdmitAll):
    """A token bucket at 39 requests per second; orders may borrow."""

    def __init__(self):
        self.tokens, self.last = 12.0, 0.0

    def admit(self, request, load):
        self.tokens = min(12.0, self.tokens + 39 * (load.now - self.last))
        self.last = load.now
        if not request.critical and self.tokens < 1:
            return False
        self.tokens -= 1
        return True


class Delay(AdmitAll):
    """Admits quotes while the queue, at the measured pace, would be served within a third of a second."""

    def __init__(self):
        self.pace, self.done = 0.1, 0.0

    def admit(self, request, load):
        wait = load.waiting * 0.1 / load.workers
        return wait < (0.8 if request.critical else 0.33)


class Dropper(AdmitAll):
    """Admits everything that may still be useful, and drops quotes that waited for a fifth of a second."""

    def admit(self, request, load):
        return request.critical or load.waiting < 25

    def keep(self, request, load):
        return request.critical or load.now - request.arrived < 0.2
