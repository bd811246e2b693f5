"""Settings that people choose first, and probes that try them on a few sizes."""

from labs.fault_tolerance.replicas import Setting, backwards, goes_on, stale


def _majorities(replicas, **changes):
    half = replicas // 2 + 1
    return {"read": half, "write": half, "sloppy": False, "repair": True} | changes


def one_answer(replicas, failures):
    """One answer is enough, the rest follows

    You read and write at so few replicas that the two need not meet. The write is confirmed by one, the read hears
    another, and "eventually" is later than the customer's next click. Choose read + write > replicas.
    """
    if 2 * failures >= replicas:
        return None
    return _majorities(replicas, read=1, write=1)


def sloppy_quorum(replicas, failures):
    """A sloppy quorum is a quorum

    You let stand-ins confirm a write. They are not among the replicas that a read asks, so read + write > replicas
    says nothing any more: the read can miss every node that has the write. Set sloppy to False where a read must see
    the last write, and let writes fail when no quorum is in reach.
    """
    if 2 * failures >= replicas:
        return None
    return _majorities(replicas, sloppy=True)


def meeting_is_enough(replicas, failures):
    """R + W > N means never stale

    Your sets meet, and a confirmed write is seen. But a write that stopped halfway is seen by one reader and not by
    the next: the value appears and is gone again. Let a read write back what it found (repair), to a write quorum,
    before it answers.
    """
    if 2 * failures >= replicas:
        return None
    return _majorities(replicas, repair=False)


def write_everywhere(replicas, failures):
    """Writing everywhere is safest

    You wait for replicas that can be down. Each further replica that you wait for is one more that can stop you:
    with all of them, a single failure stops all writes (or all reads). Wait for replicas − failures at most.
    """
    if 2 * failures >= replicas:
        return None
    return _majorities(replicas, read=1, write=replicas)


def half_is_enough(replicas, failures):
    """Four replicas survive two failures

    You promise something where half of the replicas can be out of reach. The two halves can't tell failure from
    a cut between them, and each would go on by itself. Nothing keeps this promise: return None, or add a replica.
    """
    if 2 * failures > replicas:
        return None
    most = max(1, min(replicas // 2 + 1, replicas - failures))
    return _majorities(replicas, read=most, write=most)


def _setting(answer, replicas, failures):
    given = answer(replicas, failures)
    return Setting(**given) if given else None


def _sound(setting, replicas, failures):
    return bool(setting) and goes_on(setting, replicas, failures)


def probe_one_answer(answer):
    """Its sets don't meet, without any stand-in."""
    given = _setting(answer, 3, 1)
    return _sound(given, 3, 1) and not given.sloppy and stale(given, 3, 1) is not None


def probe_sloppy_quorum(answer):
    """Its sets would meet if there were no stand-ins."""
    given = _setting(answer, 3, 1)
    return bool(given) and given.sloppy and stale(given._replace(sloppy=False), 3, 1) is None


def probe_meeting_is_enough(answer):
    """A write that stopped halfway comes and goes, and a complete one doesn't."""
    given = _setting(answer, 3, 1)
    return (
        _sound(given, 3, 1) and not given.repair and stale(given, 3, 1) is None and backwards(given, 3, 1) is not None
    )


def probe_write_everywhere(answer):
    """It waits for a replica that may be down, where it need not."""
    given = _setting(answer, 3, 1)
    return bool(given) and not given.sloppy and max(given.read, given.write) == 3


def probe_half_is_enough(answer):
    """It is right for three replicas, and promises two failures of four."""
    three, four = _setting(answer, 3, 1), _setting(answer, 4, 2)
    return _sound(three, 3, 1) and stale(three, 3, 1) is None and three.repair and four is not None
