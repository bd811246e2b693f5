"""The Makefile finds a Python, renews the lock and cleans up after itself."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.terminal.checkout import lay, make


def fake(folder: Path, name: str, body: str) -> None:
    """A program in a folder of its own PATH."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


REAL = f'CHOSEN=$(basename "$0") exec {sys.executable} "$@"'
BROKEN = "echo 'pyenv: command not found' >&2; exit 127"
BARE = f'case "$2" in *ensurepip*) exit 1;; esac\n{REAL}'
OLD = f'case "$2" in *version_info*) exit 1;; esac\n{REAL}'


@pytest.mark.parametrize(
    ("pythons", "chosen"),
    [
        ({"python3.14": BROKEN, "python3.12": REAL, "python3": REAL}, "python3.12"),
        ({"python3.13": BARE, "python3.11": REAL}, "python3.11"),
        ({"python3.13": REAL, "python3.14": REAL}, "python3.14"),
        ({"python3.12": BARE, "python3": OLD}, "python3.12"),
        ({"python3.12": BROKEN, "python3": OLD}, "python3"),
    ],
)
def test_make_takes_the_newest_python_that_works(tmp_path, pythons, chosen):
    """Each candidate is run: a shim that fails or lacks ensurepip is passed over while another one can do it."""
    folder = lay(tmp_path / "checkout")
    (folder / "nines" / "bootstrap.py").write_text("import os, sys\nsys.exit(os.environ['CHOSEN'] + ' was chosen')\n")
    for name, body in pythons.items():
        fake(tmp_path / "bin", name, body)
    (tmp_path / "bin" / "basename").symlink_to(shutil.which("basename") or "")
    done = make(folder, "lab", path=str(tmp_path / "bin"))
    assert f"{chosen} was chosen" in done.stderr.splitlines()


def test_make_without_any_python_says_how_to_get_one(tmp_path):
    """No Python at all: a message and a failure."""
    (tmp_path / "bin").mkdir()
    done = make(lay(tmp_path / "checkout"), "lab", path=str(tmp_path / "bin"))
    assert done.returncode != 0
    assert "Install Python 3.11 or newer" in done.stderr


def test_make_lock_calls_uv_as_the_lock_was_made(tmp_path):
    """Universal, for the oldest Python, with hashes and every extra, and naming no index; without uv it says so."""
    folder = lay(tmp_path / "checkout")
    (tmp_path / "bin").mkdir()
    assert "make lock needs uv" in make(folder, "lock", path=str(tmp_path / "bin")).stderr
    fake(tmp_path / "bin", "uv", 'echo "said: $@"')
    said = make(folder, "lock", path=str(tmp_path / "bin")).stdout.splitlines()[-1]
    for option in ("--universal", "--python-version 3.11", "--generate-hashes", "--no-header", "--all-extras"):
        assert option in said
    assert said.endswith("--annotation-style line --output-file requirements.lock")


def test_make_clean_keeps_what_people_made(tmp_path):
    """The site and the caches go; the workspace and the environment stay."""
    folder = lay(tmp_path / "checkout")
    for name in ("site", ".cache", "docs/lessons", "workspace", ".venv", "nines/__pycache__"):
        (folder / name).mkdir(parents=True)
    for name in ("labs", "tests", "benchmarks"):
        (folder / name).mkdir()
    assert make(folder, "clean").returncode == 0
    assert {path.name for path in folder.iterdir()} >= {"workspace", ".venv", "docs"}
    for name in ("site", ".cache", "docs/lessons", "nines/__pycache__"):
        assert not (folder / name).exists()
