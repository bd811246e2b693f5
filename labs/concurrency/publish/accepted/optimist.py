def publish(plan, lease, board):
    """Expect the board as it was before the lease, and look again only when that was wrong."""
    seen = yield board.read()
    token = yield lease.acquire()
    for _ in range(5):
        if seen[0] > token:
            break
        if (yield board.compare_and_set(seen, (token, plan))):
            yield lease.release(token)
            return True
        seen = yield board.read()
    yield lease.release(token)
    return False
