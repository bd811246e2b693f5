"""Build the site: lessons are executed (cached), turned into pages, and MkDocs builds the rest."""

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to put it."""
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="where the site goes (default: site/)")


def run(options: argparse.Namespace) -> None:
    """Build."""
    from nines.site import build

    build(options.out)
