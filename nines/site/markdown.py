"""The one Markdown extension of the site: computed numbers, embedded figures and exercises, and formulas as MathML."""

import re
import xml.etree.ElementTree as ET
from functools import cache, partial
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from nines.site import blocks, context, frame
from nines.site.errors import PageError
from nines.site.expressions import Block, evaluate
from nines.site.maths import mathml

TAGS = [
    "nines-exercise",
    "nines-cell",
    "nines-explore",
    "nines-predict",
    "nines-progress",
    "nines-budget",
    "nines-drill",
]
ALONE = re.compile(r"\{\{(.+)\}\}\s*")
INLINE = r"\{\{(.+?)\}\}(?!\})"
FORMULA = r"(?<![\\$])\$(?![\s$])((?:[^$\\]|\\.)+?)(?<!\s)\$(?![\d$])"
PERCENT = re.compile(r"(?<=\d) ?%")
BEGIN, END = "$$", "$$"


class Nines(Extension):
    """What is ours in Markdown; it comes before md_in_html so that our elements are blocks there too."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.block_level_elements.extend([*TAGS, "math", "figure", "svg"])
        md.ESCAPED_CHARS.append("$")
        # After fenced code (25), which is out of reach then, and before raw HTML (20).
        md.preprocessors.register(Alone(md), "nines_alone", 22)
        # After code spans (190) and before backslash escapes (180).
        md.inlinePatterns.register(Expression(INLINE, md), "nines_expression", 186)
        md.inlinePatterns.register(Formula(FORMULA, md), "nines_formula", 185)
        # After inline patterns (20) and before the table of contents (5).
        md.treeprocessors.register(Percent(md), "nines_percent", 6)
        # After MkDocs has taken the title (1) and before it resolves links (0).
        md.treeprocessors.register(Frame(md), "nines_frame", 0.5)


class Alone(Preprocessor):
    """Expressions and displayed formulas that have a line of their own."""

    def run(self, lines: list[str]) -> list[str]:
        done: list[str] = []
        formula: list[str] | None = None
        for line in lines:
            if formula is not None:
                if line.strip() == END:
                    done += ["", self.store(partial(mathml, "\n".join(formula), display=True)), ""]
                    formula = None
                else:
                    formula.append(line)
            elif line.strip() == BEGIN:
                formula = []
            elif match := re.fullmatch(r"\$\$(.+)\$\$\s*", line):
                done += ["", self.store(partial(mathml, match[1].strip(), display=True)), ""]
            elif match := ALONE.fullmatch(line):
                done += self.block(match[1].strip())
            else:
                done.append(line)
        if formula is not None:
            raise PageError(f"{context.current(self.md).path}: a formula begins with $$ and never ends")
        return done

    def block(self, source: str) -> list[str]:
        """An expression alone on its line: a block function's HTML, or a value as a paragraph."""
        value = named(self.md, partial(evaluate, source, namespace(self.md)))
        return ["", self.md.htmlStash.store(value), ""] if isinstance(value, Block) else [value]

    def store(self, make: Any) -> str:
        return self.md.htmlStash.store(f'<div class="nines-formula" tabindex="0">{named(self.md, make)}</div>')


class Expression(InlineProcessor):
    """An expression inside a sentence."""

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[str, int, int]:
        source = match[1].strip()
        value = named(self.md, partial(evaluate, source, namespace(self.md)))
        if isinstance(value, Block):
            raise PageError(f"{context.current(self.md).path}: {{{{ {source} }}}} needs a line of its own")
        return value, match.start(0), match.end(0)


class Percent(Treeprocessor):
    """Percent signs stay on the line of their number. (A pattern of this would be the most frequent one, and slow.)"""

    def run(self, root: ET.Element) -> None:
        code = {each for name in ("code", "pre") for found in root.iter(name) for each in found.iter()}
        for element in root.iter():
            if element.text and "%" in element.text and element not in code:
                element.text = PERCENT.sub("\u00a0%", element.text)
            if element.tail and "%" in element.tail:
                element.tail = PERCENT.sub("\u00a0%", element.tail)


class Formula(InlineProcessor):
    """A formula inside a sentence."""

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[str, int, int]:
        made = named(self.md, partial(mathml, match[1]))
        return self.md.htmlStash.store(made), match.start(0), match.end(0)


class Frame(Treeprocessor):
    """What stands around every topic's text: its parts, and the words that should find it."""

    def run(self, root: ET.Element) -> None:
        named(self.md, partial(frame.put, root, context.current(self.md)))


def named(md: markdown.Markdown, make: Any) -> Any:
    """The result of `make`; where it fails, the error starts with the page's path."""
    try:
        return make()
    except PageError as error:
        raise PageError(f"docs/{context.current(md).path}: {error}") from None


def namespace(md: markdown.Markdown) -> dict[str, Any]:
    """What an expression may name: every formula of nines.models, and the block functions."""
    page = context.current(md)
    return formulas() | {name: partial(make, page) for name, make in blocks.FUNCTIONS.items()}


@cache
def formulas() -> dict[str, Any]:
    """Every public name of nines.models."""
    import nines.models

    return {name: getattr(nines.models, name) for name in dir(nines.models) if not name.startswith("_")}


def makeExtension(**options: Any) -> Nines:
    """What Python-Markdown calls to load the extension."""
    return Nines(**options)
