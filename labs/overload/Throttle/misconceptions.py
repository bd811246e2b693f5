"""Throttles that people write first, and probes that know them by what they send when nearly all is refused."""

from random import Random


class RejectingIsFree:
    """Rejecting is free

    You send everything and let checkout say no. To say no it must first accept, decrypt and read: here 10 ms of a
    worker that needs 100 ms for an answer. At six times the capacity the refusals take half of its time and more,
    and at ten times all of it. What a client does not send costs checkout nothing.
    """

    def __init__(self, rng):
        pass

    def allow(self, now):
        return True

    def on_result(self, ok, now):
        pass


class BreakerWillDo(RejectingIsFree):
    """A circuit breaker will do

    You stop sending altogether after a few refusals, and then send everything again. Checkout is healthy: it serves
    one request in six. While the breaker is open its workers idle, and when it closes the whole crowd is back. A
    breaker is for a callee that is down. One that is full needs a part of the traffic, all the time.
    """

    def __init__(self, rng):
        self.refused, self.until = 0, 0.0

    def allow(self, now):
        return now >= self.until

    def on_result(self, ok, now):
        self.refused = 0 if ok else self.refused + 1
        if self.refused >= 5:
            self.refused, self.until = 0, now + 5


class OnlySentCounts(RejectingIsFree):
    """A request that was not sent is no request

    You compare what was accepted with what you sent, and leave out what you dropped yourself. Dropping then makes
    the ratio look better, so you drop less: the more users want, the more you send. Count every request that the
    application wanted to make, and what you send settles at a fixed multiple of what is accepted.
    """

    def __init__(self, rng):
        self.rng, self.sent = rng, []

    def allow(self, now):
        self.sent = [each for each in self.sent if each[0] > now - 5]
        accepted = sum(ok for _, ok in self.sent)
        return self.rng.random() >= (len(self.sent) - 2 * accepted) / (len(self.sent) + 1)

    def on_result(self, ok, now):
        self.sent.append((now, ok))


class NeverForgets(RejectingIsFree):
    """All of history counts

    Your counts reach back too far. The refusals of the rush weigh on long after it: the longer it lasted, the longer
    you turn away users for whom there is room again. Let the counts cover a few seconds, or fade.
    """

    def __init__(self, rng):
        self.rng, self.requests, self.accepted = rng, 0, 0

    def allow(self, now):
        if self.rng.random() < (self.requests - 1.5 * self.accepted) / (self.requests + 1):
            self.requests += 1
            return False
        return True

    def on_result(self, ok, now):
        self.requests += 1
        self.accepted += ok


class FixedShare(RejectingIsFree):
    """Everyone gets an equal share of the capacity

    You allow each web server a fixed rate, whatever checkout answers. It protects checkout, and it turns users away
    when there is room: traffic is never spread evenly, so one server is at its limit while others are idle. It is
    wrong again when checkout gets more workers or loses some. Let the answers tell how much may be sent.
    """

    def __init__(self, rng):
        self.tokens, self.last = 5.0, 0.0

    def allow(self, now):
        self.tokens, self.last = min(5.0, self.tokens + 10 * (now - self.last)), now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def on_result(self, ok, now):
        pass


def _driven(answer, *phases):
    """Drive a throttle through phases of (seconds, requests per second, answers per second); which were sent, each."""
    throttle, now, sent = answer(Random(1)), 0.0, []
    for seconds, wanted, answers in phases:
        said, room = [], 1.0
        for _ in range(round(seconds * wanted)):
            now += 1 / wanted
            room = min(1.0, room + answers / wanted)
            said.append(bool(throttle.allow(now)))
            if said[-1]:
                throttle.on_result(room >= 1, now)
                room -= room >= 1
        sent.append(said)
    return sent


def _share(said):
    return sum(said) / len(said)


def probe_RejectingIsFree(answer):
    return all(_share(_driven(answer, (20, 60, answers))[0]) > 0.95 for answers in (10, 0))


def probe_BreakerWillDo(answer):
    said = _driven(answer, (60, 60, 10))[0]
    text = "".join("1" if each else "0" for each in said)
    return "0" * 60 + "1111" in text and "1" in text[-1200:]


def probe_OnlySentCounts(answer):
    few, many = (sum(_driven(answer, (10, wanted, 10), (10, wanted, 10))[1]) for wanted in (60, 240))
    return 0 < 1.5 * few <= many <= 3 * few


def probe_NeverForgets(answer):
    short, long = (_driven(answer, (20, 10, 10), (rush, 60, 10), (10, 10, 10))[2] for rush in (15, 120))
    return _share(long[50:]) < 0.8 and _share(long) < _share(short) - 0.05


def probe_FixedShare(answer):
    served, refused = (_driven(answer, (20, 30, answers))[0] for answers in (30, 0))
    return served == refused and 0.02 < _share(served) < 0.9
