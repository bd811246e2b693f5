"""An exercise on trial: the verdicts its rules share."""

import ast
from collections.abc import Callable
from functools import cached_property

from nines.check import Verdict, run
from nines.contract.answers import place
from nines.exercise import Exercise

SALTS = [f"other {n}" for n in range(1, 5)]  # each draws five fresh seeds: twenty other ones


class Trial:
    """An exercise with the verdicts reached so far, so that rules can share them."""

    def __init__(self, exercise: Exercise, judge: Callable[..., Verdict] = run) -> None:
        self.exercise, self.place, self.judge = exercise, place(exercise), judge
        self.verdicts: dict[tuple[str, str], Verdict] = {}

    def verdict(self, source: str, salt: str = "") -> Verdict:
        """The verdict on an answer, reached once."""
        if (source, salt) not in self.verdicts:
            self.verdicts[source, salt] = self.judge(self.exercise, source, salt=salt)
        return self.verdicts[source, salt]

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.exercise.checks.read_text(encoding="utf-8"))

    @cached_property
    def salts(self) -> list[str]:
        """The salts to try: more than one where the checks draw on fresh seeds."""
        drawn = any(isinstance(node, ast.arg) and node.arg == "seeds" for node in ast.walk(self.tree))
        return ["", *SALTS] if drawn else [""]

    @cached_property
    def checks(self) -> list[str]:
        """The names of the checks, parametrized ones once."""
        found = [check["name"].partition("[")[0] for check in self.verdict(self.exercise.solution).checks]
        return list(dict.fromkeys(found))


def failing(verdict: Verdict) -> set[str]:
    """The names of the checks that an answer does not pass."""
    return {check["name"].partition("[")[0] for check in verdict.checks if check["status"] != "passed"}
