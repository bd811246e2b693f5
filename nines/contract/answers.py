"""The answers that bracket an exercise: what must fail whatever the topic, made from the solution's signature."""

import ast
from collections.abc import Iterator

from nines.exercise import Exercise, LabError

CONSTANTS = {
    "nothing": "None",
    "never": "False",
    "always": "True",
    "zero": "0",
    "one": "1",
    "the_maximum": "float('inf')",
    "a_big_number": "10**9",
    "no_text": "''",
    "no_items": "[]",
}
Definition = ast.FunctionDef | ast.ClassDef


def definition(source: str, name: str, where: str) -> Definition:
    """The function or class of a name in a text, or a `LabError` that says where it should be."""
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise LabError(f"{where}, line {error.lineno}: {error.msg}") from None
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            return node
    raise LabError(f"{where} must define `{name}` with def or class")


def solution(exercise: Exercise) -> Definition:
    """The definition in solution.py."""
    return definition(exercise.solution, exercise.name, f"{place(exercise)}/solution.py")


def place(exercise: Exercise) -> str:
    """The exercise's folder from its root."""
    return exercise.folder.relative_to(exercise.root).as_posix()


def methods(node: ast.ClassDef) -> list[ast.FunctionDef]:
    """What a class lets others call, its constructor included."""
    return [
        each
        for each in node.body
        if isinstance(each, ast.FunctionDef) and (each.name[0] != "_" or each.name[:2] == "__")
    ]


def signature(node: Definition) -> dict[str, str]:
    """The parameters of a function, or of each method of a class, without annotations."""
    found = {}
    for each in methods(node) if isinstance(node, ast.ClassDef) else [node]:
        bare = ast.parse(ast.unparse(each)).body[0]
        assert isinstance(bare, ast.FunctionDef)
        for argument in ast.walk(bare.args):
            if isinstance(argument, ast.arg):
                argument.annotation = None
        found[each.name] = ast.unparse(bare.args)
    return found


def constant(node: Definition, value: str) -> str:
    """An answer of the same signature that returns the same whatever it is asked."""
    if isinstance(node, ast.FunctionDef):
        return f"def {node.name}({ast.unparse(node.args)}):\n    return {value}\n"
    lines = [f"class {node.name}:", "    def __init__(self, *args, **kwargs):", "        vars(self).update(kwargs)", ""]
    for method in methods(node):
        if method.name != "__init__":
            lines += [f"    def {method.name}({ast.unparse(method.args)}):", f"        return {value}", ""]
    return "\n".join(lines)


def unthinking(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Answers that show no thought: constants, never and always, the largest, and each argument handed back."""
    node = solution(exercise)
    prelude = "from __future__ import annotations\n\n"
    for name, value in CONSTANTS.items():
        yield name, prelude + constant(node, value)
    if isinstance(node, ast.FunctionDef):
        for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]:
            yield f"{argument.arg}_handed_back", prelude + constant(node, argument.arg)


def mistakes(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Each misconception as an answer's text."""
    text = exercise.text("misconceptions.py", "write the wrong answers people give as documented functions")
    for name in exercise.misconceptions:
        yield name, f"{text}\n\n{exercise.name} = {name}\n"


def extras(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """The wrong answers in wrong/*.py: nobody's misconception, but each a reason for a check."""
    for path in sorted((exercise.folder / "wrong").glob("*.py")):
        yield f"wrong/{path.name}", path.read_text(encoding="utf-8")


def wrong(exercise: Exercise) -> dict[str, str]:
    """Every answer that must fail, by name."""
    return {
        "starter": exercise.starter,
        **dict(unthinking(exercise)),
        **dict(mistakes(exercise)),
        **dict(extras(exercise)),
    }


def right(exercise: Exercise) -> dict[str, str]:
    """Every answer that must pass, by the file that holds it."""
    accepted = {f"accepted/{name}.py": text for name, text in exercise.accepted.items()}
    return {"solution.py": exercise.solution, **accepted}
