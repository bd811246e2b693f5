"""The lab contract, as rules that say what is wrong with an exercise, in which file, and what to do.

`problems(exercise)` serves any root. Wrong answers are the starter, unthinking answers made from the signature, the
misconceptions, and what an author puts into `wrong/*.py` to show what a check is for.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from nines.contract import texts, verdicts
from nines.contract.trial import Trial
from nines.exercise import Exercise, LabError

__all__ = ["RULES", "Problem", "Trial", "broken", "problems"]


class Problem(NamedTuple):
    """A rule that an exercise breaks; the message names the file and the remedy."""

    exercise: str
    rule: str
    message: str


RULES: dict[str, Callable[[Trial], Iterator[str]]] = {
    rule.__name__: rule
    for rule in (
        texts.every_file_is_there,
        verdicts.right_answers_pass,
        verdicts.unthinking_answers_fail,
        verdicts.mistakes_are_recognized,
        verdicts.every_check_is_needed,
        texts.the_starter_fits,
        texts.hints_help,
        texts.mistakes_are_explained,
        verdicts.probes_are_quiet,
        texts.exceptions_are_precise,
        verdicts.evidence_speaks,
        texts.a_page_can_run_it,
    )
}


def broken(trial: Trial, rule: str) -> list[Problem]:
    """The problems that one rule finds; a lab that can't be read is one too."""
    found: list[Problem] = []
    try:
        found += [Problem(trial.exercise.id, rule, message) for message in RULES[rule](trial)]
    except LabError as error:
        found.append(Problem(trial.exercise.id, rule, str(error)))
    return found


def problems(exercise: Exercise) -> list[Problem]:
    """Everything that keeps an exercise from the contract; where files are missing or malformed, only that."""
    trial = Trial(exercise)
    missing = broken(trial, "every_file_is_there")
    return missing or [problem for rule in RULES for problem in broken(trial, rule)]
