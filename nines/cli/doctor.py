"""List the real components that labs use: which are here, in which version, where, and how to get the others.

The exit code is 0 when none is missing; those marked optional never are.
"""

import argparse
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nines.systems.components import Component


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to install."""
    parser.add_argument(
        "--install",
        action="store_true",
        help="get what is missing: pinned wheels, and Debian packages unpacked without root (needs the network)",
    )


def run(options: argparse.Namespace) -> int:
    """Print a line for each component, how to get each missing one, and a count."""
    from nines.systems import COMPONENTS, install

    if options.install:
        return 1 if install() else 0
    print(f"Python {sys.version.split()[0]}: {sys.executable}\n")
    lacking = [each for each in COMPONENTS.values() if not report(each)]
    wanted = [each for each in lacking if not each.optional]
    if wanted:
        print(f"\n{len(wanted)} missing: {', '.join(each.name for each in wanted)}.")
        print("`nines doctor --install` gets what it can, without root.")
        print("Lessons and browser exercises work without them.")
        return 1
    print("\nEverything that labs need is here.")
    return 0


def report(component: "Component") -> bool:
    """Print what was found of one component, or what is wrong and how to get it; whether it is ready."""
    if component.problem is None:
        print(f"ready     {component.title}")
        for found in dict.fromkeys(component.find()):
            ours = found.path.is_relative_to(Path(__file__).parent.parent)
            print(f"          {found.where if ours else f'{found.version} ({found.where}) {found.path}'}")
        return True
    print(f"{'optional' if component.optional else 'MISSING '}  {component.title}")
    print(textwrap.indent(component.problem.strip(), "          "))
    return False
