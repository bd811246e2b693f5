"""Put one lesson of your workspace back to how it came; your copy is kept in backup/."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which lesson."""
    parser.add_argument("topic", metavar="TOPIC", help="for example error_budgets")


def run(options: argparse.Namespace) -> None:
    """Reset and say where the old one is."""
    from nines.lab import lab
    from nines.workspace import lessons

    path, kept = lessons.reset(lab(options.topic))
    print(f"{path} is as it came.")
    if kept:
        print(f"Yours is kept in {kept}")
