"""What counts as passed, what checks and answers may rely on, and what a check leaves behind."""

import os
import resource
import subprocess
import sys

import pytest

from nines.check import rehearsal, run
from nines.check.inside import PUBLIC_SEEDS, fresh_seeds, judge
from nines.lab import LabError
from tests.check.hostile import RIGHT, body
from tests.check.test_check import HERE, with_checks
from tests.labs import tiny

MARKED = """import pytest


def test_passes(budget_left):
    assert budget_left(1, 1, 0.9) == 1


{mark}
def test_second(budget_left):
    {body}
"""


@pytest.mark.parametrize(
    ("mark", "lines"),
    [
        ("@pytest.mark.skip", "pass"),
        ("@pytest.mark.xfail", "assert False"),
        ("@pytest.mark.xfail", "pass"),
        ("@pytest.mark.skipif(True, reason='x')", "pass"),
        ("", "pytest.skip('x')"),
        ("", "pytest.xfail('x')"),
        ("", "pytest.fail('x')"),
        ("", "raise SystemExit(0)"),
        ("", "pytest.exit('x', 0)"),
    ],
)
def test_only_a_check_that_ran_and_passed_counts(tmp_path, mark, lines):
    """Skip, expected failure, unexpected pass and exit are failures, whatever pytest thinks of them."""
    verdict = run(with_checks(tmp_path, MARKED.format(mark=mark, body=lines)), RIGHT)
    assert not verdict.passed
    assert verdict.checks[0]["status"] == "passed"
    assert verdict.checks[1]["status"] == "failed"


def test_a_failing_fixture_of_the_checks_is_a_failure(tmp_path):
    """What a check's own fixture raises is told like what the check raises."""
    text = "import pytest\n\n\n@pytest.fixture\ndef left(budget_left):\n    return budget_left(1, 2, 0.5)\n\n\n"
    text += "def test_x(left):\n    assert left == 0\n"
    exercise = with_checks(tmp_path, text)
    assert run(exercise, RIGHT).passed
    assert "raised KeyError: 1" in run(exercise, body("return {}[good]")).message


def test_no_configuration_of_the_machine_is_heard(exercise, monkeypatch, tmp_path):
    """PYTEST_ADDOPTS, plugins, an ini file and a conftest.py beside the checks change nothing."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing --maxfail=1 --no-such-option")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    for folder in (tmp_path, exercise.folder):
        (folder / "pytest.ini").write_text("[pytest]\naddopts = -k nothing\n")
        (folder / "conftest.py").write_text("def pytest_collection_modifyitems(items):\n    items.clear()\n")
    assert judge(exercise, RIGHT)["status"] == "passed"
    assert os.environ["PYTEST_ADDOPTS"].startswith("-k nothing")
    assert run(exercise, RIGHT).passed


def test_seeds_follow_the_text_and_the_salt(tmp_path):
    """The same text meets the same seeds everywhere; an edit or a salt meets others; public seeds never change."""
    text = "def test_x(budget_left, seeds, public_seeds):\n    assert not seeds, f'{seeds} {public_seeds}'\n"
    exercise = with_checks(tmp_path, text)
    told = run(exercise, RIGHT).message
    assert told == f"{fresh_seeds(RIGHT, '')} {PUBLIC_SEEDS}"
    assert run(exercise, RIGHT.rstrip("\n") + "\n\n").message == told
    assert run(exercise, RIGHT.replace("\n", "\r\n")).message == told
    assert run(exercise, RIGHT + "# edited\n").message != told
    assert run(exercise, RIGHT, salt="1").message != told
    assert len(set(fresh_seeds(RIGHT, ""))) == 5


def test_random_is_seeded_before_each_check(tmp_path):
    """A check and an answer that draw meet the same numbers, however many were drawn before."""
    text = (
        "def test_a(budget_left):\n    budget_left(1, 1, 1)\n\n\ndef test_b(budget_left):\n    budget_left(1, 1, 1)\n"
    )
    drawing = body("print(random.random())", before="import random\n")
    first, second = run(with_checks(tmp_path, text), drawing).output.split()
    assert first == second


def test_checks_and_answers_import_what_the_lab_shares(tmp_path):
    """`labs.<topic>` of the exercise's root is importable in checks and answers alike, and is the same module."""
    shared = {"labs/budgets/shop.py": "class Request:\n    pass\n"}
    text = "from labs.budgets.shop import Request\n\n\n"
    text += "def test_x(budget_left):\n    assert isinstance(budget_left(), Request)\n"
    exercise = with_checks(tmp_path, text, **shared)
    source = "def budget_left():\n    from labs.budgets.shop import Request\n    return Request()\n"
    assert run(exercise, source).passed
    assert judge(exercise, source)["status"] == "passed"
    assert "labs.budgets.shop" not in sys.modules


