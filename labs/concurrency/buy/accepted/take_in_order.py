def buy(basket, stock, locks):
    """Take item by item with the locks held to the end, so that nobody sees what is put back."""
    items, taken = sorted(basket), []
    complete = True
    for item in items:
        yield locks[item].acquire()
        if (yield stock.add(item, -1)) < 0:
            complete = False
        taken.append(item)
        if not complete:
            break
    for item in reversed(taken):
        if not complete:
            yield stock.add(item, 1)
        yield locks[item].release()
    return complete
