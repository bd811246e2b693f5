"""Breakers that people write first, and probes that know them by how they behave."""


class _Consecutive:
    """The reference breaker, which the wrong answers below are one mistake away from."""

    limit, wait = 5, 1.0

    def __init__(self):
        self.failures, self.tried = 0, 0.0

    def allow(self, now):
        if self.failures >= self.limit and not self.may_try(now):
            return False
        self.tried = now
        return True

    def may_try(self, now):
        return now - self.tried >= self.wait

    def on_result(self, ok, now):
        self.failures = 0 if ok else self.failures + 1


def never_opens(callee):
    """A retry budget is enough

    Your breaker lets every call through. The budget keeps retries from adding to the load, and here the first attempts
    are too many already: payments has more than a minute of work to catch up with, and whoever waited for it has given
    up. Stop sending for a while, so that it can.
    """

    class Open(_Consecutive):
        def may_try(self, now):
            return True

    return Open()


def never_half_opens(callee):
    """An open breaker waits for a person

    Once open, yours lets nothing through, so it never hears that payments is well again. The outage then lasts until
    somebody notices and closes it. Let one call try from time to time, and close on its success.
    """

    class Stuck(_Consecutive):
        def may_try(self, now):
            return False

    return Stuck()


def closes_on_time(callee):
    """After the wait everything may pass

    When its time is over your breaker closes, and everybody calls at once. If payments is still down, it gets a burst
    each time, and a timeout passes before anything is learned. Half-open means one call, whose result decides.
    """

    class Timed(_Consecutive):
        def __init__(self):
            super().__init__()
            self.until = 0.0

        def allow(self, now):
            return now >= self.until

        def on_result(self, ok, now):
            super().on_result(ok, now)
            if self.failures >= self.limit:
                self.failures, self.until = 0, now + 3

    return Timed()


def hair_trigger(callee):
    """One failure is enough to open

    Yours opens at the first failure. With one call in a hundred failing that happens every few seconds, and each time
    it turns away people who could have paid. Open on what tells an outage from a bad moment: several failures in a row,
    or a share of the recent calls.
    """

    class Hair(_Consecutive):
        limit = 1

    return Hair()


def failures_add_up(callee):
    """Failures add up to an outage

    You count failures and never forget them. With enough time every service reaches any number of failures, and your
    breaker opens on a healthy one. Count them in a row, or among the recent calls.
    """

    class Total(_Consecutive):
        def on_result(self, ok, now):
            self.failures += not ok

    return Total()


def _opened(answer):
    """A breaker that has seen 100 good calls and then 60 bad ones, asked before each; it is 16 s now."""
    breaker = answer("payments")
    for call in range(160):
        if breaker.allow(call / 10):
            breaker.on_result(call < 100, call / 10)
    return breaker


def probe_never_opens(answer):
    """After six seconds of failures it lets every call through."""
    breaker = _opened(answer)
    return all(breaker.allow(16 + call / 10) for call in range(20))


def probe_never_half_opens(answer):
    """It lets no call through in ten minutes of asking."""
    breaker = _opened(answer)
    return not any(breaker.allow(16 + half / 2) for half in range(1200))


def probe_closes_on_time(answer):
    """It is open, and then lets ten calls through before it has heard of any."""
    breaker = _opened(answer)
    asked = [breaker.allow(16 + call / 10) for call in range(1200)]
    return not all(asked[:20]) and True in asked and all(asked[asked.index(True) :][:10])


def probe_hair_trigger(answer):
    """After 100 good calls it refuses the one after a single failure."""
    breaker = answer("payments")
    for call in range(100):
        breaker.allow(call / 10)
        breaker.on_result(True, call / 10)
    breaker.allow(10.0)
    breaker.on_result(False, 10.1)
    return not breaker.allow(10.2)


def probe_failures_add_up(answer):
    """With one failure in a hundred, each among good calls, it comes to refuse a fifth of all calls and more."""
    breaker = answer("payments")
    refused = 0
    for call in range(5000):
        if breaker.allow(call / 10):
            breaker.on_result(call % 100 != 0, call / 10)
        else:
            refused += 1
    return refused > 1000
