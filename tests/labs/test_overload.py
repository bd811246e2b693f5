"""The overload lab: right answers pass with a margin, mistakes are known in other dress, and the article's numbers."""

import random
import re

import pytest

from labs.overload.checkout import judged
from labs.overload.crowd import CAPACITY, END, LAST, SETTLED, START, crowd
from labs.overload.figures import useful_rate
from nines.check.recognize import probes
from nines.contract.answers import right
from nines.lab import ROOT, exercise
from nines.sim.scenarios import overload

SEEDS = range(100, 120)


def loaded(source: str) -> dict:
    """The namespace of an answer's or a lab's text."""
    namespace = {"__name__": "answer"}
    exec(compile(source, "answer", "exec"), namespace)
    return namespace


def designs(name: str):
    """Every right answer of an exercise by its file."""
    found = right(exercise(f"overload.{name}"))
    return [pytest.param(loaded(text)[name], id=file) for file, text in found.items()]


@pytest.mark.parametrize("shedder", designs("Shedder"))
def test_right_shedders_pass_with_a_margin(shedder):
    """On 20 seeds, five together as in a check, every design is well inside each threshold."""
    for start in SEEDS[::5]:
        found = judged(shedder, range(start, start + 5))
        assert found.goodput >= 0.93
        assert found.late <= 0.004
        assert found.orders == 1
        assert found.calm <= 0.012


@pytest.mark.parametrize("throttle", designs("Throttle"))
def test_right_throttles_pass_with_a_margin(throttle):
    """On 18 seeds, three together as in a check, every design is well inside each threshold."""
    for start in SEEDS[:18:3]:
        runs = [crowd(throttle, seed) for seed in range(start, start + 3)]
        assert sum(run.goodput() for run in runs) / 3 >= 0.87
        assert sum(run.held_back(0, START) for run in runs) / 3 <= 0.02
        assert sum(run.held_back(END + SETTLED, LAST) for run in runs) / 3 <= 0.03


def shedder(admit, keep=None):
    """A shedder made of functions of the request and the load."""
    methods = {"admit": lambda self, request, load: admit(request, load), "on_finish": lambda self, *told: None}
    if keep:
        methods["keep"] = lambda self, request, load: keep(request, load)
    return type("Shedder", (), methods)


RESTYLED = {
    "BigQueue": [lambda r, s: True, lambda r, s: r.critical or s.waiting < 100],
    "JustInTime": [lambda r, s: r.critical or s.waiting < 36, lambda r, s: s.waiting / 40 + 0.15 < r.deadline - s.now],
    "AtRandom": [lambda r, s: random.random() < 0.5, lambda r, s: random.random() > s.waiting / 20],
    "EmptyQueue": [lambda r, s: r.critical or s.waiting < 1, lambda r, s: r.critical or s.running + s.waiting < 5],
    "PanicSwitch": [lambda r, s: r.critical],
}


@pytest.mark.parametrize(("name", "admit"), [(name, admit) for name, each in RESTYLED.items() for admit in each])
def test_a_mistake_is_known_whatever_its_constants(name, admit):
    """Other limits and other ways to write it are the same mistake, and no second one."""
    found = exercise("overload.Shedder")
    random.seed(1)
    wrong = loaded(found.text("misconceptions.py", ""))
    assert probes(wrong, list(found.misconceptions), shedder(admit)) == [name]


@pytest.mark.parametrize("slack", [0.0, 0.05])
def test_stale_work_is_known_whatever_the_slack(slack):
    """Dropping at the deadline, or a moment before, is the same mistake."""
    found = exercise("overload.Shedder")
    wrong = loaded(found.text("misconceptions.py", ""))
    answer = shedder(lambda r, s: True, lambda r, s: s.now < r.deadline - slack)
    assert probes(wrong, list(found.misconceptions), answer) == ["ServeStale"]


def test_the_formula_for_the_price_of_no_is_what_the_simulation_does():
    """Useful work with costly refusals follows c = a · s + (λ − a) · r within 8 % of the capacity."""
    for times, refusal in ((4, 0.01), (6, 0.01), (6, 0.005)):
        runs = [crowd(None, seed, refusal=refusal, times=times) for seed in SEEDS[:3]]
        useful = CAPACITY * sum(run.goodput() for run in runs) / 3
        assert abs(useful - useful_rate(times * CAPACITY, refusal)) < 0.08 * CAPACITY


def test_the_article_tells_the_numbers_of_the_simulation():
    """The scene's and the table's numbers are those of the seeds that the article names."""
    article = " ".join((ROOT / "docs/foundations/overload.md").read_text(encoding="utf-8").split())
    run = overload(factor=2.0, seed=7, seconds=60)
    waiting = sum(record.finished is None or record.finished > 60e6 for record in run.records)
    last = max((r for r in run.records if r.finished and r.finished <= 60e6), key=lambda r: r.finished)
    assert f"A minute later {waiting:,} requests wait" in article
    assert f"someone who asked {(last.finished - last.arrived) / 1e6:.0f} seconds ago" in article
    assert round(sum(run.finished("ok")[10:]), -2) == 2000
    assert sum(run.goodput()[10:]) == 0
    accepted = exercise("overload.Shedder").accepted
    for design, row in (("concurrency_limit", "limit, 14"), ("token_bucket", "38 per"), ("queue_delay", "CoDel does")):
        useful = judged(loaded(accepted[design])["Shedder"], range(1, 6)).goodput
        assert re.search(rf"\| [^|]*{row}[^|]*\| {useful:.0%}".replace("%", " %"), article), design
