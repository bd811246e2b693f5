"""The rules of the contract that read files."""

import ast
import re
import sys
from collections.abc import Iterator

from nines.contract import answers
from nines.contract.trial import Trial
from nines.exercise import LabError

BROAD = {"Exception", "BaseException", "RuntimeError", "NotImplementedError"}
NOT_IN_A_PAGE = {"asyncio", "ctypes", "fcntl", "mmap", "multiprocessing", "resource", "select", "signal", "socket"}
NOT_IN_A_PAGE |= {"socketserver", "ssl", "sqlite3", "subprocess", "threading"}
IN_A_PAGE = (set(sys.stdlib_module_names) | {"simpy", "nines", "pytest", "labs"}) - NOT_IN_A_PAGE


def every_file_is_there(trial: Trial) -> Iterator[str]:
    """Each part of the lab can be read and is of its kind."""
    for part in ("needs", "article", "cell", "checks", "solution", "accepted", "hints", "misconceptions"):
        try:
            getattr(trial.exercise, part)
        except LabError as error:
            yield str(error)
    try:
        assert trial.exercise.lab.title
    except LabError as error:
        yield str(error)


def the_starter_fits(trial: Trial) -> Iterator[str]:
    """The starter has the solution's signature and a docstring, runs alone, and says that it is not written."""
    exercise, where = trial.exercise, f"notebooks/{trial.exercise.topic}.ipynb, cell {trial.exercise.name}"
    node = answers.definition(exercise.starter, exercise.name, where)
    theirs, ours = answers.signature(answers.solution(exercise)), answers.signature(node)
    public = {name: text for name, text in theirs.items() if name in ours or not isinstance(node, ast.ClassDef)}
    if type(node) is not type(answers.solution(exercise)) or ours != public:
        yield f"{where} has the signature {ours} and solution.py has {theirs}: make them equal"
    if not ast.get_docstring(node):
        yield f"{where} has no docstring: say what goes in and comes out, with units"
    verdict = trial.verdict(exercise.starter)
    if verdict.status != "failed":
        yield f"{where} does not run alone in an empty namespace ({verdict.message}); import what it needs in the cell"
    elif "not written yet" not in verdict.message:
        yield f"{where} must raise NotImplementedError; its verdict is: {verdict.message}"


def hints_help(trial: Trial) -> Iterator[str]:
    """Every hint belongs to a check that exists."""
    for hint in trial.exercise.hints:
        if hint.check not in trial.checks:
            yield f"{trial.place}/hints.md: no check is called {hint.check}; name one of {', '.join(trial.checks)}"


def mistakes_are_explained(trial: Trial) -> Iterator[str]:
    """Every misconception has a title, a text and a heading in the article."""
    exercise, where = trial.exercise, f"{trial.place}/misconceptions.py"
    article = (exercise.root / "docs" / f"{exercise.article}.md").read_text(encoding="utf-8")
    for name, text in exercise.misconceptions.items():
        title, _, rest = text.partition("\n")
        if not title or not rest.strip():
            yield f"{where}: `{name}` needs a docstring, a short title and then what to tell the learner"
        if not re.search(r"^#+ .*\{[^}]*#" + name + r"\b[^}]*\}", article, re.MULTILINE):
            yield f"docs/{exercise.article}.md has no heading for `{name}`: add `### {title or 'Title'} {{#{name}}}`"
    known = {f"probe_{name}" for name in exercise.misconceptions}
    for node in ast.parse(exercise.text("misconceptions.py", "write it")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("probe_") and node.name not in known:
            yield f"{where}: `{node.name}` probes for no misconception of that name; rename or remove it"


def exceptions_are_precise(trial: Trial) -> Iterator[str]:
    """No check takes a NotImplementedError for the exception it expects."""
    where = f"{trial.place}/checks.py"
    for node in ast.walk(trial.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("pytest.raises", "raises") and node.args:
            expected = {each.id for each in ast.walk(node.args[0]) if isinstance(each, ast.Name)}
            if broad := sorted(expected & BROAD):
                yield f"{where}, line {node.lineno}: NotImplementedError is a {broad[0]} too; expect a narrower type"
    for check in trial.verdict(trial.exercise.starter).checks:
        if check["status"] == "passed":
            yield f"{where}: {check['name']} passes on the starter; make it depend on the answer"


def a_page_can_run_it(trial: Trial) -> Iterator[str]:
    """What ships to the browser imports only what is there; an exercise with needs runs on a machine."""
    if trial.exercise.needs:
        return
    for path in [*sorted(trial.exercise.folder.rglob("*.py")), *sorted(trial.exercise.lab.folder.glob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, (ast.Import, ast.ImportFrom)):
                continue
            for name in [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]:
                if name.partition(".")[0] not in IN_A_PAGE:
                    where = f"{path.relative_to(trial.exercise.root)}, line {node.lineno}"
                    yield f"{where}: a page has no {name}; do without, or list what the exercise needs in lab.toml"
