"""Programs are found in one order, judged by their version, and when they are missing one message says what to do."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from nines import bootstrap
from nines.systems import COMPONENTS, MissingProgram, Valkey, install
from nines.systems.components import Component
from nines.systems.fetching import ASSETS, unpack
from nines.systems.programs import Program, cache, readable_by_others
from tests.conftest import require

PROGRAM = Program(("larderd", "larder-daemon"), oldest=(2, 0), wheel=("larder_wheel", "bin/larderd"))


def script(path, version):
    """A program that says its version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho larderd {version}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def places(tmp_path, monkeypatch):
    """The four places of the search, in its order, each with a program of another version."""
    package = tmp_path / "site/larder_wheel"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setenv("NINES_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'path'}:{os.environ['PATH']}")
    monkeypatch.setenv("NINES_LARDERD", str(tmp_path / "named"))
    return {
        "NINES_LARDERD": script(tmp_path / "named", "2.1"),
        "wheel": script(package / "bin/larderd", "2.2"),
        "PATH": script(tmp_path / "path/larderd", "2.3"),
        "cache": script(tmp_path / "cache/debs/larder/usr/bin/larder-daemon", "2.4"),
    }


def test_the_first_place_that_has_a_program_wins(places, monkeypatch):
    """The variable comes first, then the wheel, PATH under its own name, and the cache under Debian's."""
    for where, path in places.items():
        found = PROGRAM.find()
        assert (found.where, found.path) == (where, path.resolve())
        path.unlink()
        monkeypatch.delenv("NINES_LARDERD", raising=False)
    with pytest.raises(MissingProgram, match="larderd was not found"):
        PROGRAM.find()


def test_a_version_that_is_too_old_is_passed_over(places, monkeypatch):
    """An old program gives way to a newer one further on; if all are old, the message names each and what is needed."""
    monkeypatch.delenv("NINES_LARDERD")
    script(places["wheel"], "1.9")
    assert PROGRAM.find().where == "PATH"
    for where in ("PATH", "cache"):
        script(places[where], "1.8")
    with pytest.raises(MissingProgram, match=r"larderd is version 1.9, and Nines needs 2.0 or newer"):
        PROGRAM.find()


def test_what_the_learner_names_is_used_or_refused(places, monkeypatch):
    """A variable that names an old program or none is an error: nothing else is taken in its place."""
    script(places["NINES_LARDERD"], "1.0")
    with pytest.raises(MissingProgram, match=r"version 1\.0"):
        PROGRAM.find()
    places["NINES_LARDERD"].unlink()
    with pytest.raises(MissingProgram, match=r"NINES_LARDERD says .*, which is not a program that you may run"):
        PROGRAM.find()


def test_a_program_that_does_not_run_is_not_found(places, monkeypatch):
    """A file for another processor, or with a library missing, is reported with what the system says of it."""
    places["NINES_LARDERD"].write_bytes(b"\x7fELF of another world")
    with pytest.raises(MissingProgram, match=r"does not run: .*Exec format error"):
        PROGRAM.find()


@pytest.mark.parametrize("name", [name for name, component in COMPONENTS.items() if component.programs])
def test_a_missing_component_says_what_to_do_everywhere(name, monkeypatch):
    """One message has the reason and a line for Debian, Fedora, macOS, Windows, and any other system."""
    component = COMPONENTS[name]
    monkeypatch.setenv(component.programs[0].variable, "/nowhere")
    assert component.problem.startswith(f"{component.title} is not ready on this machine: ")
    lines = [line.strip().split(": ")[0] for line in component.problem.splitlines()[1:]]
    assert lines == ["Debian, Ubuntu", "Fedora", "macOS", "Windows", "Anywhere else"]


def test_a_missing_python_package_is_a_missing_component():
    """A component whose library is absent says so before anything starts."""
    component = Component("larder", "Larder", libraries=("larder-client",), remedies={"macOS": "ask for it"})
    assert component.problem == (
        "Larder is not ready on this machine: the Python package larder-client is not installed.\n  macOS: ask for it"
    )


