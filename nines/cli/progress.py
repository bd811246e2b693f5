"""Show what is done, what is next, and the mistakes that were yours."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(_: argparse.Namespace) -> None:
    """One line for each exercise, then what is next."""
    from nines.lab import LabError, labs
    from nines.workspace import progress

    checks = [event for event in progress.events() if event["kind"] == "check"]
    coming = None
    for lab in labs().values():
        try:
            title, exercises = lab.title, lab.exercises
        except LabError as error:
            print(f"{lab.slug}: {error}")
            continue
        print(f"{title} ({lab.slug})")
        for each in exercises:
            mine = [event for event in checks if event.get("exercise") == each.id]
            passed = any(event.get("status") == "passed" for event in mine)
            tries = f"{len(mine)} {'check' if len(mine) == 1 else 'checks'}" if mine else ""
            state = "passed" if passed else "begun" if mine else "stretch" if each.stretch else "to do"
            print(f"  {state:<8} {each.name:<28} {tries}".rstrip())
            if not passed and not each.stretch and coming is None:
                coming = each.id
    named = [str(event["misconception"]) for event in checks if event.get("misconception")]
    if named:
        print("\nMistakes recognized so far: " + ", ".join(dict.fromkeys(named)))
    print(f"\nNext: nines check {coming}" if coming else "\nEvery core exercise is passed.")
