"""The verdicts on the answers of our labs, reached once in a run of the tests: contract and page both ask for them."""

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from nines.check import Verdict, run
from nines.lab import Exercise

Judge = Callable[..., Verdict]


@pytest.fixture(scope="session")
def judged(tmp_path_factory, worker_id) -> Judge:
    """Gives the verdict on an answer as `run` does; what any worker has had judged is kept for all."""
    shared = tmp_path_factory.getbasetemp()
    folder = (shared if worker_id == "master" else shared.parent) / "verdicts"
    folder.mkdir(exist_ok=True)

    def judge(exercise: Exercise, source: str, salt: str = "") -> Verdict:
        name = sha256("\0".join((exercise.id, source, salt)).encode()).hexdigest()
        place = folder / f"{name}.json"
        if not place.exists():
            keep(place, run(exercise, source, salt=salt))
        return Verdict.from_dict(json.loads(place.read_text(encoding="utf-8")))

    return judge


def keep(place: Path, verdict: Verdict) -> None:
    """Write a verdict so that no other worker ever reads half of it."""
    half = place.with_name(f"{place.name}.{os.getpid()}")
    half.write_text(json.dumps(verdict.to_dict()), encoding="utf-8")
    half.replace(place)
