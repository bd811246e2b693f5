"""TeX to MathML at build time. latex2mathml lets several mistakes through in silence: those are refused here."""

import re
import xml.etree.ElementTree as ET
from functools import cache

from latex2mathml.converter import convert
from latex2mathml.exceptions import NoAvailableTokensError

from nines.site.errors import PageError

ENVIRONMENTS = {"matrix", "pmatrix", "bmatrix", "vmatrix", "cases", "array", "align", "align*", "split"}
PARTS = {"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "mroot": 2, "munder": 2, "mover": 2, "munderover": 3}


@cache
def mathml(tex: str, display: bool = False) -> str:
    """The formula as a MathML element, or PageError that names the formula and what is wrong with it."""
    try:
        check_source(tex)
        made = convert(tex, display="block" if display else "inline")
        check_result(ET.fromstring(made))
    except PageError as error:
        raise PageError(f"the formula ${tex}$ is wrong: {error}") from None
    except NoAvailableTokensError:
        raise PageError(f"the formula ${tex}$ is wrong: it ends where something must follow") from None
    except Exception as error:
        name = re.sub(r"(?<!^)(?=[A-Z])", " ", type(error).__name__).lower()
        raise PageError(f"the formula ${tex}$ is wrong: {error or name}") from None
    return made


def check_source(tex: str) -> None:
    """Refuse what the converter would drop or misread: open braces, comments, unknown environments, lone &."""
    bare = re.sub(r"\\[{}%&\\]", "", tex)
    if bare.count("{") != bare.count("}"):
        raise PageError("its braces do not match")
    if "%" in bare:
        raise PageError("% starts a comment in TeX; write \\%")
    if "\\color" in tex:
        raise PageError("colors come from the color scheme, not from a formula")
    named = set(re.findall(r"\\begin\{(.+?)\}", tex))
    if unknown := named - ENVIRONMENTS:
        raise PageError(f"the environment {', '.join(sorted(unknown))} is unknown")
    if "&" in bare and not named:
        raise PageError("& stands outside an environment; write \\&")
    if re.search(r"[_^]\s*[_^]", bare):
        raise PageError("two signs for an index or a power follow each other")


def check_result(tree: ET.Element) -> None:
    """Refuse commands that came through as text, and fractions or powers with a part missing."""
    for element in tree.iter():
        tag = element.tag.rpartition("}")[2]
        if tag != "mtext" and "\\" in (element.text or ""):
            raise PageError(f"the command {(element.text or '').strip()} is unknown")
        if tag in PARTS and len(element) != PARTS[tag]:
            raise PageError(f"a {tag} has {len(element)} of {PARTS[tag]} parts")
