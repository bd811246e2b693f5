"""A tiny lab in a root of its own, verdicts to render, and a real kernel to run cells in."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel

from nines.check import Verdict
from nines.workspace import progress

STARTER = '''def double(x: float) -> float:
    """Twice x."""
    raise NotImplementedError("double")
'''
LAB = {
    "docs/section/tiny.md": "# Tiny topic\n\n### Squaring {#squared}\n",
    "labs/tiny/lab.toml": 'minutes = 5\nlevel = "foundation"\n',
    "labs/tiny/double/checks.py": """
def test_three_becomes_six(double):
    got = double(3)
    assert got == 6, f"Twice 3 is 6; yours says {got}."

def test_a_negative_number_stays_negative(double):
    got = double(-2)
    assert got == -4, f"Twice -2 is -4; yours says {got}."
""",
    "labs/tiny/double/solution.py": "def double(x: float) -> float:\n    return 2 * x\n",
    "labs/tiny/double/accepted/sum.py": "def double(x: float) -> float:\n    return x + x\n",
    "labs/tiny/double/accepted/shift.py": "def double(x: float) -> float:\n    return x * 4 / 2\n",
    "labs/tiny/double/misconceptions.py": '''
def squared(x: float) -> float:
    """Squaring instead of doubling

    Doubling adds a number to itself once.
    """
    return x * x

def positive(x: float) -> float:
    """Losing the sign

    A size has no sign and a number has.
    """
    return abs(2 * x)
''',
    "labs/tiny/double/hints.md": (
        "## test_three_becomes_six\n\nAdd it to itself.\n\n## test_a_negative_number_stays_negative\n\nKeep the sign.\n"
    ),
    "labs/tiny/double/evidence.py": """
from nines.notebook.chart import bars

def chart(answer, naive, reference):
    rows = [{"who": "yours", "value": answer(3)}, {"who": "right", "value": reference(3)}]
    finding = f"Yours says {answer(3)}; twice 3 is {reference(3)}."
    return bars(rows, "who", "value", description=finding, y_title="Value")
""",
}


def cell(id: str, source: str, *tags: str) -> dict:
    """A code cell of a lesson."""
    metadata = {"tags": list(tags)} if tags else {}
    return {
        "cell_type": "code",
        "id": id,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root with the topic `tiny` and its exercise `double`, first in NINES_PATH, and an empty workspace."""
    root = tmp_path / "root"
    for name, text in LAB.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    lesson = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell("double", STARTER, "exercise")]}
    (root / "notebooks").mkdir()
    (root / "notebooks/tiny.ipynb").write_text(json.dumps(lesson))
    monkeypatch.setenv("NINES_PATH", str(root))
    monkeypatch.setenv("NINES_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setattr(progress, "_unsaved", [])  # what a test with a full disk left for later
    return root


@pytest.fixture
def failed() -> Verdict:
    """A verdict with everything in it."""
    spec = {
        "description": "Twice 3 is 6, not 9.",
        "mark": "bar",
        "data": {"values": [{"who": "yours <b>", "value": 9.0}, {"who": "right", "value": 6.0}]},
        "encoding": {"y": {"field": "who"}, "x": {"field": "value", "title": "Value (1)"}},
    }
    return Verdict(
        exercise="tiny.double",
        status="failed",
        message="Twice 3 is 6; yours says 9.",
        answer="0" * 64,
        checks=[
            {"name": "test_zero", "says": "Zero stays zero", "status": "passed", "message": "", "trace": ""},
            {
                "name": "test_three_becomes_six",
                "says": "Three becomes six",
                "status": "failed",
                "message": "Twice 3 is 6; yours says `9` & <i>more</i>.",
                "trace": "Traceback: <module>",
            },
        ],
        misconception={
            "name": "squared",
            "title": "Squaring instead of doubling",
            "text": "Doubling adds a number\nto itself <once>.\n\nThink of a mirror.",
            "link": "section/tiny/#squared",
            "certain": True,
        },
        evidence=spec,
        output="<script>alert(1)</script>\n",
    )


@dataclass
class Ran:
    """What one cell gave: its bundles in order, what it printed, and its error."""

    bundles: list[dict] = field(default_factory=list)
    printed: str = ""
    warned: str = ""
    error: str = ""

    @property
    def text(self) -> str:
        return "\n".join([*(each["text/plain"] for each in self.bundles), self.printed])


class Kernel:
    """A running Jupyter kernel."""

    def __init__(self, env: dict[str, str]):
        self.manager, self.client = start_new_kernel(kernel_name="python3", env=env)

    def run(self, *sources: str) -> Ran:
        """Run cells one after the other; what the last one gave."""
        for source in sources:
            ran = Ran()

            def heard(message: dict, ran: Ran = ran) -> None:
                content = message["content"]
                match message["msg_type"]:
                    case "display_data" | "execute_result":
                        ran.bundles.append(content["data"])
                    case "stream" if content["name"] == "stderr":
                        ran.warned += content["text"]
                    case "stream":
                        ran.printed += content["text"]
                    case "error":
                        ran.error = "\n".join(content["traceback"])

            self.client.execute_interactive(source, output_hook=heard, timeout=60)
        return ran

    def stop(self) -> None:
        """End the kernel."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(tiny: Path):
    """A kernel that sees the tiny lab."""
    import os

    running = Kernel(dict(os.environ))
    yield running
    running.stop()
