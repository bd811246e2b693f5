"""Shoppers who get in each other's way, and probes that know them by what they do."""

from labs.concurrency.scenes import SHOPS
from labs.concurrency.shop import REFUSED, SOLD_TWICE, WAITS, losing, shop
from nines.sim.interleave import schedules
from nines.sim.shared import Lock


def check_then_act(basket, stock, locks):
    """What I just checked still holds

    You look, and then you act on what you saw. In between, somebody else looks too and sees the same jar. Nothing
    slow has to happen for it, and a second look just before only moves the gap. Make looking and acting one step:
    under a lock, or with a change that happens only if the count is still what you saw.
    """
    left = {}
    for item in basket:
        left[item] = yield stock.read(item)
    if min(left.values()) < 1:
        return False
    for item in basket:
        yield stock.write(item, left[item] - 1)
    return True


def atomic_steps(basket, stock, locks):
    """Atomic steps make an atomic whole

    Your `add` loses no count, and it runs whether or not there is anything left. The look and the `add` are two
    steps, each atomic, and others come between. The count goes below zero. Decide on what the changing step
    itself tells you, or hold a lock over both.
    """
    for item in basket:
        if (yield stock.read(item)) < 1:
            return False
    for item in basket:
        yield stock.add(item, -1)
    return True


MINE = Lock("my lock")


def own_lock(basket, stock, locks):
    """A lock of my own protects the stock

    You lock, and nobody else knows your lock: each shopper is served by another process, with a lock of its own.
    They all hold theirs at the same time. A lock protects only against those who take the same one. Use those
    that all share.
    """
    yield MINE.acquire()
    bought = yield from check_then_act(basket, stock, locks)
    yield MINE.release()
    return bought


def _holding(items, basket, stock, locks):
    """Buys under the locks of these items, taken in this order."""
    for item in items:
        yield locks[item].acquire()
    bought = yield from check_then_act(basket, stock, locks)
    for item in items:
        yield locks[item].release()
    return bought


def opposite_order(basket, stock, locks):
    """Any order of locks will do

    You take the locks in an order that depends on the basket. One shopper has the jam and wants the tea, another
    has the tea and wants the jam: both wait forever. Give the locks one order and take them in it, whatever is
    in the basket.
    """
    return (yield from _holding(basket, basket, stock, locks))


def lock_kept(basket, stock, locks):
    """Leaving gives the lock back

    When something is missing you leave with the lock in your hand. The next shopper waits forever, and so does
    everybody after. Release on every way out; `try … finally` does it even when an error is the way.
    """
    items = sorted(basket)
    for item in items:
        yield locks[item].acquire()
    if not (yield from check_then_act(basket, stock, locks)):
        return False
    for item in items:
        yield locks[item].release()
    return True


def item_by_item(basket, stock, locks):
    """Each item is safe, so the basket is

    You sell each item safely, one after the other. When the second one is missing, the first is already taken: it
    is gone from the shelf, and nobody bought it. What belongs together has to happen together: hold all the locks
    before you take the first item.
    """
    for item in basket:
        if not (yield from _holding((item,), (item,), stock, locks)):
            return False
    return True


def put_back(basket, stock, locks):
    """Putting it back undoes it

    You take, and put back when something is missing. Meanwhile another shopper looked, saw an empty shelf and was
    sent away, for a jar that nobody bought. Undoing changes the shelf again; it does not unsay what others were
    told. Take nothing before you know that you can have it all, or let nobody look until you do.
    """
    taken = []
    for item in sorted(basket):
        if not (yield from item_by_item((item,), stock, locks)):
            for other in taken:
                yield stock.add(other, 1)
            return False
        taken.append(item)
    return True


def gives_up(basket, stock, locks):
    """A lost race means sold out

    Your `compare_and_set` failed, and you refuse. It failed because a count changed, and not because nothing is
    left: of two jars one is still there. Read again and try again; each failure means that somebody else got on.
    """
    seen = {}
    for item in basket:
        seen[item] = yield stock.read(item)
    if min(seen.values()) < 1:
        return False
    return (yield stock.compare_and_set(seen, {item: left - 1 for item, left in seen.items()}))


