class Fence:
    def __init__(self, board, token):
        self.board = board
        self.token = token

    def put(self, plan):
        seen = yield self.board.read()
        if seen[0] >= self.token:
            return False
        done = yield self.board.compare_and_set(seen, (self.token, plan))
        return done or (yield from self.put(plan))


def publish(plan, lease, board):
    token = yield lease.acquire()
    try:
        return (yield from Fence(board, token).put(plan))
    finally:
        yield lease.release(token)
