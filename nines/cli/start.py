"""Set up or update your workspace: your own copies of the lessons.

A lesson you have edited is never overwritten: a newer one is laid beside it as SLUG.new.ipynb with your answers
carried in.
"""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nines.lab import Lab

SAYS = {
    "laid": "new",
    "updated": "updated",
    "current": "up to date",
    "kept": "yours, kept as it is",
    "beside": "yours, kept; the newer lesson with your answers is",
    "waiting": "yours, kept; the newer lesson is still",
    "corrupt": "NOT READABLE, kept; the lesson is",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which lessons."""
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help="only these (default: every lesson)")


def run(options: argparse.Namespace) -> int:
    """Lay every lesson and say what happened to each; 1 when one of them, here or there, could not be read."""
    return 1 if {"corrupt", "malformed"} & set(lay_all(options.topics)) else 0


def lay_all(topics: list[str]) -> list[str]:
    """Lay the named lessons (all without names), print a line for each, and return the states."""
    from nines.lab import ROOT, lab, labs
    from nines.workspace import folder, records

    first = not records.home().exists()
    chosen = [lab(topic) for topic in topics] or list(labs().values())
    print(f"Your workspace is {folder()}")
    states = [lay_one(each) for each in chosen]
    if "beside" in states:
        print("To go on with a newer lesson, move it over the old one: mv SLUG.new.ipynb SLUG.ipynb")
    if first and folder().is_relative_to(ROOT):
        print(
            "Git ignores this folder, and `git clean -fdx` deletes ignored folders. NINES_WORKSPACE puts it elsewhere."
        )
    return states


def lay_one(chosen: "Lab") -> str:
    """Lay one lesson and print what happened; its state, `malformed` when the lesson that comes with Nines is."""
    from nines.lab import LabError
    from nines.workspace import lessons

    try:
        outcome = lessons.lay(chosen)
    except LabError as error:
        print(f"  {chosen.slug}: not laid: {error}")
        return "malformed"
    beside = f" {outcome.path.name}" if outcome.path.stem != outcome.slug else ""
    print(f"  {outcome.slug}: {SAYS[outcome.state]}{beside}")
    if outcome.message:
        print(f"    {outcome.message}")
    return outcome.state
