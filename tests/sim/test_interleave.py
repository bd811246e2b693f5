"""Every interleaving is run, the losing one is found, simplified and drawn, and the limits are told."""

import math

import pytest

from nines.notebook.sequence import sequence
from nines.notebook.table import table
from nines.sim.interleave import Program, explore, schedules
from nines.sim.shared import Lease, Lock, Store


def counting(threads, steps):
    """A program of threads with so many steps each."""

    def make():
        store = Store()

        def thread(name):
            for _ in range(steps):
                yield store.add(name, 1)

        return Program({name: thread(name) for name in "abcdef"[:threads]})

    return make


@pytest.mark.parametrize(("threads", "steps"), [(1, 5), (2, 1), (2, 4), (3, 3), (4, 2)])
def test_every_interleaving_is_run_once(threads, steps):
    """The number of schedules is the multinomial coefficient."""
    report = explore(counting(threads, steps))
    assert report.schedules == math.factorial(threads * steps) // math.factorial(steps) ** threads
    assert report.passed


def check_then_act(stock, lock):
    """Sells when there was stock a moment ago."""
    left = yield stock.read("jam")
    if left > 0:
        yield stock.write("jam", left - 1)
        return "sold"
    return None


def locked(stock, lock):
    """The same, under a lock."""
    yield lock.acquire()
    sold = yield from check_then_act(stock, lock)
    yield lock.release()
    return sold


def optimistic(stock, lock):
    """Sells if the stock is still what it was, and looks again otherwise."""
    while left := (yield stock.read("jam")):
        if (yield stock.compare_and_set("jam", left, left - 1)):
            return "sold"
    return None


def shop(buy, buyers=2):
    """Buyers who all want the last jar."""

    def make():
        stock, lock = Store("stock", jam=1), Lock()

        def check(results):
            sold = sum(result == "sold" for result in results.values())
            return f"the last jar was sold {sold} times" if sold != 1 else None

        return Program({f"buyer {n}": buy(stock, lock) for n in range(1, buyers + 1)}, check)

    return make


def test_check_then_act_sells_the_last_jar_twice():
    """The losing schedule has one preemption: read, then the other's whole sale, then the stale write."""
    losing = explore(shop(check_then_act)).losing
    assert losing.why == "the last jar was sold 2 times"
    assert len(losing.steps) == 4
    assert losing.switches == 2
    assert [row["result"] for row in losing.rows()[:2]] == ["1", "1"]
    assert "buyer 1: read jam (stock) → 1" in losing.text()


@pytest.mark.parametrize(("preemptions", "schedules"), [(0, 2), (1, 8), (2, 26)])
def test_interruptions_can_be_bounded(preemptions, schedules):
    """Two threads of four steps: one after the other, or with one interrupted at one of three places, and so on."""
    report = explore(counting(2, 4), preemptions=preemptions)
    assert (report.schedules, report.passed) == (schedules, True)
    assert explore(shop(check_then_act), preemptions=0).passed
    assert explore(shop(check_then_act), preemptions=1).losing.switches == 2


def test_every_schedule_can_be_had_with_its_end():
    """Of the six orders of two reads and two writes, the two without an interruption end well."""
    ends = [(each.switches, each.why) for each in schedules(shop(check_then_act))]
    assert len(ends) == 6
    assert [switches for switches, why in ends if why is None] == [1, 1]


def test_a_schedule_tells_who_could_go_on():
    """A shopper who waits for a lock is not among them."""
    first = next(iter(schedules(shop(locked))))
    assert first.ready[:2] == (("buyer 1", "buyer 2"), ("buyer 1",))
    assert first.why is None


@pytest.mark.parametrize("buy", [locked, optimistic])
@pytest.mark.parametrize("buyers", [2, 3])
def test_a_lock_and_a_comparison_sell_it_once(buy, buyers):
    """Every schedule of the two right programs ends well."""
    report = explore(shop(buy, buyers))
    assert report.passed
    assert report.schedules > 1


def test_opposite_lock_order_deadlocks_and_one_order_does_not():
    """The deadlock says who waits for what; the same order never deadlocks."""

    def program(second_order):
        def make():
            locks = {"a": Lock("a"), "b": Lock("b")}

            def thread(order):
                for name in order:
                    yield locks[name].acquire()
                for name in reversed(order):
                    yield locks[name].release()

            return Program({"T1": thread("ab"), "T2": thread(second_order)})

        return make

    losing = explore(program("ba")).losing
    assert losing.why == "deadlock: T1 waits to acquire b, T2 waits to acquire a, forever"
    assert len(losing.steps) == 2
    assert explore(program("ab")).passed


@pytest.mark.parametrize("fenced", [False, True])
def test_a_fencing_token_stops_the_late_writer(fenced):
    """A lease alone lets a paused holder overwrite its successor's write; a store that checks tokens does not."""

    def make():
        lease, orders = Lease(), Store("orders", fenced=fenced)

        def worker(name):
            token = yield lease.acquire()
            done = yield orders.write("last", (token, name), token)
            yield lease.release(token)
            return token if done else None

        def clock():
            yield lease.expire()

        def check(results):
            written = max(token for token in (results["w1"], results["w2"]) if token)
            last = orders.values["last"][0]
            return None if last == written else f"token {last} wrote after token {written}"

        return Program({"w1": worker("w1"), "w2": worker("w2"), "clock": clock()}, check)

    report = explore(make)
    assert report.passed == fenced
    if not fenced:
        assert report.losing.why == "token 1 wrote after token 2"


def test_the_losing_schedule_is_the_simplest_one():
    """A lost update is met first, but the report shows the schedule that loses without interrupting anybody."""

    def make():
        store = Store(x=0, order="")

        def thread(name):
            value = yield store.read("x")
            yield store.write("x", value + 1)
            yield store.write("last", name)

        def check(results):
            return "wrong" if store.values["x"] != 2 or store.values["last"] == "T1" else None

        return Program({"T1": thread("T1"), "T2": thread("T2")}, check)

    losing = explore(make).losing
    assert losing.choices == ("T2", "T2", "T2", "T1", "T1", "T1")


def test_the_limits_are_told():
    """Too many schedules, or threads that spin, give no pass."""
    report = explore(counting(3, 5), limit=100)
    assert (report.schedules, report.complete, report.passed) == (100, False, False)

    def spinning():
        store = Store()

        def wait():
            while not (yield store.read("go")):
                pass

        return Program({"T": wait()})

    spun = explore(spinning, steps=20)
    assert (spun.cut, spun.passed) == (1, False)


def test_the_sequence_diagram_shows_every_step():
    """One arrow per step, from the thread to the object, time downwards, and a text alternative."""
    losing = explore(shop(check_then_act)).losing
    spec = sequence(losing.rows(), description="Both buyers read 1 before either writes.")
    arrows = spec["layer"][3]["data"]["values"]
    assert [arrow["y"] for arrow in arrows] == [1, 2, 3, 4]
    assert {(arrow["x"], arrow["x2"]) for arrow in arrows} == {(0, 2), (1, 2)}
    assert arrows[0]["text"] == "read jam → 1"
    assert spec["description"] == "Both buyers read 1 before either writes."
    assert table(spec).heads == ["thread", "does", "to", "step"]
    assert table(spec).rows[0] == ["buyer 1", "read jam → 1", "stock", "1"]