def _alone(answer, stock):
    """The steps of one shopper, alone in the shop, who wants all there is in it."""
    return next(iter(schedules(shop(answer, [tuple(stock)], stock)))).steps


def _ends(answer, at, kind):
    """The schedule of one of the shops that ends in a way, if there is one."""
    found = losing(shop(answer, *SHOPS[at]))
    return found.schedule if found and found.kind == kind else None


def _does(steps, word):
    """Whether one of the steps starts with a word."""
    return any(step.label.startswith(word) for step in steps)


def _right_alone(answer):
    """Whether a shopper who is alone gets what is there, and nothing else."""
    return not any(next(iter(schedules(shop(answer, [("a",)], {"a": had})))).why for had in (0, 1))


def _left(answer):
    """What shoppers leave of one item when another is missing, and whether they ever took it: for a and for b."""
    for stock in ({"a": 1, "b": 0}, {"a": 0, "b": 1}):
        left, took = dict(stock), False
        for step in _alone(answer, stock):
            words = step.label.split()
            if words[0] == "write":
                left[words[1]] = int(words[3])
            if words[0] == "add":
                left[words[3]] += int(words[1])
            if words[0] == "set" and step.result:
                pairs = (pair.split(" = ") for pair in step.label[4:].partition(" if ")[0].split(", "))
                left |= {item: int(count) for item, count in pairs}
            took = took or sum(left.values()) < 1
        yield sum(left.values()), took


def probe_check_then_act(answer):
    """The jar is sold twice by reads and writes alone."""
    found = _ends(answer, 0, SOLD_TWICE)
    careless = found and not any(_does(found.steps, word) for word in ("acquire", "add", "set"))
    return bool(careless) and _right_alone(answer)


def probe_atomic_steps(answer):
    """The jar is sold twice by reads and by adding, without a lock."""
    found = _ends(answer, 0, SOLD_TWICE)
    added = found and _does(found.steps, "add") and not _does(found.steps, "acquire")
    return bool(added) and _right_alone(answer)


def probe_own_lock(answer):
    """The jar is sold twice by shoppers who take a lock, but none of those that are shared."""
    found = _ends(answer, 0, SOLD_TWICE)
    taken = {step.target for step in found.steps if step.label == "acquire"} if found else set()
    return bool(taken) and not taken & {"lock a", "lock b"}


def probe_opposite_order(answer):
    """Baskets in opposite order end in a deadlock, and the same baskets in one order do not."""
    taken = [step.label for step in _alone(answer, {"a": 1, "b": 1}) if step.target.startswith("lock ")]
    same = shop(answer, [("a", "b"), ("a", "b")], {"a": 2, "b": 2})
    return taken[:2] == ["acquire"] * 2 and bool(_ends(answer, 5, WAITS)) and losing(same) is None


def probe_lock_kept(answer):
    """Whoever is refused leaves a lock behind, and whoever is not leaves none."""

    def kept(stock):
        steps = [step for step in _alone(answer, stock) if step.target.startswith("lock ")]
        return sum(1 if step.label == "acquire" else -1 for step in steps)

    return kept({"a": 0}) > 0 and kept({"a": 1}) == 0


def probe_item_by_item(answer):
    """Alone in the shop, whoever can't have it all leaves with a part taken."""
    return any(left < 1 for left, _ in _left(answer))


def probe_put_back(answer):
    """Whoever can't have it all takes a part and puts it back, and somebody else is refused for it."""
    return (1, True) in _left(answer) and any(_ends(answer, at, REFUSED) for at in (3, 4))


def probe_gives_up(answer):
    """Of two jars, one shopper is refused one after a change that failed."""
    found = _ends(answer, 1, REFUSED)
    return bool(found) and any(step.label.startswith("set") and not step.result for step in found.steps)
