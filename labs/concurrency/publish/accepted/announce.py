def publish(plan, lease, board):
    """Put the token on the board first, beside the old plan; whoever is older can't get past it."""
    token = yield lease.acquire()
    while True:
        highest, old = seen = yield board.read()
        if highest > token:
            break
        if (yield board.compare_and_set(seen, (token, old))):
            if (yield board.compare_and_set((token, old), (token, plan))):
                yield lease.release(token)
                return True
            break
    yield lease.release(token)
    return False
