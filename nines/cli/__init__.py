"""The `nines` command: one small module a subcommand, imported only when it is asked for."""

import argparse
import difflib
import importlib
import io
import os
import sys
from collections.abc import Sequence

COMMANDS = {
    "start": "set up or update your workspace",
    "lab": "open JupyterLab on your workspace",
    "check": "check an answer, or every exercise of a topic",
    "hint": "show the next hint for an exercise",
    "solution": "open the solution, after a pass or three different answers",
    "reset": "put one lesson back to how it came",
    "progress": "show what is done and what is next",
    "build": "build the site",
    "serve": "build the site, serve it, and rebuild what changes",
    "doctor": "list the real components and how to get the missing ones",
    "new": "create a topic that already passes its own contract",
}


class Misuse(Exception):
    """The command cannot do what was asked; the message says why and what to do."""


def usage() -> str:
    """The overview that `nines` and `nines --help` print."""
    lines = [f"  {name:<10} {text}" for name, text in COMMANDS.items()]
    return "\n".join(["usage: nines COMMAND …", "", *lines, "", "`nines COMMAND --help` says more about one of them."])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is success or a pass, 1 not passed, 2 a mistake in what was asked."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without UTF-8 shows ? for a check mark
    if os.name == "nt":
        return complain("does not run on Windows itself; in PowerShell: wsl --install, then use it inside WSL.")
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if words else 2
    if words[0] in ("-V", "--version"):
        from importlib.metadata import version

        print(f"nines {version('nines')}")
        return 0
    name = words.pop(0)
    if name not in COMMANDS:
        near = difflib.get_close_matches(name, COMMANDS, 1)
        hint = f"did you mean `nines {near[0]}`?" if near else "`nines --help` lists the commands."
        return complain(f"there is no command {name!r}; {hint}")
    return guarded(name, words)


def guarded(name: str, words: list[str]) -> int:
    """Run a command so that a user's mistake ends in one message and never in a traceback."""
    from nines.lab import LabError
    from nines.workspace import WorkspaceError

    module = importlib.import_module(f"nines.cli.{name}")
    parser = argparse.ArgumentParser(
        prog=f"nines {name}", description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    module.arguments(parser)
    try:
        code = int(module.run(parser.parse_args(words)) or 0)
        sys.stdout.flush()
        return code
    except (LabError, WorkspaceError, Misuse) as error:
        return complain(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def complain(message: str) -> int:
    """Say what is wrong on stderr; the exit code for misuse."""
    print(f"nines: {message}", file=sys.stderr)
    return 2
