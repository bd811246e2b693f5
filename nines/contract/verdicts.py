"""The rules of the contract that run answers."""

from collections.abc import Iterator

from nines.check.inside import fired
from nines.contract import answers
from nines.contract.trial import Trial, failing


def right_answers_pass(trial: Trial) -> Iterator[str]:
    """The solution and every accepted answer pass, whatever the seeds."""
    for name, source in answers.right(trial.exercise).items():
        for salt in trial.salts:
            verdict = trial.verdict(source, salt)
            if not verdict.passed:
                which = ", ".join(sorted(failing(verdict))) or "any check"
                seeds = f" on other seeds ({salt})" if salt else ""
                yield (
                    f"{trial.place}/{name} does not pass {which}{seeds}: {verdict.message} "
                    "Correct the answer, or the check if the answer is right"
                )
                break


def unthinking_answers_fail(trial: Trial) -> Iterator[str]:
    """The starter, constants, never, always and the maximum fail; so does what `wrong/` holds."""
    thoughtless = {"starter": trial.exercise.starter, **dict(answers.unthinking(trial.exercise))}
    for name, source in {**thoughtless, **dict(answers.extras(trial.exercise))}.items():
        if trial.verdict(source).passed:
            yield f"{trial.place}/checks.py passes the answer “{name}”: add a check that it fails"


def mistakes_are_recognized(trial: Trial) -> Iterator[str]:
    """Every misconception is rejected and called by its name, whatever the seeds."""
    for name, source in answers.mistakes(trial.exercise):
        for salt in trial.salts:
            verdict, seeds = trial.verdict(source, salt), f" on other seeds ({salt})" if salt else ""
            found = verdict.misconception or {"name": "nothing", "certain": True}
            if verdict.passed:
                yield f"{trial.place}/misconceptions.py: `{name}` passes{seeds}; add a check to checks.py that it fails"
            elif verdict.status != "failed":
                yield f"{trial.place}/misconceptions.py: `{name}` does not run{seeds} ({verdict.message}); correct it"
            elif found["name"] != name or not found["certain"]:
                as_what = found["name"] if found["certain"] else f"only perhaps {found['name']}"
                yield (
                    f"{trial.place}/misconceptions.py: `{name}` is recognized as {as_what}{seeds}; add a check that "
                    f"tells it from the others, or a `probe_{name}(answer)`"
                )
            else:
                continue
            break


def every_check_is_needed(trial: Trial) -> Iterator[str]:
    """Each check is the only one that rejects some wrong answer."""
    alone = [failing(trial.verdict(source)) for source in answers.wrong(trial.exercise).values()]
    for check in trial.checks:
        if {check} not in alone:
            yield (
                f"{trial.place}/checks.py: {check} is redundant, no wrong answer fails it alone; "
                "remove it, or add the misconception (or a file in wrong/) that only it rejects"
            )


def probes_are_quiet(trial: Trial) -> Iterator[str]:
    """No probe fires for a right answer or the starter. (For another misconception, that would not be recognized.)"""
    exercise = trial.exercise
    innocent = {**answers.right(exercise), "the starter": exercise.starter}
    for name, source in innocent.items():
        for probe in fired(exercise, source):
            yield f"{trial.place}/misconceptions.py: `probe_{probe}` fires for {name}; make it look closer"


def evidence_speaks(trial: Trial) -> Iterator[str]:
    """The evidence can be drawn for the solution and every misconception, and says its finding in words."""
    exercise = trial.exercise
    if exercise.evidence is None:
        return
    for name, source in [("solution.py", exercise.solution), *answers.mistakes(exercise)]:
        chart = trial.verdict(source).evidence
        if chart is None:
            yield f"{trial.place}/evidence.py draws nothing for {name}: chart() must return a Vega-Lite dict for it"
        elif not isinstance(chart.get("description"), str) or len(chart["description"]) < 20:
            yield f"{trial.place}/evidence.py has no description for {name}: say in a sentence what the chart shows"
