"""A tiny exercise judged once: it warms a new process, and proves that an old one still judges rightly."""

import importlib
import tempfile
from pathlib import Path

from nines.check.inside import judge
from nines.lab import Exercise, Lab

LATE = ("_pytest._argcomplete", "_pytest.helpconfig", "_pytest.skipping", "difflib", "pprint")
FILES = {
    "lab.toml": 'minutes = 1\nlevel = "foundation"\n',
    "double/checks.py": (
        "def test_nothing_stays_nothing(double):\n    assert double(0) == 0\n\n\n"
        'def test_two_become_four(double):\n    assert double(2) == 4, "two become four"\n'
    ),
    "double/solution.py": "def double(x):\n    return 2 * x\n",
    "double/misconceptions.py": 'def square(x):\n    """Squared."""\n    return x * x\n',
}


def run() -> bool:
    """Whether a right and a wrong answer get the right verdicts; what pytest imports late is here from now on."""
    for name in LATE:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory(prefix="nines-") as folder:
        for name, text in FILES.items():
            path = Path(folder, "labs", "rehearsal", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        exercise = Exercise(Lab("rehearsal", Path(folder)), "double")
        right = judge(exercise, FILES["double/solution.py"])
        wrong = judge(exercise, "def double(x):\n    return x + 1\n")
    return right["status"] == "passed" and [c["status"] for c in wrong["checks"]] == ["failed", "failed"]
