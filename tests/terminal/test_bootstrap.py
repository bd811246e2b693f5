"""`make` brings its environment up once, says what is wrong in one message, and never leaves half of it."""

import fcntl
import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from nines import bootstrap
from tests.terminal.checkout import lay, make

pytestmark = pytest.mark.xdist_group("bootstrap")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A checkout after its first `make lab`, with what that printed."""
    folder = lay(tmp_path_factory.mktemp("first") / "checkout")
    return folder, make(folder, "lab")


@pytest.fixture
def again(installed, tmp_path):
    """A copy of that checkout, environment and all, at another place: a moved checkout."""
    shutil.copytree(installed[0].parent, tmp_path / "moved", symlinks=True)
    return tmp_path / "moved" / "checkout"


def names(folder: Path) -> set[str]:
    """The distributions that are installed in a checkout's environment."""
    found = folder.glob(".venv/lib/python*/site-packages/*.dist-info")
    return {path.name.partition("-")[0] for path in found} - {"pip", "setuptools", "wheel"}


def test_the_first_run_installs_what_the_command_needs_and_runs_it(installed):
    """`make lab` needs neither the site's packages nor those of the tests, and passes PORT on."""
    folder, done = installed
    assert done.returncode == 0, done.stderr
    assert names(folder) == {"nines", "tiny_core", "tiny_lab", "tiny_deep"}
    assert "installing 3 packages" in done.stdout
    assert done.stdout.endswith("ran lab\n")
    assert make(folder, "lab", "PORT=9001").stdout == "ran lab --port 9001\n"


def test_the_second_run_installs_nothing_and_needs_no_network(installed):
    """Nothing but the command itself runs, with no wheel in reach."""
    folder, _ = installed
    stamp = (folder / ".venv" / "nines.json").stat().st_mtime_ns
    assert make(folder, "lab", PIP_FIND_LINKS="/nowhere").stdout == "ran lab\n"
    assert (folder / ".venv" / "nines.json").stat().st_mtime_ns == stamp


def test_another_command_adds_only_what_it_lacks(again):
    """`make` after `make lab` keeps the environment, and `make lab` still has nothing to do."""
    (again / ".venv" / "mine").touch()
    done = make(again)
    assert done.stdout.endswith("ran serve\n"), done.stderr
    assert names(again) == {"nines", "tiny_core", "tiny_lab", "tiny_deep", "tiny_site"}
    assert (again / ".venv" / "mine").exists()
    assert make(again, "lab").stdout == "ran lab\n"


def test_a_moved_checkout_works_from_where_it_is(installed, again):
    """Scripts and the project itself point to the new folder; no wheel has to be fetched."""
    old = str(installed[0])
    done = make(again, "lab", PIP_FIND_LINKS="/nowhere")
    assert done.returncode == 0, done.stdout + done.stderr
    script = again / ".venv" / "bin" / "tiny-lab"
    assert subprocess.run([script], capture_output=True, text=True, check=True).stdout == "hello\n"
    link = next(again.glob(".venv/lib/python*/site-packages/nines.pth")).read_text()
    assert link.strip() == str(again)
    assert old not in script.read_text() + (again / ".venv" / "bin" / "activate").read_text()


def test_a_half_built_environment_is_rebuilt(again):
    """Without the record that is written last, everything is made anew."""
    (again / ".venv" / "nines.json").unlink()
    (again / ".venv" / "half").touch()
    assert make(again, "lab").returncode == 0
    assert not (again / ".venv" / "half").exists()
    assert names(again) == {"nines", "tiny_core", "tiny_lab", "tiny_deep"}


def test_no_network_on_the_first_run_is_said_and_leaves_no_record(tmp_path):
    """One message that names the network; the next run starts over and works."""
    folder = lay(tmp_path / "checkout")
    done = make(folder, "lab", PIP_FIND_LINKS="/nowhere")
    assert done.returncode != 0
    assert "Without a network the first run cannot work" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / ".venv" / "nines.json").exists()


