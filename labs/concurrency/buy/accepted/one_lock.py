def buy(basket, stock, locks):
    door = locks[min(locks)]
    yield door.acquire()
    for item in basket:
        if (yield stock.read(item)) <= 0:
            yield door.release()
            return False
    for item in basket:
        yield stock.add(item, -1)
    yield door.release()
    return True
