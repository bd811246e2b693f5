"""Programs that are wrong, not unlucky: an error in a thread, a cleanup that yields, what is no program at all."""

import pytest

from nines.sim.interleave import Program, explore
from nines.sim.shared import Lock, Store


def test_an_error_in_a_thread_is_a_losing_schedule():
    """A thread that raises, or releases what it does not hold, loses in words."""

    def make(act):
        def thread():
            yield from act()

        return lambda: Program({"T": thread()})

    def raising():
        yield Store().read("x")
        raise KeyError("x")

    def releasing():
        yield Lock("door").release()

    assert "T raised KeyError: 'x'" in explore(make(raising)).losing.why
    assert "door was released by a thread while nobody held it" in explore(make(releasing)).losing.why


def test_a_cleanup_that_yields_does_no_harm():
    """A thread that is abandoned in a deadlock may yield in its finally clause."""

    def make():
        lock = Lock()

        def thread():
            yield lock.acquire()
            try:
                yield lock.acquire()
            finally:
                yield lock.release()

        return Program({"T": thread()})

    assert "deadlock" in explore(make).losing.why


@pytest.mark.parametrize("bad", ["function", "value"])
def test_what_is_no_program_is_refused(bad):
    """A thread must be a generator, and must yield operations."""

    def yields_a_number():
        yield 5

    thread = yields_a_number() if bad == "value" else yields_a_number
    with pytest.raises(ValueError, match="must yield operations" if bad == "value" else "must be a generator"):
        explore(lambda: Program({"T": thread}))
