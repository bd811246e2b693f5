"""Every history of a write and one or two reads, for one to five replicas of which some are out of reach."""

from labs.fault_tolerance.replicas import Setting, backwards, goes_on, possible, stale
from labs.fault_tolerance.stories import told

SIZES = [(replicas, failures) for replicas in range(1, 6) for failures in range(replicas)]
CAN = [size for size in SIZES if possible(*size)]
KEYS = "a dict with the keys read, write (from 1 to replicas), sloppy and repair (True or False), or None"


def setting(quorum, replicas, failures):
    """The answer's setting for these sizes, or None where it says that there is none."""
    given = quorum(replicas, failures)
    if given is None:
        return None
    fine = isinstance(given, dict) and set(given) == set(Setting._fields)
    fine = fine and all(type(given[key]) is int and 1 <= given[key] <= replicas for key in ("read", "write"))
    assert fine, f"For {replicas} replicas and {failures} failures return {KEYS}; yours is {given!r}"
    return Setting(**given)


def settings(quorum):
    """What the answer chose wherever something can be chosen."""
    return [(size, chosen) for size in CAN if (chosen := setting(quorum, *size))]


def test_reads_and_writes_go_on(quorum):
    for size in CAN:
        chosen = setting(quorum, *size)
        assert chosen, f"With {size[0]} replicas and {size[1]} failures a quorum is in reach; yours is None"
        waits = f"With {size[1]} of {size[0]} replicas down, yours waits for {max(chosen.read, chosen.write)} answers"
        assert goes_on(chosen, *size), waits


def test_a_read_sees_the_last_write(quorum):
    assert setting(quorum, 3, 1), "For 3 replicas and 1 failure yours is None, and a quorum is in reach"
    for size, chosen in settings(quorum):
        found = stale(chosen, *size)
        assert not found, f"With {size[0]} replicas and {size[1]} failures a confirmed write is missed: {told(found)}"


def test_reads_never_go_back(quorum):
    assert setting(quorum, 3, 1), "For 3 replicas and 1 failure yours is None, and a quorum is in reach"
    for size, chosen in settings(quorum):
        found = None if stale(chosen, *size) else backwards(chosen, *size)
        assert not found, f"With {size[0]} replicas and {size[1]} failures a value comes and goes: {told(found)}"


def test_what_cannot_be_kept_is_not_promised(quorum):
    for size in SIZES:
        if not possible(*size):
            chosen = setting(quorum, *size)
            cut = f"When {size[1]} of {size[0]} replicas can be out of reach, no setting will do: return None"
            assert chosen is None, cut