def test_an_answer_may_use_dataclasses_and_pickles(exercise):
    """The answer runs as a module that the standard library can find."""
    source = "from __future__ import annotations\nimport dataclasses, pickle\n\n\n"
    source += "@dataclasses.dataclass\nclass Left:\n    x: float\n\n\n"
    assert run(exercise, source + tiny.SOLUTION + "\npickle.loads(pickle.dumps(Left(1)))\n").passed


def test_a_lab_at_fault_is_an_error_not_a_verdict(tmp_path):
    """The learner is not blamed for a broken lab: the error names the file."""
    exercise = with_checks(tmp_path, "def test_x(budget_left):\n    assert (\n")
    for check in (run, judge):
        with pytest.raises(LabError, match=r"checks\.py"):
            check(exercise, RIGHT)


def test_what_runs_in_a_page_imports_nothing_that_a_page_lacks():
    """The in-process part starts without process, socket, thread or limit modules of its own."""
    program = (
        "import sys, pytest\nbefore = set(sys.modules)\nimport nines.check.inside, nines.check.rehearsal, nines.check\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "nines.check.inside" in loaded
    assert not {"resource", "ctypes", "fcntl", "subprocess", "socket", "multiprocessing", "select"} & set(loaded)
    assert not {"nines.check.client", "nines.check.server", "nines.check.limits"} & set(loaded)


def test_a_command_line_starts_without_pytest():
    """Asking for a verdict imports neither pytest nor what judges: the server has them."""
    program = "import sys, nines.check, nines.check.client\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pytest", "nines.check.inside", "nbformat", "IPython"} & set(loaded)


@pytest.mark.parametrize("source", [tiny.SOLUTION, tiny.LOOP, tiny.STARTER, body("return 0.5"), "x = 1\n"])
def test_both_ways_give_the_same_verdict(exercise, source):
    """The sandbox changes nothing about a verdict."""
    assert judge(exercise, source) == run(exercise, source).to_dict()


def test_judging_leaves_the_process_as_it_was(exercise):
    """Modules, path, folder, environment and output are what they were."""
    before = (set(sys.modules), list(sys.path), os.getcwd(), dict(os.environ), sys.stdout, sys.getrecursionlimit())
    judge(
        exercise, "import sys, os\nsys.path.append('x')\nos.environ['X'] = 'x'\nsys.setrecursionlimit(2000)\n" + RIGHT
    )
    after = (set(sys.modules), list(sys.path), os.getcwd(), dict(os.environ), sys.stdout, sys.getrecursionlimit())
    assert after == before


def test_a_machine_exercise_has_no_memory_limit_and_more_time(tmp_path):
    """An exercise with needs may start real servers: it gets 60 seconds and the machine's memory."""
    needs = {"labs/budgets/lab.toml": 'minutes = 1\nlevel = "working"\n[needs]\nbudget_left = ["prometheus"]\n'}
    source = body("import resource", "print(resource.getrlimit(resource.RLIMIT_AS) == BEFORE)", "return 1")
    source = f"BEFORE = {resource.getrlimit(resource.RLIMIT_AS)}\n" + source
    assert run(tiny.write(tmp_path / "machine", needs), source).output.split() == ["True"] * 3
    assert run(tiny.write(tmp_path / "page"), source).output.split() == ["False"] * 3


def test_the_rehearsal_judges_rightly():
    """What warms a process proves that it works."""
    assert rehearsal.run()


def test_evidence_that_is_no_json_is_left_out(tmp_path):
    """A chart with NaN, of a huge size, or that raises costs the picture, not the verdict."""
    for chart in ("{'x': float('nan')}", "{'x': 'y' * 10**6}", "1 / 0", "{'x': {1, 2}}"):
        patch = {f"{HERE}/evidence.py": f"def chart(answer, naive, reference):\n    return {chart}\n"}
        verdict = run(tiny.write(tmp_path, patch), RIGHT)
        assert verdict.passed
        assert verdict.evidence is None


def test_evidence_that_never_ends_costs_only_the_picture(tmp_path):
    """The verdict was there before the picture was begun."""
    patch = {f"{HERE}/evidence.py": "def chart(answer, naive, reference):\n    while True:\n        pass\n"}
    verdict = run(tiny.write(tmp_path, patch), RIGHT)
    assert verdict.passed
    assert verdict.evidence is None
