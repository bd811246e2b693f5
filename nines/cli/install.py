"""Getting the missing components: pinned wheels into this environment, Debian packages unpacked into the cache."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from nines.cli import Misuse

if TYPE_CHECKING:
    from nines.systems.components import Component


def install(components: "list[Component]") -> None:
    """Install what is missing, wheels first, since they may bring a program that a package would."""
    if any(each.problem and (each.wheel or each.libraries) for each in components):
        wheels()
    packages = [package for each in components if each.problem for package in each.debian]
    if packages and shutil.which("apt-get") and shutil.which("dpkg-deb"):
        for package in packages:
            unpack(package)


def wheels() -> None:
    """Bring this environment up to the lock's group for real components."""
    from nines import bootstrap

    if not (Path(sys.prefix) / "nines.json").exists():
        raise Misuse("this Python is not the environment that make builds; run .venv/bin/nines doctor --install.")
    command = [sys.executable, bootstrap.__file__, "systems"]
    if subprocess.run(command, env={**os.environ, "NINES_VENV": sys.prefix}, check=False).returncode:
        raise Misuse("the wheels could not be installed; the message above says why.")


def unpack(package: str) -> None:
    """Download a Debian package and unpack it below the cache, where the search for programs looks."""
    from nines.systems.programs import cache

    print(f"nines: unpacking {package}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["apt-get", "download", package], cwd=folder, capture_output=True, text=True, check=False)
        files = sorted(Path(folder).glob("*.deb"))
        if done.returncode or not files:
            reason = (done.stderr.strip().splitlines() or ["apt-get gave no file"])[-1]
            print(f"nines: {package} cannot be downloaded ({reason}). sudo apt-get update may help.", file=sys.stderr)
            return
        target = cache() / "debs" / package
        fresh = target.with_name(f".{package}.{os.getpid()}")
        fresh.mkdir(parents=True)
        subprocess.run(["dpkg-deb", "-x", str(files[0]), str(fresh)], check=True)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
