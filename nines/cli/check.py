"""Check an answer: an exercise of your workspace's lesson, a FILE, or every exercise of a topic.

  nines check error_budgets                          every exercise of your lesson
  nines check error_budgets.budget_left              one of them
  nines check error_budgets.budget_left answer.py    a file (made from the starter when absent)

The exit code is 0 only when what was checked passed. For a topic that is every core exercise, and each stretch
exercise that you have begun.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nines.lab import Exercise


@dataclass(frozen=True)
class Task:
    """What to check: exercises, and the file that holds their answers."""

    exercises: tuple[Exercise, ...]
    path: Path
    whole: bool


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to check, and whether to go on checking."""
    parser.add_argument("name", metavar="TOPIC[.EXERCISE]")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a .py file, or a copy of the lesson")
    parser.add_argument("--watch", action="store_true", help="check again on every save, until Ctrl-C")


def run(options: argparse.Namespace) -> int:
    """Check once, or on every save; 0 only on a pass."""
    task = find(options.name, options.file)
    if options.watch:
        from nines.cli.watch import watch

        return watch(task.path, lambda: judge(task))
    return 0 if judge(task) else 1


def find(name: str, file: Path | None) -> Task:
    """The exercises that a name means and where their answers are."""
    from nines.cli import Misuse
    from nines.lab import exercise, lab, labs
    from nines.workspace import answers

    if "." not in name and name in labs():
        if file and file.suffix != ".ipynb":
            raise Misuse(f"{name} is a whole topic; to check one file, name its exercise: {examples(name)}")
        return Task(lab(name).exercises, file or answers.lesson(name), whole=True)
    chosen = exercise(name)
    if file and not file.exists():
        create(chosen, file)
    return Task((chosen,), file or answers.lesson(chosen.topic), whole=False)


def examples(topic: str) -> str:
    """The exercises of a topic as they are written in a command."""
    from nines.lab import lab

    return ", ".join(each.id for each in lab(topic).exercises)


def create(chosen: Exercise, file: Path) -> None:
    """Start a new answer file from the starter and say so."""
    from nines.cli import Misuse
    from nines.workspace import files

    if file.suffix != ".py":
        raise Misuse(f"there is no {file}. An answer is a .py file: nines check {chosen.id} {chosen.name}.py")
    if not file.absolute().parent.is_dir():
        raise Misuse(f"the folder {file.parent} is not there.")
    files.write(file, chosen.starter)
    print(f"{file} was not there: it now holds the starter. Write your answer in it.\n", flush=True)


def judge(task: Task) -> bool:
    """Check every exercise of the task, print the verdicts, and say whether what counts passed."""
    good = [judge_one(task, each) for each in task.exercises]
    if task.whole:
        print(f"{good.count(True)} of {len(good)} exercises passed.", flush=True)
    return False not in good


def judge_one(task: Task, exercise: Exercise) -> bool | None:
    """Check, record and print one answer: whether it passed; None for a stretch exercise not begun."""
    from nines.check import run as run_checks
    from nines.cli import terminal
    from nines.notebook.render import text
    from nines.workspace import answers, lessons, progress

    source = answers.in_file(exercise, task.path)
    if task.whole and exercise.stretch and source.strip() == exercise.starter.strip():
        print(f"{exercise.id} (stretch): not begun\n")
        return None
    verdict = run_checks(exercise, source)
    progress.record_verdict(verdict)
    print(text(verdict, width=terminal.width(), color=terminal.color(), hint=f"nines hint {exercise.id}"))
    if task.path == lessons.target(exercise.topic) and (notice := lessons.notice(exercise.topic, exercise.name)):
        print("\n" + terminal.wrapped(notice))
    print(flush=True)
    return verdict.status == "passed"
