"""The recorded data of the error budgets lab: the same everywhere, and what the article says of it."""

from hashlib import sha256

import pytest

from labs.error_budgets.log import INCIDENT_MS, MINUTE_MS, record, truth
from labs.error_budgets.outages import PARTS, recording
from labs.error_budgets.sli.solution import sli
from nines.check import run
from nines.lab import ROOT, exercise


def digest(data: object) -> str:
    return sha256(repr(data).encode()).hexdigest()[:16]


def test_the_log_is_the_same_on_every_platform():
    """The rows of the lesson's day are these, whatever Python or machine draws them."""
    assert digest([tuple(row) for row in record(7)]) == "7eb6415a4590339c"


def test_the_recordings_are_the_same_on_every_platform():
    """The readings of the lesson's recordings are these, whatever Python or machine draws them."""
    readings = [(part, day.outage, day.readings) for part in PARTS for day in recording(part, 7)]
    assert digest(readings) == "ec9f028573d7f396"


def test_the_reference_counts_what_the_generator_made():
    """On days of any seed the reference SLI finds exactly the good and valid events that were put into the log."""
    for seed in range(20):
        assert sli(record(seed, 600)) == truth(seed, 600), f"seed {seed}"


def test_the_article_tells_the_numbers_of_the_log():
    """The scene's numbers are those of the day with the seed that it names."""
    article = " ".join((ROOT / "docs/foundations/error_budgets.md").read_text(encoding="utf-8").split())
    friday = record(7)
    evening = [row for row in friday if row.at_ms in INCIDENT_MS]
    so_far = [row for row in friday if row.at_ms < INCIDENT_MS.start + 20 * MINUTE_MS]
    good, valid = truth(7, within=INCIDENT_MS)
    for said in (
        f"so far {100 * sum(row.status < 500 for row in so_far) / len(so_far):.1f} % of the day's responses",
        f"Of the {valid} shoppers who tried to check out in those forty minutes, {good} were",
        f"{100 * good / valid:.0f} %. The dashboard, asked for the same forty minutes, says "
        f"{100 * sum(row.status < 500 for row in evening) / len(evening):.0f} %",
    ):
        assert said in article, f"the article does not say: {said}"


@pytest.mark.parametrize(
    ("body", "mistake"),
    [
        ("max(0.0, 1 - (valid - good) / ((1 - slo) * valid))", "clamped_at_zero"),
        ("1 - (valid - good) / int((1 - slo) * valid)", "whole_failures"),
        ("good / valid - slo", "points_not_share"),
    ],
)
def test_a_first_answer_is_recognized_though_it_forgets_the_edges(body, mistake):
    """The usual mistakes come together with a division by zero, and the message is about the mistake."""
    verdict = run(exercise("error_budgets.budget_left"), f"def budget_left(good, valid, slo):\n    return {body}\n")
    assert verdict.status == "failed"
    assert verdict.misconception
    assert verdict.misconception["name"] == mistake
