"""Open JupyterLab on your workspace, with the lessons brought up to date first."""

import argparse
import importlib.util
import os
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which port, and whether to open a browser."""
    parser.add_argument("--port", type=int, default=None, help="port on 127.0.0.1 (default: the first free from 8888)")
    parser.add_argument("--no-browser", action="store_true", help="print the address and open nothing")


def run(options: argparse.Namespace) -> int:
    """Update the workspace, then become JupyterLab."""
    from nines.cli import Misuse
    from nines.cli.port import require_free
    from nines.cli.start import lay_all
    from nines.workspace import folder

    if importlib.util.find_spec("jupyterlab") is None:
        raise Misuse("JupyterLab is not installed here; `make lab` installs it into .venv and starts it.")
    if options.port is not None:
        require_free(options.port, "PORT=8889 make lab, or nines lab --port 8889")
    lay_all([])
    print("\nJupyterLab starts; its address is printed below. Ctrl-C twice stops it.", flush=True)
    os.execv(sys.executable, command(options, str(folder())))


def command(options: argparse.Namespace, folder: str) -> list[str]:
    """How JupyterLab is started: on loopback only, on one port or none, without news or extensions to build."""
    words = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", "--ServerApp.ip=127.0.0.1"]
    words += ["--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    if options.port is not None:
        words += [f"--ServerApp.port={options.port}", "--ServerApp.port_retries=0"]
    if options.no_browser:
        words.append("--ServerApp.open_browser=False")
    return words
