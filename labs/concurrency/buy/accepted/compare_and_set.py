def buy(basket, stock, locks):
    while True:
        seen = {}
        for item in basket:
            seen[item] = yield stock.read(item)
            if seen[item] == 0:
                return False
        if (yield stock.compare_and_set(seen, {item: left - 1 for item, left in seen.items()})):
            return True
