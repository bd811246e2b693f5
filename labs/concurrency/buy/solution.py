def buy(basket, stock, locks):
    """Take the locks of all items, always in the same order, then look and act, then give them back."""
    items = sorted(basket)
    for item in items:
        yield locks[item].acquire()
    left = {}
    for item in items:
        left[item] = yield stock.read(item)
    enough = min(left.values()) > 0
    if enough:
        for item in items:
            yield stock.write(item, left[item] - 1)
    for item in items:
        yield locks[item].release()
    return enough
