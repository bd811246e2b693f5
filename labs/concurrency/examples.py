"""Ways to buy that the lesson runs: each takes a basket, the stock and its locks, and yields its steps."""


def check_then_act(basket, stock, locks):
    """Looks, then acts on what it saw."""
    (item,) = basket
    left = yield stock.read(item)
    if left < 1:
        return False
    yield stock.write(item, left - 1)
    return True


def under_a_lock(basket, stock, locks):
    """Looks and acts while nobody else can."""
    (item,) = basket
    yield locks[item].acquire()
    sold = yield from check_then_act(basket, stock, locks)
    yield locks[item].release()
    return sold


def compare_and_set(basket, stock, locks):
    """Acts only if what it saw still holds, and otherwise looks again."""
    (item,) = basket
    while left := (yield stock.read(item)):
        if (yield stock.compare_and_set({item: left}, {item: left - 1})):
            return True
    return False


def in_basket_order(basket, stock, locks):
    """Locks every item, in the order of the basket."""
    for item in basket:
        yield locks[item].acquire()
    for item in basket:
        yield stock.add(item, -1)
    for item in basket:
        yield locks[item].release()
    return True


def trusting(plan, lease, board):
    """Takes the lease and writes."""
    token = yield lease.acquire()
    yield board.write((token, plan))
    yield lease.release(token)
    return True
