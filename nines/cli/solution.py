"""Open the solution of an exercise, once an answer passed or three different ones were checked."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which exercise."""
    parser.add_argument("name", metavar="TOPIC.EXERCISE")


def run(options: argparse.Namespace) -> int:
    """Print the solution, or what is missing to open it (exit code 1)."""
    from nines.cli.terminal import wrapped
    from nines.lab import exercise
    from nines.workspace import hints, progress

    chosen = exercise(options.name)
    if missing := hints.until_solution(chosen):
        print(wrapped(f"The solution of {chosen.id} opens after a pass or {missing} more different answers."))
        print(f"\nA hint is open now: nines hint {chosen.id}")
        return 1
    progress.record({"kind": "solution", "exercise": chosen.id})
    print(chosen.solution.rstrip())
    return 0
