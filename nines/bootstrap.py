"""Makes `.venv` hold what one command needs, and nothing twice: `python bootstrap.py lab|site|test`.

Runs before anything is installed, so it uses the standard library only and syntax that old interpreters can read.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOCK = os.path.join(ROOT, "requirements.lock")
PROJECT = os.path.join(ROOT, "pyproject.toml")
GROUPS = {
    "lab": ("build", "lab"),
    "site": ("build", "lab", "site"),
    "test": ("build", "lab", "site", "systems", "test"),
}


def canonical(name):
    """The comparable form of a distribution name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(lock):
    """Every pinned entry of the lock as (name, text with its hashes, names that asked for it)."""
    found = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock.strip()):
        name = re.match(r"[A-Za-z0-9._-]+", block).group()
        via = re.search(r"# via (.+)", block)
        askers = [a.strip() for a in via.group(1).split(",")] if via else []
        found.append((canonical(name), block, [canonical(a.split(" ")[0]) for a in askers]))
    return found


def select(lock, wanted):
    """The part of the lock that the wanted distributions pull in, found through its `# via` notes."""
    pinned, chosen = entries(lock), {canonical(name) for name in wanted}
    while True:
        more = {name for name, _, askers in pinned if name not in chosen and chosen & set(askers)}
        if not more:
            return "\n".join(block for name, block, _ in pinned if name in chosen) + "\n"
        chosen |= more


def wanted(group):
    """The distributions that pyproject.toml names for a group."""
    import tomllib

    with open(PROJECT, "rb") as file:
        project = tomllib.load(file)["project"]
    lines = list(project["dependencies"])
    for extra in GROUPS[group]:
        lines += project["optional-dependencies"][extra]
    return [re.match(r"[A-Za-z0-9._-]+", line).group() for line in lines]


def fail(message):
    """End with one clear message and exit code 1."""
    sys.exit("nines: " + message)


def run(command, explain):
    """Run a command; on failure say what it means and show its last lines."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        tail = "\n".join("    " + line for line in done.stdout.strip().splitlines()[-8:])
        fail(explain + "\n" + tail)


def create(venv):
    """A new virtual environment in place of whatever was there."""
    try:
        import ensurepip  # noqa: F401  (absent where python3-venv is not installed)
    except ImportError:
        fail(
            "this Python has no venv module. On Debian or Ubuntu: sudo apt install python3-venv (or python%d.%d-venv);"
            " then run make again." % sys.version_info[:2]
        )
    print("nines: making .venv with Python %d.%d" % sys.version_info[:2], flush=True)
    shutil.rmtree(venv, ignore_errors=True)
    run([sys.executable, "-m", "venv", venv], "could not make .venv; is the disk full or the folder read-only?")


def install(venv, subset):
    """Install the pinned subset, every file checked against its hash, then Nines itself."""
    python = os.path.join(venv, "bin", "python")
    listing = os.path.join(venv, "wanted.txt")
    with open(listing, "w", encoding="utf-8") as file:
        file.write(subset)
    count = len(entries(subset))
    print("nines: installing %d packages (once; needs the network)" % count, flush=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(
        [*pip, "--require-hashes", "--no-deps", "-r", listing],
        "could not install the packages. Without a network the first run cannot work;"
        " behind a proxy, set HTTPS_PROXY; then run make again. pip said:",
    )
    run([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT], "could not install Nines into .venv. pip said:")


def main(group):
    """Bring `.venv` up to date for a group; does nothing when it is."""
    if sys.version_info < (3, 11):
        fail("needs Python 3.11 or newer, and this is %d.%d." % sys.version_info[:2])
    with open(LOCK, encoding="utf-8") as file:
        lock = file.read()
    venv = os.environ.get("NINES_VENV") or os.path.join(ROOT, ".venv")
    stamp = os.path.join(venv, "nines.json")
    with open(PROJECT, "rb") as file:
        key = hashlib.sha256(lock.encode() + file.read() + ROOT.encode()).hexdigest()
    state = {}
    try:
        with open(stamp, encoding="utf-8") as file:
            state = json.load(file)
        subprocess.run([os.path.join(venv, "bin", "python"), "-c", ""], check=True)
    except (OSError, ValueError, subprocess.CalledProcessError):
        create(venv)
        state = {}
    ready = state.get("groups", []) if state.get("key") == key else []
    if group in ready:
        return
    if os.path.exists(stamp):
        os.remove(stamp)
    install(venv, select(lock, wanted(group)))
    smaller = [name for name, extras in GROUPS.items() if set(extras) <= set(GROUPS[group])]
    with open(stamp, "w", encoding="utf-8") as file:
        json.dump({"key": key, "groups": sorted(set(ready + smaller))}, file)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "site")
