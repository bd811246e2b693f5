"""Show the next hint for an exercise: the one for the check that failed last, then the others in order."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which exercise."""
    parser.add_argument("name", metavar="TOPIC.EXERCISE")
    parser.add_argument("--all", action="store_true", help="show every hint")


def run(options: argparse.Namespace) -> None:
    """Print the hint and record that it was seen."""
    from nines.cli.terminal import wrapped
    from nines.lab import exercise
    from nines.workspace import hints, progress

    chosen = exercise(options.name)
    total = len(chosen.hints)
    numbers = range(total) if options.all else [hints.next_number(chosen)]
    for number in numbers:
        print(f"Hint {number + 1} of {total} for {chosen.id}\n")
        print(wrapped(chosen.hints[number].text) + "\n")
        progress.record({"kind": "hint", "exercise": chosen.id, "hint": number + 1})
