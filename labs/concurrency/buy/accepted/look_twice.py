def missing(basket, stock):
    for item in basket:
        if not (yield stock.read(item)):
            return True
    return False


def buy(basket, stock, locks):
    """Most who come too late need no lock to hear it; the others look again under their locks."""
    if (yield from missing(basket, stock)):
        return False
    held = []
    try:
        for item in sorted(basket, reverse=True):
            yield locks[item].acquire()
            held.append(item)
        if (yield from missing(basket, stock)):
            return False
        for item in basket:
            yield stock.add(item, -1)
        return True
    finally:
        while held:
            yield locks[held.pop()].release()
