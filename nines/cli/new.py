"""Create a topic that already passes its own contract: an article, a lesson and a lab to make your own.

It goes into the first folder of NINES_PATH, or into this checkout.
"""

import argparse
import os
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to call it and where it goes."""
    parser.add_argument("slug", metavar="SLUG", help="the topic's name in files, such as disaster_recovery")
    parser.add_argument("--section", default="foundations", help="its folder in docs/ (default: foundations)")
    parser.add_argument("--title", help="the article's heading (default: from the slug)")
    parser.add_argument("--exercise", help="what the learner writes (default: SLUG_share)")
    parser.add_argument("--root", type=Path, help="the folder that holds docs/, notebooks/ and labs/")


def run(options: argparse.Namespace) -> None:
    """Write the topic and say what to do next."""
    from nines.cli import Misuse
    from nines.cli.scaffold import ScaffoldError, create, navigate

    slug = options.slug
    root = (options.root or default_root()).absolute()
    title = options.title or slug.replace("_", " ").capitalize()
    exercise = options.exercise or f"{slug}_share"
    try:
        made = create(root, slug, options.section, exercise, title)
    except ScaffoldError as error:
        raise Misuse(str(error)) from error
    print(f"{slug} is there and passes its contract; now make it yours:\n")
    print("\n".join(f"  {path}" for path in made))
    entry = f"{options.section}/{slug}.md"
    if navigate(root / "mkdocs.yml", entry):
        print(f"\nmkdocs.yml: nav has the line `- {entry}` now; move it to where readers should meet it.")
    else:
        print(f"\nAdd `- {entry}` to nav in the mkdocs.yml of your site, where readers should meet it.")
    print(f"\nThen: nines check {slug}.{exercise} answer.py")


def default_root() -> Path:
    """The first folder of NINES_PATH, else this checkout."""
    from nines.lab import ROOT

    given = [entry for entry in os.environ.get("NINES_PATH", "").split(os.pathsep) if entry]
    return Path(given[0]) if given else ROOT
