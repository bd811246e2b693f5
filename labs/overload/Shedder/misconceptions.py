"""Shedders that people write first, and probes that know them by what they let in and turn away."""

from functools import cache

from labs.overload.watch import watched

_watched = cache(watched)


class BigQueue:
    """A bigger queue absorbs the overload

    You let requests wait until the queue is longer than anything in it can survive. A queue does not add capacity:
    at twice the load it grows until it is full and then stays full, and from then on everyone waits its whole
    length. Work that is answered after its deadline took a worker's time and helped nobody. A queue that checkout
    empties in a fraction of the deadline is long enough for bursts.
    """

    def admit(self, request, load):
        return load.waiting < 1000

    def on_finish(self, request, seconds, ok):
        pass


def probe_BigQueue(answer):
    seen = _watched(answer)
    refused = [each.waiting for each in seen.door("quote") if not each.yes]
    dropped = sum(not each.yes for each in seen.busy if not each.door)
    longest = max(each.waiting for each in seen.busy if each.door)
    return longest >= 40 and min(refused, default=longest) >= 40 and dropped == 0


class ServeStale(BigQueue):
    """Work is worth doing until its deadline has passed

    You drop a request when its deadline has passed, and start it when a moment is left. Under overload the oldest
    are always at that edge: served in the order of arrival, each one is started just in time to finish too late, and
    those that could still make it wait behind. Ask for the time that the work needs, or drop much earlier.
    """

    def admit(self, request, load):
        return True

    def keep(self, request, load):
        return load.now < request.deadline


def probe_ServeStale(answer):
    seen = _watched(answer)
    quotes = [each for each in seen.busy if each.kind == "quote" and not each.door]
    ages = [each.age for each in quotes if not each.yes]
    return len(ages) >= 0.2 * len(quotes) > 0 and min(ages) >= 0.9 and seen.late > 0.2


class JustInTime(BigQueue):
    """The queue may take what fits into the deadline

    Your queue ends just where the deadline does, so under overload every quote waits almost its whole second: a full
    queue is the normal state then. Service times vary, and those with bad luck come too late after all that waiting.
    The bound says what is possible. Aim far below it; a shorter queue loses no throughput as long as it never
    empties.
    """

    def admit(self, request, load):
        return request.critical or load.waiting * 0.1 / load.workers + 0.14 < 1.0


def probe_JustInTime(answer):
    seen = _watched(answer)
    refused = [each.waiting for each in seen.door("quote") if not each.yes]
    return bool(refused) and 29 < min(refused) < 40 and seen.late > 0.01


class AtRandom(BigQueue):
    """Shedding at random is fair

    You turn orders away as often as quotes. Fair it is, and expensive: a shopper who was ready to pay is sent home
    for one who was looking. Where a purchase needs several calls it is worse, because each is a new draw: with half
    of the calls turned away, a purchase of two calls succeeds one time in four, and the other calls were served for
    nothing. Decide by class, and give orders room that quotes cannot take.
    """

    def admit(self, request, load):
        return load.waiting < 10


def probe_AtRandom(answer):
    seen = _watched(answer)
    orders, quotes = seen.refused("order"), seen.refused("quote")
    return 0.2 <= orders <= 0.9 and abs(orders - quotes) <= 0.15


class EmptyQueue(BigQueue):
    """The best queue is an empty one

    You turn quotes away as soon as all workers are busy. Requests come in bunches: even at 0.8 times the capacity
    all four workers are busy a good part of the time, and a wait of a tenth of a second would have served the next
    one well. A short queue turns bunches into a little waiting.
    """

    def admit(self, request, load):
        return request.critical or load.running < load.workers


def probe_EmptyQueue(answer):
    quotes = [each for each in _watched(answer).calm if each.door and each.kind == "quote"]
    refused, served = ([each for each in quotes if each.yes is said] for said in (False, True))
    patient = any(each.waiting > 1 for each in served) or all(each.waiting > 1 for each in refused)
    return len(refused) >= 0.08 * len(quotes) and not patient and not any(each.idle for each in refused)


class PanicSwitch(BigQueue):
    """Under overload serve only what matters

    Under pressure you turn all quotes away for a while, also when the queue has long been empty: part of the time
    workers stand idle while shoppers are sent home, and then the door is open again and the queue jumps. Orders
    alone are 60 % of what checkout can do at this load. Let quotes fill the room that orders leave, request by request.
    """

    def __init__(self):
        self.until = 0.0

    def admit(self, request, load):
        if load.waiting > 15:
            self.until = load.now + 5
        return request.critical or load.now >= self.until


def probe_PanicSwitch(answer):
    seen = _watched(answer)
    quotes = seen.door("quote")
    runs, idle = [0, 0], 0
    longest = [0, 0]
    for each in quotes:
        runs = [0, runs[1] + 1] if each.yes else [runs[0] + 1, 0]
        longest = [max(pair) for pair in zip(longest, runs, strict=True)]
        idle += not each.yes and each.idle
    refused = sum(not each.yes for each in quotes)
    often = idle >= 0.2 * max(1, refused)
    return longest[0] >= 60 and often and (longest[1] >= 10 or refused == len(quotes)) and seen.refused("order") < 0.02
