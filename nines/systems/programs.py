"""Finding a real program: NINES_<TOOL>, then a PyPI wheel, then PATH, then a Debian package unpacked into the cache."""

import functools
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nines.systems.errors import MissingProgram

# Where distributions put servers that are not on an ordinary user's PATH.
USUAL = (
    "/usr/sbin",
    "/usr/local/sbin",
    "/usr/local/bin",
    "/opt/homebrew/bin",
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
)


def cache() -> Path:
    """Where unpacked programs are kept: NINES_CACHE, or `nines` in XDG_CACHE_HOME or in ~/.cache."""
    if named := os.environ.get("NINES_CACHE"):
        return Path(named).expanduser()
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "nines"


@dataclass(frozen=True)
class Found:
    """A program that is here: its real path, its version, and which step of the search found it."""

    path: Path
    version: str
    where: str


@dataclass(frozen=True)
class Program:
    """How to recognize one program: the names it goes by, the oldest version that will do, and its wheel.

    `wheel` is the importable package and a glob inside it; the first of `names` is its own, the others are what
    distributions call it.
    """

    names: tuple[str, ...]
    oldest: tuple[int, ...] = ()
    wheel: tuple[str, str] | None = None
    asks: str = "--version"

    @property
    def variable(self) -> str:
        """The environment variable that names this program outright."""
        return "NINES_" + re.sub(r"\W", "_", self.names[0]).upper()

    def find(self) -> Found:
        """The first candidate of a sufficient version; MissingProgram says what was found instead, if anything."""
        if named := os.environ.get(self.variable):
            return self._named(Path(named).expanduser())
        refused = []
        for path, where in self._candidates():
            try:
                return self._judge(path, where)
            except MissingProgram as problem:
                refused.append(str(problem))
        raise MissingProgram("; ".join(refused) or f"{self.names[0]} was not found")

    def _named(self, path: Path) -> Found:
        if not (path.is_file() and os.access(path, os.X_OK)):
            raise MissingProgram(f"{self.variable} says {path}, which is not a program that you may run")
        return self._judge(path, self.variable)

    def _candidates(self) -> Iterator[tuple[Path, str]]:
        if self.wheel:
            package, pattern = self.wheel
            spec = importlib.util.find_spec(package)
            for folder in (spec.submodule_search_locations or []) if spec else []:
                yield from ((path, "wheel") for path in sorted(Path(folder).glob(pattern)))
        for name in self.names:
            if path := shutil.which(name):
                yield Path(path), "PATH"
        for name in self.names:
            for folder in USUAL:
                yield from ((path, "PATH") for path in sorted(Path("/").glob(f"{folder[1:]}/{name}"), reverse=True))
        for name in self.names:
            yield from ((path, "cache") for path in sorted((cache() / "debs").glob(f"*/usr/*bin/{name}")))

    def _judge(self, path: Path, where: str) -> Found:
        path = path.resolve()
        said = _ask(path, self.asks, path.stat().st_mtime)
        numbers = re.search(r"\d+(\.\d+)+", said)
        if not numbers:
            raise MissingProgram(f"{path} does not run: {said.strip()[:200] or 'it says nothing about its version'}")
        version = numbers.group()
        if tuple(int(part) for part in version.split(".")) < self.oldest:
            wanted = ".".join(map(str, self.oldest))
            raise MissingProgram(f"{path} is version {version}, and Nines needs {wanted} or newer")
        return Found(path, version, where)


@functools.cache
def _ask(path: Path, option: str, _changed: float) -> str:
    """What a program prints about its version; asked once per file and change of it."""
    try:
        done = subprocess.run([path, option], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return str(problem)
    return done.stdout + done.stderr


def readable_by_others(path: Path) -> bool:
    """Whether any user may read this file or folder: every folder above it lets them through."""
    above = all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents)
    return above and bool(path.stat().st_mode & 0o004)
