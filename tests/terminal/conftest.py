"""The `nines` command as people run it, on a topic made from the template and a workspace of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nines.cli.scaffold import create

WRONG = "def demo_share(failed, total):\n    return failed / (total - failed) if total else 0.0\n"
RIGHT = "def demo_share(failed, total):\n    return failed / total if total else 0.0\n"


class Shell:
    """Runs `nines` in a folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.workspace = folder / "ws"
        create(folder / "root", "demo", "foundations", "demo_share", "Demo")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NINES_")}
        paths = {"NINES_PATH": str(folder / "root"), "NINES_WORKSPACE": str(self.workspace), "TERM": "xterm"}
        self.environment = {**kept, **paths, "PYTHONUNBUFFERED": "1"}
        self.environment.pop("NO_COLOR", None)

    def command(self, *words: object) -> list[str]:
        """The words that start it."""
        return [sys.executable, "-m", "nines.cli", *map(str, words)]

    def __call__(self, *words: object, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run to the end; no run may show a traceback."""
        environment = {**self.environment, **extra}
        done = subprocess.run(
            self.command(*words), cwd=self.folder, env=environment, capture_output=True, text=True, timeout=90
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def start(self, *words: object) -> "subprocess.Popen[str]":
        """Run in the background, with output to read."""
        return subprocess.Popen(
            self.command(*words), cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, text=True
        )


@pytest.fixture
def nines(tmp_path):
    """The command."""
    return Shell(tmp_path)
