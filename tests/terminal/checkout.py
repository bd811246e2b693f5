"""A tiny checkout with the real Makefile and bootstrap; its packages are wheels in a folder beside it."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from nines.lab import ROOT

BACKEND = """
import base64, hashlib, os, zipfile

def wheel(folder, name, files):
    path = os.path.join(folder, name + "-1.0-py3-none-any.whl")
    info = name + "-1.0.dist-info/"
    purelib = "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    files = {**files, info + "WHEEL": purelib,
             info + "METADATA": "Metadata-Version: 2.1\\nName: " + name + "\\nVersion: 1.0\\n"}
    digest = lambda text: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
    record = "".join(f"{n},sha256={digest(t)},{len(t)}\\n" for n, t in files.items()) + info + "RECORD,,\\n"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**files, info + "RECORD": record}.items():
            archive.writestr(name, text)
    return os.path.basename(path)

def build_editable(folder, config_settings=None, metadata_directory=None):
    return wheel(folder, "nines", {"nines.pth": os.getcwd() + "\\n"})

build_wheel = build_editable
"""
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "nines"
version = "1.0"
dependencies = ["tiny-core>=1"]
[project.optional-dependencies]
build = []
lab = ["tiny_lab"]
site = ["tiny-site"]
systems = []
test = ["tiny-test"]
"""
CLI = "import sys, tiny_core\nprint('ran', *sys.argv[1:])\n"
TREE = {"tiny-core": "nines (pyproject.toml)", "tiny-lab": "nines (pyproject.toml)", "tiny-deep": "tiny-lab"}
TREE |= {"tiny-site": "nines (pyproject.toml)", "tiny-test": "nines (pyproject.toml)"}


def wheel(folder: Path, name: str) -> str:
    """Write a wheel with one module and one script; its hash."""
    module = name.replace("-", "_")
    info = f"{module}-1.0.dist-info/"
    files = {
        f"{module}.py": "def main():\n    print('hello')\n",
        f"{info}WHEEL": "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}entry_points.txt": f"[console_scripts]\n{name} = {module}:main\n",
    }
    lines = []
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(text)}\n")
    files[f"{info}RECORD"] = "".join(lines) + f"{info}RECORD,,\n"
    path = folder / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inner, text in files.items():
            archive.writestr(inner, text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def lay(folder: Path) -> Path:
    """Write the checkout and, beside it, `wheels`."""
    (folder / "nines").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copy(ROOT / "nines" / "bootstrap.py", folder / "nines")
    (folder / "nines" / "__init__.py").write_text("")
    (folder / "nines" / "cli.py").write_text(CLI)
    (folder / "backend.py").write_text(BACKEND)
    (folder / "pyproject.toml").write_text(PROJECT)
    wheels = folder.parent / "wheels"
    wheels.mkdir(exist_ok=True)
    pins = [f"{name}==1.0 \\\n    --hash=sha256:{wheel(wheels, name)}\n    # via {via}" for name, via in TREE.items()]
    (folder / "requirements.lock").write_text("\n".join(sorted(pins)) + "\n")
    return folder


def make(folder: Path, *words: str, path: str | None = None, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run make in a checkout with pip cut off from every index; its packages come from `wheels`."""
    program = shutil.which("make")
    assert program
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "NINES_", "MAKE"))}
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder.parent / "wheels"), "PIP_CONFIG_FILE": os.devnull}
    python = {"PYTHON": sys.executable} if path is None else {}
    environment = {**kept, **pip, **python, **extra} | ({} if path is None else {"PATH": path})
    return subprocess.run(
        [program, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