def test_a_server_without_its_program_starts_nothing(monkeypatch):
    """Starting it raises the message, and no stand-in answers."""
    monkeypatch.setenv("NINES_VALKEY_SERVER", "/nowhere")
    with pytest.raises(MissingProgram, match="Valkey is not ready"), Valkey():
        pass


def test_the_cache_follows_the_environment(monkeypatch, tmp_path):
    """NINES_CACHE wins over XDG_CACHE_HOME, which wins over the home directory."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("NINES_CACHE", str(tmp_path / "own"))
    assert cache() == tmp_path / "own"
    monkeypatch.delenv("NINES_CACHE")
    assert cache() == tmp_path / "xdg/nines"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache() == tmp_path / "home/.cache/nines"


def test_a_closed_folder_above_hides_a_program():
    """Others may read a file only if every folder above it lets them through."""
    with tempfile.TemporaryDirectory(dir="/tmp") as top:
        file = script(Path(top, "folder/program"), "1.0")
        Path(top).chmod(0o755)
        assert readable_by_others(file)
        file.parent.chmod(0o700)
        assert not readable_by_others(file)


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    """An apt-get and an apt-cache that know one package, made by the real dpkg-deb, and need no network."""
    if not shutil.which("dpkg-deb"):
        require("alertmanager")
    script(tmp_path / "tree/usr/bin/larder-alertmanager", "2.5 # " + ASSETS.decode())
    (tmp_path / "tree/DEBIAN").mkdir()
    control = "Package: larder\nVersion: 2.5\nArchitecture: all\nMaintainer: Larder <a@b.c>\nDescription: a shop\n"
    (tmp_path / "tree/DEBIAN/control").write_text(control)
    subprocess.run(["dpkg-deb", "-b", tmp_path / "tree", tmp_path / "larder.deb"], check=True, capture_output=True)
    apt = script(tmp_path / "apt/apt-get", "")
    apt.write_text(
        f'#!/bin/sh\n[ "$2" = larder ] && cp {tmp_path}/larder.deb . || {{ echo no such package; exit 100; }}\n'
    )
    script(tmp_path / "apt/apt-cache", "")
    monkeypatch.setenv("PATH", f"{tmp_path / 'apt'}:{os.environ['PATH']}")
    monkeypatch.setenv("NINES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_debian_package_is_unpacked_where_the_search_looks(mirror):
    """Without root, a package's program is found in the cache, and looks for its assets where it is started."""
    unpack("larder")
    found = Program(("larder-alertmanager",), oldest=(2, 5)).find()
    assert found.where == "cache"
    assert ASSETS not in found.path.read_bytes()
    assert [each.name for each in (mirror / "debs").iterdir()] == ["larder"]


def test_install_says_each_step_and_what_is_left(mirror, monkeypatch):
    """What can be had is fetched, what can't is explained, and nothing half-made stays behind."""
    wants = {"remedies": {"Debian": "larder"}}
    good = Component("good", "Good", (Program(("larder-alertmanager",), (2, 5)),), debian=("larder",), **wants)
    bad = Component("bad", "Bad", (Program(("no-such-program",), (1, 0)),), debian=("nothing",), **wants)
    monkeypatch.setattr("nines.systems.fetching.COMPONENTS", {"good": good, "bad": bad})
    said = []
    assert install(said.append) == [bad]
    assert said[0] == "Good: unpacking the Debian package larder …"
    assert "no such package" in said[2]
    assert said[-1] == "1 component is still missing."
    assert [each.name for each in (mirror / "debs").iterdir()] == ["larder"]
    assert good.problem is None


def test_everything_that_install_asks_pip_for_is_pinned():
    """The lock file has each component's wheels, and through its notes what they need."""
    lock = Path(bootstrap.LOCK).read_text()
    wanted = {name for each in COMPONENTS.values() for name in (each.wheel, *each.libraries) if name}
    assert "psycopg-binary==" in bootstrap.select(lock, wanted)


def test_importing_the_registry_starts_nothing_heavy():
    """What every test and `nines doctor` import pulls in neither psycopg nor OpenTelemetry nor trustme."""
    code = (
        "import sys, nines.systems; print(sorted({'psycopg', 'opentelemetry', 'trustme', 'valkey'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
