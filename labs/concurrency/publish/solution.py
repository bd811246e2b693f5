def publish(plan, lease, board):
    """Put the plan on the board unless a higher token has been there; the record itself carries the token."""
    token = yield lease.acquire()
    published = False
    seen = yield board.read()
    while seen[0] < token and not published:
        published = yield board.compare_and_set(seen, (token, plan))
        if not published:
            seen = yield board.read()
    yield lease.release(token)
    return published
