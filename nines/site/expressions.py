"""The `{{ expression }}` of an article: evaluated at build time from the formulas that the labs use too."""

import ast
from functools import cache
from types import CodeType
from typing import Any

from nines.site.errors import PageError


class Block(str):
    """HTML that stands on its own between paragraphs."""


def evaluate(source: str, namespace: dict[str, Any]) -> str:
    """The value of an expression as text, formatted by what follows its last colon as in an f-string."""
    code, form = split(source)
    try:
        value = eval(code, {"__builtins__": BUILTINS} | namespace)
        return value if isinstance(value, Block) else format(value, form)
    except PageError:
        raise
    except Exception as error:
        raise PageError(f"{{{{ {source} }}}} fails: {type(error).__name__}: {error}") from error


@cache
def split(source: str) -> tuple[CodeType, str]:
    """The compiled expression and its format specification: the longest part before a colon that is an expression."""
    cuts = [len(source), *(i for i in range(len(source) - 1, 0, -1) if source[i] == ":")]
    for cut in cuts:
        try:
            parsed = ast.parse(source[:cut].strip(), mode="eval")
        except SyntaxError:
            continue
        return compile(parsed, "<page>", "eval"), source[cut + 1 :].strip()
    raise PageError(f"{{{{ {source} }}}} is not a Python expression")


BUILTINS = {"abs": abs, "float": float, "int": int, "len": len, "max": max, "min": min, "range": range, "round": round}
BUILTINS |= {"sorted": sorted, "str": str, "sum": sum}
