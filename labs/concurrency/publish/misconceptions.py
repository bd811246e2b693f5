"""Workers who trust their lease, and probes that know them by what they do."""

from labs.concurrency.depot import GAVE_UP, LATE, UNTRUE, WAITS, depot
from labs.concurrency.shop import losing
from nines.sim.interleave import schedules


def lease_alone(plan, lease, board):
    """Whoever has the lease is alone

    You write because you took the lease. A worker that pauses, for a collection of garbage or a moved machine,
    wakes up with its lease long over and does not know it: its next step is the write. The lease keeps others
    from starting. Only the board can refuse a late write: put the token into the record, and replace only a lower
    one.
    """
    token = yield lease.acquire()
    yield board.write((token, plan))
    yield lease.release(token)
    return True


def asked_the_lease(plan, lease, board):
    """I asked whether the lease is still mine

    You ask the lease and then write to the board. The pause that ends your lease fits between the two, however
    short you make it. No question to somebody else makes a write safe; a condition in the write itself does.
    """
    token = yield lease.acquire()
    mine = yield lease.valid(token)
    if mine:
        yield board.write((token, plan))
        yield lease.release(token)
    return mine


def looked_first(plan, lease, board):
    """I looked at the token before I wrote

    You compare tokens, and then you write without a condition. Between the look and the write the next holder
    writes, and you replace it. The comparison belongs into the write: `compare_and_set` with the record that you
    saw.
    """
    token = yield lease.acquire()
    seen = yield board.read()
    older = seen[0] < token
    if older:
        yield board.write((token, plan))
    yield lease.release(token)
    return older


def refused_is_done(plan, lease, board):
    """A write that was refused was written

    The board refused your plan and you report success. Whoever hears it sends the van by a plan that nobody can
    see. Being stopped is an answer: pass it on, so that the caller can start again or leave it.
    """
    token = yield lease.acquire()
    seen = yield board.read()
    while seen[0] < token:
        if (yield board.compare_and_set(seen, (token, plan))):
            break
        seen = yield board.read()
    yield lease.release(token)
    return True


def conflict_is_defeat(plan, lease, board):
    """A conflict means that I am too late

    The record changed under you, and you give up. It may have been the late writer, with a lower token than
    yours; then nobody publishes the newest plan. Read the token that was faster: give up to a higher one, try
    again after a lower one.
    """
    token = yield lease.acquire()
    seen = yield board.read()
    published = seen[0] < token and (yield board.compare_and_set(seen, (token, plan)))
    yield lease.release(token)
    return published


def left_to_expire(plan, lease, board):
    """A lease ends by itself, so nobody gives it back

    You keep the lease when you are done. It would end by itself, and until then everybody waits for nothing: with
    a lease of thirty seconds every plan takes thirty seconds. The end is there for holders that crash. Release
    when you are done.
    """
    token = yield lease.acquire()
    seen = yield board.read()
    while seen[0] < token:
        if (yield board.compare_and_set(seen, (token, plan))):
            return True
        seen = yield board.read()
    return False


def _ends(answer, kind, expiries=1):
    """The steps of a schedule that ends in a way, if there is one."""
    found = losing(depot(answer, 2, expiries), WAITS)
    return found.schedule.steps if found and found.schedule and found.kind == kind else ()


def _late(answer):
    """What the worker whose plan comes late did with its lease and the board, by the beginning of each step."""
    steps = _ends(answer, LATE)
    late = next((step.thread for step in reversed(steps) if step.target == "board"), None)
    return [step.label.split()[0] for step in steps if step.thread == late]


def _refused(steps):
    """Whether the board refused a change."""
    return any(step.label.startswith("set") and not step.result for step in steps)


def probe_lease_alone(answer):
    """The late writer took the lease and wrote."""
    return "write" in _late(answer) and not {"read", "still"} & set(_late(answer))


def probe_asked_the_lease(answer):
    """The late writer asked the lease before it wrote."""
    return "write" in _late(answer) and "still" in _late(answer)


def probe_looked_first(answer):
    """The late writer read the board before it wrote."""
    return "write" in _late(answer) and "read" in _late(answer) and "still" not in _late(answer)


def probe_refused_is_done(answer):
    """A plan that never was on the board is reported as published."""
    return _refused(_ends(answer, UNTRUE))


def probe_conflict_is_defeat(answer):
    """The newest plan gives way to a late one."""
    return _refused(_ends(answer, GAVE_UP))


def probe_left_to_expire(answer):
    """Alone in the depot, a worker publishes and keeps the lease."""
    alone = next(iter(schedules(depot(answer, 1, 0))))
    return alone.why is None and not any(step.label.startswith("release") for step in alone.steps)
