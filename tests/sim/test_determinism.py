"""The same seed gives the same run to the last event, in another process, on newer CPythons and in the page."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import simpy

from nines.lab import ROOT
from nines.site.bundle import PYODIDE, install, node

SCRIPT = """
import hashlib
from nines.sim.openmetrics import openmetrics
from nines.sim.scenarios import brownout, herd, overload
from nines.sim.telemetry import Telemetry
from tests.sim.policies import Budget, Consecutive, Decorrelated, only
from tests.sim.shedders import Limit

telemetry = Telemetry(spans=10, scrape=15)
runs = [
    brownout(retry=only("checkout", Budget), breaker=Consecutive, seed=7, telemetry=telemetry),
    brownout(retry=lambda caller: Decorrelated(), seed=8),
    overload(shedder=Limit, seed=9),
]
told = [run.digest + repr(run.records) for run in runs]
told += [openmetrics(telemetry, history=True), telemetry.log_text(), repr(telemetry.spans)]
told += [repr(herd(retry=lambda caller: Budget(), seed=3))]
print(hashlib.sha256("".join(told).encode()).hexdigest())
"""


PAGE = """
const [pyodide, script, ...folders] = process.argv.slice(2);
const python = await (await import(pyodide)).loadPyodide();
folders.forEach((folder, index) => {
  python.mountNodeFS(`/mnt${index}`, folder);
  python.runPython(`import sys; sys.path.insert(0, "/mnt${index}")`);
});
python.runPython(script);
"""


def libraries(tmp_path: Path) -> Path:
    """A folder with SimPy and nothing else."""
    folder = tmp_path / "libraries"
    shutil.copytree(Path(simpy.__file__).parent, folder / "simpy", dirs_exist_ok=True)
    return folder


def digest(python: str, tmp_path: Path, hash_seed: str) -> str:
    """What the script prints under an interpreter that can import this project, SimPy and nothing else."""
    path = os.pathsep.join([str(ROOT), str(libraries(tmp_path))])
    env = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run([python, "-c", SCRIPT], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def runs(python: str) -> bool:
    """Whether this interpreter starts: a name on PATH may be a mere pointer to a version that was not chosen."""
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def newer() -> list[str]:
    """The newest CPython of each later minor version, by its name on PATH or where pyenv keeps it."""
    found = []
    for minor in range(sys.version_info.minor + 1, sys.version_info.minor + 6):
        name = f"python3.{minor}"
        kept = sorted(map(str, Path.home().glob(f".pyenv/versions/3.{minor}.*/bin/{name}")))
        works = [p for p in [shutil.which(name), *kept] if p and runs(p)]
        found += works[-1:]
    return found


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """The digest of this interpreter."""
    return digest(sys.executable, tmp_path_factory.mktemp("here"), "1")


def test_another_process_runs_the_same(expected, tmp_path):
    """Two processes with different string hashes agree on every event, record, log line, span and metric."""
    assert digest(sys.executable, tmp_path, "2") == expected


def test_newer_interpreters_run_the_same(expected, tmp_path):
    """Every newer CPython that is installed agrees too."""
    differing = [python for python in newer() if digest(python, tmp_path, "1") != expected]
    assert not differing


def test_pyodide_runs_the_same(expected, tmp_path):
    """The Python of the page, on another C library and another architecture, agrees too."""
    web = ROOT / "web"
    install(web)
    (tmp_path / "run.mjs").write_text(PAGE)
    pyodide = (web / PYODIDE / "pyodide.mjs").as_uri()
    assert (
        node(web, str(tmp_path / "run.mjs"), pyodide, SCRIPT, str(ROOT), str(libraries(tmp_path))).strip() == expected
    )
