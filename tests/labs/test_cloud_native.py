"""The graceful shutdown lab: what its figures claim, and what a half-written or failing answer is told."""

import linecache
import re
import urllib.request

import pytest

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

UNPREPARED = """
class EndsAtOnce:
    def ready(self, server):
        return True

    def on_sigterm(self, server):
        pass
"""


def in_a_cell(text, name):
    """What a cell with this text defines; its source can be found, as in a notebook."""
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    space = {}
    exec(compile(text, name, "exec"), space)
    return space[name]


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


def test_the_lesson_shows_a_real_rollout_and_haproxys_own_page(capsys):
    """While the processes run the printed page answers, and a rollout is drawn and counted; afterwards all is gone."""
    from labs.cloud_native.watch import drawn, rehearse, serve

    require("haproxy")
    running = serve(in_a_cell(UNPREPARED, "EndsAtOnce"))
    assert running
    with running:
        url = re.search(r"own page: (http\S+)", capsys.readouterr().out)[1]
        with urllib.request.urlopen(url, timeout=10) as page:
            assert b"Statistics Report for HAProxy" in page.read()
        rehearse(running)
        assert len(re.findall(r"^[abc]: \d+ requests", capsys.readouterr().out, re.MULTILINE)) == 3
        outcome = running.roll()
    with pytest.raises(OSError):
        urllib.request.urlopen(url, timeout=10)
    assert all((outcome.refused, outcome.cut, outcome.cold))
    rows = drawn(outcome)["layer"][0]["data"]["values"]
    assert [row["fate"] != "answered" for row in rows] == [not each.ok for each in outcome.sent]
    rehearse(None)


def test_a_lifecycle_that_is_never_ready_is_told_so(capsys, monkeypatch):
    """The lesson prints the reason instead of raising it, and nothing is left running."""
    from labs.cloud_native import fleet
    from labs.cloud_native.watch import serve

    require("haproxy")
    monkeypatch.setattr(fleet, "PATIENCE_S", 0.5)
    assert serve(in_a_cell(UNPREPARED.replace("True", "False"), "EndsAtOnce")) is None
    assert "still not in rotation" in capsys.readouterr().out