def test_an_update_that_cannot_be_fetched_leaves_what_worked(again):
    """A lock that wants a package out of reach fails, and going back to the old lock needs no network."""
    lock = again / "requirements.lock"
    before = lock.read_text()
    make(again, "lab")
    lock.write_text(before.replace("tiny-deep==1.0", "tiny-deep==2.0"))
    assert make(again, "lab").returncode != 0
    lock.write_text(before)
    assert make(again, "lab", PIP_FIND_LINKS="/nowhere").stdout == "ran lab\n"


def test_an_interrupted_install_is_not_taken_for_whole(again, monkeypatch):
    """Ctrl-C while packages change ends quietly and leaves no record."""
    monkeypatch.setattr(bootstrap, "ROOT", str(again))
    monkeypatch.setattr(bootstrap, "LOCK", str(again / "requirements.lock"))
    monkeypatch.setattr(bootstrap, "PROJECT", str(again / "pyproject.toml"))
    monkeypatch.delenv("NINES_VENV", raising=False)

    def interrupted(venv, subset):
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "install", interrupted)
    with pytest.raises(SystemExit, match="stopped"):
        bootstrap.main("site")
    assert not (again / ".venv" / "nines.json").exists()


def test_two_makes_take_turns(installed):
    """The second says that it waits, and goes on when the first is done."""
    folder, _ = installed
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    script = folder / "nines" / "bootstrap.py"
    environment = {name: value for name, value in os.environ.items() if name != "NINES_VENV"}
    second = subprocess.Popen([sys.executable, script, "lab"], stdout=subprocess.PIPE, text=True, env=environment)
    assert second.stdout
    assert "waiting for it" in second.stdout.readline()
    os.close(handle)
    assert second.wait(30) == 0


def test_a_python_that_is_too_old_is_told_so(monkeypatch):
    """The message has both versions."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is 3\.9"):
        bootstrap.main("lab")


def test_a_missing_venv_module_gets_the_line_to_install_it(monkeypatch, tmp_path):
    """Debian's Python without python3-venv has no ensurepip."""
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        bootstrap.create(str(tmp_path / "venv"))
    assert not (tmp_path / "venv").exists()


def test_windows_is_sent_to_wsl(monkeypatch):
    """A make of Windows itself gets the way that works."""
    monkeypatch.setattr(sys, "platform", "cygwin")
    with pytest.raises(SystemExit, match="wsl --install"):
        bootstrap.main("lab")


def test_a_package_that_the_lock_lacks_is_named():
    """pyproject.toml ahead of its lock."""
    with pytest.raises(SystemExit, match=r"asks for new-one, which requirements\.lock does not pin; run make lock"):
        bootstrap.select("old==1.0 --hash=sha256:0", ["old", "New_One>=2"])


def test_the_lock_may_end_anywhere():
    """No final newline, no `# via` note: the entry still counts."""
    lock = "a==1 \\\n    --hash=sha256:0\n    # via b\nb==1 \\\n    --hash=sha256:1"
    assert bootstrap.select(lock, ["b"]) == lock + "\n"


@pytest.mark.parametrize("group", bootstrap.GROUPS)
def test_each_group_of_the_real_lock_is_closed(group):
    """Everything that an installed package of a group requires here is in that group's part of the lock."""
    chosen = {name for name, _, _ in bootstrap.entries(bootstrap.pinned_for(group))}
    for name in chosen:
        try:
            lines = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        for requirement in map(Requirement, lines):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                assert bootstrap.canonical(requirement.name) in chosen, f"{name} needs {requirement.name}"


def test_the_lab_needs_neither_node_nor_the_site():
    """What `make lab` installs has no MkDocs and no Node."""
    chosen = {name for name, _, _ in bootstrap.entries(bootstrap.pinned_for("lab"))}
    assert "jupyterlab" in chosen
    assert not {name for name in chosen if name.startswith(("mkdocs", "nodejs"))}
