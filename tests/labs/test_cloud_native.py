"""The graceful shutdown lab: what its figures claim, and what a half-written or failing answer is told."""

from labs.cloud_native.figures import CHECK_S, FALL, RATE, lost_by_wait, lost_in_a_restart
from nines.check import run
from nines.lab import exercise
from tests.conftest import require

HALF_WRITTEN = """
class Lifecycle:
    def ready(self, server):
        return server.loaded

    def on_sigterm(self, server):
        raise NotImplementedError("say no")
"""


def test_the_ways_to_stop_lose_less_and_less():
    """Each step of the right order saves requests, on any seed, and all of them together lose none."""
    for seed in range(20):
        at_once, closed, waited, right = lost_in_a_restart(seed).values()
        assert at_once > closed > waited > right == 0


def test_the_refused_are_bounded_by_what_the_balancer_does_not_know():
    """Closed at once, the worst case is rate times checks in a row; open long enough, nothing is refused."""
    spec = lost_by_wait(CHECK_S, FALL, RATE)
    rows = next(iter(spec["layer"]))["data"]["values"]
    assert [rows[0]["refused"], rows[-1]["refused"]] == [RATE * FALL * CHECK_S, 0]
    assert max(row["wait"] for row in rows if row["refused"] > 0) < FALL * CHECK_S
    assert "noticed after 5 s" in spec["description"]


def test_ready_is_judged_before_any_process_starts():
    """An answer that is not a bool, or never ready, gets its reason."""
    from labs.cloud_native.rollout import rehearsed

    for said, words in ((None, "True or False"), (False, "still says no")):
        assert words in rehearsed(type("Lifecycle", (), {"ready": lambda self, server, said=said: said}))


def test_a_half_written_answer_is_told_so():
    """What on_sigterm raises in a real process reaches the learner's check."""
    require("haproxy")
    verdict = run(exercise("cloud_native.Lifecycle"), HALF_WRITTEN)
    assert verdict.status == "failed"
    assert "not written yet" in verdict.message
