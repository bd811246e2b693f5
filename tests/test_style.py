"""The code is clean by the tools that people run, and the repository holds only what belongs in it."""

import subprocess
import sys

import pytest

from nines.lab import ROOT

TOOLS = {
    "lint": [sys.executable, "-m", "ruff", "check", "."],
    "format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "types": [sys.executable, "-m", "mypy", "--no-incremental"],
}


def tracked() -> list[str]:
    """The files git tracks, as paths from the root."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listing.split("\0") if (ROOT / name).is_file()]


@pytest.mark.parametrize("tool", TOOLS)
def test_the_code_is_clean(tool):
    """Linter, formatter and type checker have nothing to say."""
    done = subprocess.run(TOOLS[tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_tracked_file_names_a_registry_or_a_machine():
    """Lock files and texts carry no registry host and no path of somebody's machine."""
    hosts = ["registry." + "npmjs", "pypi." + "org", "python" + "hosted", "/work/" + "main", "deb." + "debian"]
    guilty = []
    for name in tracked():
        text = (ROOT / name).read_bytes()
        guilty += [f"{name}: {host}" for host in hosts if host.encode() in text]
    assert not guilty


def test_nothing_generated_or_binary_is_tracked():
    """Only images may be binary, and no build output is committed."""
    images = (".png", ".webp", ".ico")
    binary = [name for name in tracked() if not name.endswith(images) and b"\0" in (ROOT / name).read_bytes()]
    generated = [name for name in tracked() if name.startswith(("site/", "docs/lessons/", ".cache/", "workspace/"))]
    assert not binary
    assert not generated


def test_modules_stay_small():
    """A module past 250 lines is two modules."""
    long = {
        name: lines
        for name in tracked()
        if name.endswith((".py", ".ts")) and (lines := (ROOT / name).read_text().count("\n")) > 250
    }
    assert not long
