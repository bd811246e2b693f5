"""Open JupyterLab on your workspace, with the lessons brought up to date first."""

import argparse
import importlib.util
import os
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which lesson, which port, and whether to open a browser."""
    parser.add_argument("topic", nargs="?", metavar="TOPIC", help="the lesson to open (default: the only one, if so)")
    parser.add_argument("--port", type=int, default=None, help="port on 127.0.0.1 (default: the first free from 8888)")
    parser.add_argument("--no-browser", action="store_true", help="print the address and open nothing")


def run(options: argparse.Namespace) -> int:
    """Update the workspace, then become JupyterLab."""
    from nines.cli import Misuse
    from nines.cli.port import require_free
    from nines.cli.start import lay_all
    from nines.lab import lab, labs
    from nines.workspace import folder

    if importlib.util.find_spec("jupyterlab") is None:
        raise Misuse("JupyterLab is not installed here; `make lab` installs it into .venv and starts it.")
    if options.port is not None:
        require_free(options.port, "PORT=8889 make lab, or nines lab --port 8889")
    chosen = [lab(options.topic)] if options.topic else list(labs().values())
    lay_all([])
    print("\nJupyterLab starts; its address is printed below. Ctrl-C twice stops it.", flush=True)
    os.execv(sys.executable, command(options, folder(), chosen[0].slug if len(chosen) == 1 else None))


def command(options: argparse.Namespace, place: Path, slug: str | None) -> list[str]:
    """How JupyterLab is started: on loopback, quietly (no news, no update check), and with one lesson open."""
    words = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={place}", "--ServerApp.ip=127.0.0.1"]
    words += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    if slug:
        words.append(f"--LabApp.default_url=/lab/tree/{slug}.ipynb")
    if options.port is not None:
        words += [f"--ServerApp.port={options.port}", "--ServerApp.port_retries=0"]
    if options.no_browser:
        words.append("--ServerApp.open_browser=False")
    if os.geteuid() == 0:
        words.append("--ServerApp.allow_root=True")
    return words
