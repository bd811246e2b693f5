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
NAME = re.compile(r"[A-Za-z0-9._-]+")


def canonical(name):
    """The comparable form of a distribution name at the start of a text (PEP 503)."""
    found = NAME.match(name)
    return re.sub(r"[-_.]+", "-", found.group()).lower() if found else ""


def entries(lock):
    """Every pinned entry of the lock as (name, text with its hashes, names that asked for it)."""
    found = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock.strip()):
        via = re.search(r"# via (.+)", block)
        askers = [canonical(asker.strip()) for asker in via.group(1).split(",")] if via else []
        found.append((canonical(block), block, askers))
    return found


def select(lock, wanted):
    """The part of the lock that the wanted distributions pull in, found through its `# via` notes."""
    pinned, chosen = entries(lock), {canonical(name) for name in wanted}
    missing = chosen - {name for name, _, _ in pinned}
    if missing:
        fail(
            "pyproject.toml asks for %s, which requirements.lock does not pin; run make lock."
            % ", ".join(sorted(missing))
        )
    while True:
        more = {name for name, _, askers in pinned if name not in chosen and chosen & set(askers)}
        if not more:
            return "\n".join(block for name, block, _ in pinned if name in chosen) + "\n"
        chosen |= more


def project():
    """The [project] table of pyproject.toml."""
    import tomllib

    with open(PROJECT, "rb") as file:
        return tomllib.load(file)["project"]


def pinned_for(group):
    """The part of requirements.lock that a group needs."""
    table = project()
    lines = list(table["dependencies"])
    for extra in GROUPS[group]:
        lines += table["optional-dependencies"][extra]
    with open(LOCK, encoding="utf-8") as file:
        return select(file.read(), lines)


def key_of(group):
    """What an installed group depends on: its pins, the project's own table and where the checkout is."""
    text = pinned_for(group) + json.dumps(project(), sort_keys=True) + ROOT
    return hashlib.sha256(text.encode()).hexdigest()


def fail(message):
    """End with one clear message and exit code 1."""
    sys.exit("nines: " + message)


def run(command, explain, count=0):
    """Run a command; show how far pip is on a terminal; on failure say what it means and show its last lines."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PIP_TARGET", "PIP_PREFIX")}
    environment["PIP_USER"] = "0"
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, env=environment
    )
    lines = []
    for line in process.stdout or ():
        lines.append("    " + line.rstrip())
        if count and sys.stdout.isatty():
            done = sum(each.startswith("    Collecting ") for each in lines)
            print("\r    %d of %d fetched" % (done, count), end="", flush=True)
    if count and sys.stdout.isatty():
        print()
    if process.wait():
        fail(explain + "\n" + "\n".join(lines[-8:]))


def create(venv):
    """A new virtual environment in place of whatever was there."""
    try:
        import ensurepip
        import venv as _  # noqa: F401

        ensurepip.version()
    except ImportError:
        fail(
            "this Python has no venv module. On Debian or Ubuntu: sudo apt install python3-venv (or python%d.%d-venv);"
            " then run make again." % sys.version_info[:2]
        )
    print("nines: making %s with Python %d.%d" % (os.path.basename(venv), *sys.version_info[:2]), flush=True)
    shutil.rmtree(venv, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", venv],
        "could not make %s; is the disk full or the folder read-only? NINES_VENV puts it elsewhere." % venv,
    )


def install(venv, subset):
    """Install the pinned subset, every file checked against its hash, then Nines itself."""
    listing = os.path.join(venv, "wanted.txt")
    with open(listing, "w", encoding="utf-8") as file:
        file.write(subset)
    count = len(entries(subset))
    print("nines: installing %d packages (once; needs the network)" % count, flush=True)
    pip = [os.path.join(venv, "bin", "python"), "-m", "pip", "install", "--disable-pip-version-check", "--retries=3"]
    run(
        [*pip, "--require-hashes", "--no-deps", "-r", listing],
        "could not install the packages. Without a network the first run cannot work;"
        " behind a proxy, set HTTPS_PROXY; then run make again. pip said:",
        count,
    )
    run([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT], "could not install Nines into .venv. pip said:")


def contents(venv):
    """The names in the environment's site-packages: pip that failed before it changed anything leaves them alike."""
    library = os.path.join(venv, "lib")
    return sorted(
        entry for folder, _, _ in os.walk(library) if folder.endswith("site-packages") for entry in os.listdir(folder)
    )


def relocate(venv, before):
    """After a move of the checkout, scripts of the environment name the folder where it was: name the new one."""
    folder = os.path.join(venv, "bin")
    for path in [os.path.join(folder, name) for name in os.listdir(folder)] + [os.path.join(venv, "pyvenv.cfg")]:
        if os.path.islink(path) or not os.path.isfile(path):
            continue
        with open(path, "rb") as file:
            text = file.read()
        if before.encode() in text and b"\0" not in text:
            with open(path, "wb") as file:
                file.write(text.replace(before.encode(), venv.encode()))


def load(stamp, venv):
    """What is installed, by the environment's own record; None when it is not whole or does not run."""
    try:
        with open(stamp, encoding="utf-8") as file:
            state = json.load(file)
        subprocess.run([os.path.join(venv, "bin", "python"), "-c", "import pip"], check=True, capture_output=True)
        return state if isinstance(state["groups"], dict) and isinstance(state["venv"], str) else None
    except (OSError, ValueError, KeyError, TypeError, subprocess.CalledProcessError):
        return None


def save(stamp, state):
    """Record what is installed."""
    with open(stamp, "w", encoding="utf-8") as file:
        json.dump(state, file)


def update(venv, group):
    """Bring the environment up to date for a group. Without its record it counts as half-built and is made anew."""
    stamp = os.path.join(venv, "nines.json")
    state, key = load(stamp, venv), key_of(group)
    if state is None:
        create(venv)
    elif state["groups"].get(group) == key:
        return
    elif state["venv"] != venv:
        relocate(venv, state["venv"])
    before = contents(venv)
    if state is not None:
        os.remove(stamp)
    try:
        install(venv, pinned_for(group))
    except SystemExit:
        if state is not None and contents(venv) == before:
            save(stamp, {"groups": state["groups"], "venv": venv})
        raise
    groups = {name: key_of(name) for name, extras in GROUPS.items() if set(extras) <= set(GROUPS[group])}
    old = state["groups"] if state else {}
    save(stamp, {"groups": dict(old, **groups), "venv": venv})


def main(group):
    """Bring `.venv` (or NINES_VENV) up to date for a group, one process at a time; does nothing when it is."""
    if os.name == "nt" or sys.platform in ("cygwin", "msys"):
        fail("does not run on Windows itself. In PowerShell: wsl --install; then clone and run make inside WSL.")
    if sys.version_info < (3, 11):
        fail(
            "needs Python 3.11 or newer, and this is %d.%d. Install a newer one beside it (Debian, Ubuntu: apt; macOS:"
            " brew install python, or python.org); make finds it by its name." % sys.version_info[:2]
        )
    import fcntl

    handle = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        print("nines: another make is at work on this checkout; waiting for it", flush=True)
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        update(os.path.abspath(os.environ.get("NINES_VENV") or os.path.join(ROOT, ".venv")), group)
    except KeyboardInterrupt:
        sys.exit("\nnines: stopped; the next make starts over where it has to.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "site")
