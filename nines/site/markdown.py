"""The one Markdown extension of the site: computed numbers, embedded figures and exercises, and formulas as MathML."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
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
EXPRESSION = r"\{\{(.+?)\}\}(?!\})"
FORMULA = r"(?<![\\$])\$(?![\s$])((?:[^$\\]|\\.)+?)(?<!\s)\$(?![\d$])"
PERCENT = re.compile(r"(?<=\d) ?%")
BEGIN, END = "$$", "$$"


class Nines(Extension):
    """What is ours in Markdown; it comes before md_in_html so that our elements are blocks there too."""

    page = context.Page()
    names: Mapping[str, Any] = {}

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.block_level_elements.extend([*TAGS, "math", "figure", "svg"])
        md.ESCAPED_CHARS.append("$")
        # After fenced code (25), which is out of reach then, and before raw HTML (20).
        md.preprocessors.register(Alone(self, md), "nines_alone", 22)
        # After code spans (190) and before backslash escapes (180).
        md.inlinePatterns.register(Inline(self, md), "nines_inline", 186)
        # After inline patterns (20) and before the table of contents (5).
        md.treeprocessors.register(Percent(md), "nines_percent", 6)
        # After MkDocs has taken the title (1) and before it resolves links (0).
        md.treeprocessors.register(Frame(self, md), "nines_frame", 0.5)

    def begin(self, md: markdown.Markdown) -> None:
        """What follows is of another page."""
        self.page = context.current(md)
        self.names = formulas() | {name: partial(make, self.page) for name, make in blocks.FUNCTIONS.items()}

    def named(self, make: Callable[..., Any], *given: Any, **options: Any) -> Any:
        """What `make` makes of it; where it fails, the error starts with the page's path."""
        try:
            return make(*given, **options)
        except PageError as error:
            raise PageError(f"docs/{self.page.path}: {error}") from None

    def value(self, source: str) -> str:
        """An expression's value as text; a Block where a block function made it."""
        return self.named(evaluate, source, self.names)


class Alone(Preprocessor):
    """Expressions and displayed formulas that have a line of their own."""

    def __init__(self, ours: Nines, md: markdown.Markdown):
        super().__init__(md)
        self.ours = ours

    def run(self, lines: list[str]) -> list[str]:
        self.ours.begin(self.md)
        done: list[str] = []
        formula: list[str] | None = None
        for line in lines:
            if formula is not None:
                if line.strip() == END:
                    done += self.displayed("\n".join(formula))
                    formula = None
                else:
                    formula.append(line)
            elif line.strip() == BEGIN:
                formula = []
            elif match := re.fullmatch(r"\$\$(.+)\$\$\s*", line):
                done += self.displayed(match[1].strip())
            elif match := ALONE.fullmatch(line):
                done += self.block(match[1].strip())
            else:
                done.append(line)
        if formula is not None:
            raise PageError(f"{self.ours.page.path}: a formula begins with $$ and never ends")
        return done

    def block(self, source: str) -> list[str]:
        """An expression alone on its line: a block function's HTML, or a value as a paragraph."""
        value = self.ours.value(source)
        return ["", self.md.htmlStash.store(value), ""] if isinstance(value, Block) else [value]

    def displayed(self, tex: str) -> list[str]:
        """A formula with a line of its own."""
        made = self.ours.named(mathml, tex, display=True)
        return ["", self.md.htmlStash.store(f'<div class="nines-formula" tabindex="0">{made}</div>'), ""]


class Inline(InlineProcessor):
    """An expression or a formula inside a sentence: one pattern for both, as each is tried on every piece of text."""

    def __init__(self, ours: Nines, md: markdown.Markdown):
        super().__init__(f"{EXPRESSION}|{FORMULA}", md)
        self.ours = ours

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[str, int, int]:
        expression, tex = match.groups()
        made = self.expression(expression.strip()) if expression else self.formula(tex)
        return made, match.start(0), match.end(0)

    def expression(self, source: str) -> str:
        """The value, as text."""
        value = self.ours.value(source)
        if isinstance(value, Block):
            raise PageError(f"{self.ours.page.path}: {{{{ {source} }}}} needs a line of its own")
        return value

    def formula(self, tex: str) -> str:
        """Where the MathML will be."""
        return self.md.htmlStash.store(self.ours.named(mathml, tex))


class Percent(Treeprocessor):
    """Percent signs stay on the line of their number. (A pattern of this would be the most frequent one, and slow.)"""

    def run(self, root: ET.Element) -> None:
        code = {each for name in ("code", "pre") for found in root.iter(name) for each in found.iter()}
        for element in root.iter():
            if element.text and "%" in element.text and element not in code:
                element.text = PERCENT.sub("\u00a0%", element.text)
            if element.tail and "%" in element.tail:
                element.tail = PERCENT.sub("\u00a0%", element.tail)


class Frame(Treeprocessor):
    """What stands around every topic's text: its parts, and the words that should find it."""

    def __init__(self, ours: Nines, md: markdown.Markdown):
        super().__init__(md)
        self.ours = ours

    def run(self, root: ET.Element) -> None:
        self.ours.named(frame.put, root, self.ours.page)


@cache
def formulas() -> dict[str, Any]:
    """Every public name of nines.models."""
    import nines.models

    return {name: getattr(nines.models, name) for name in dir(nines.models) if not name.startswith("_")}


def makeExtension(**options: Any) -> Nines:
    """What Python-Markdown calls to load the extension."""
    return Nines(**options)
