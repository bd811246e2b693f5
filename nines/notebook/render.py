"""A verdict for people: as text for a terminal, and as one HTML for notebooks and pages."""

import html as escaping
import re
import textwrap
from typing import TYPE_CHECKING, Any

from nines.notebook import display
from nines.notebook.table import Table, table

if TYPE_CHECKING:
    from nines.check import Verdict

WORDS = {
    "passed": ("✓", "Passed"),
    "failed": ("✗", "Not yet"),
    "broken": ("!", "It does not run"),
    "stopped": ("■", "Stopped"),
}
MARKS = {"passed": "✓", "failed": "✗", "not_run": "·"}
ANSI = {"passed": "32", "failed": "33", "broken": "31", "stopped": "31"}
STYLE = """<style>
.nines-verdict { color: var(--jp-content-font-color1, inherit); max-width: 46em; line-height: 1.5; }
.nines-verdict, .nines-say { font-family: var(--jp-content-font-family, inherit); margin: .5em 0; }
.nines-verdict { border-left: 3px solid var(--jp-border-color1, currentColor); padding-left: .9em; }
.nines-verdict figure { margin: .4em 0; }
.nines-verdict p { margin: .4em 0; }
.nines-verdict a { color: var(--jp-content-link-color, inherit); text-decoration: underline; }
.nines-verdict table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.nines-verdict :is(th, td) { padding: .1em .8em .1em 0; text-align: left; }
.nines-verdict summary { cursor: pointer; }
.nines-verdict ul { list-style: none; padding-left: 0; }
</style>"""


def text(verdict: "Verdict", *, width: int = 80, color: bool = False, hint: str | None = None) -> str:
    """The verdict as lines of at most `width` columns; `hint` is the command that gives a hint."""
    shape, word = WORDS[verdict.status]
    head = f"{shape} {word}: {verdict.exercise}"
    blocks = [f"\x1b[1;{ANSI[verdict.status]}m{head}\x1b[0m" if color else head]
    blocks += [wrapped(each, width) for each in first_words(verdict)]
    if verdict.misconception:
        found = verdict.misconception
        blocks.append(wrapped(lead(found), width))
        blocks.append(wrapped(found["text"], width, "  "))
        if found.get("link"):
            blocks.append(f"  Read: {found['link']}")
    if verdict.evidence:
        blocks.append(wrapped(verdict.evidence.get("description", ""), width))
        if verdict.status != "passed":
            blocks.append(columns(table(verdict.evidence), width))
    if verdict.status == "failed":
        blocks.append(wrapped(count(verdict), width))
    if verdict.output.strip():
        blocks.append("Your answer printed:\n" + textwrap.indent(verdict.output.strip("\n"), "  "))
    if verdict.status != "passed" and hint:
        blocks.append(f"For a hint: {hint}")
    return "\n\n".join(filter(None, blocks))


def html(verdict: "Verdict", *, links: str = "", hint: str | None = None) -> str:
    """The verdict as one section; `links` is the base of article links, `hint` the command that gives a hint."""
    shape, word = WORDS[verdict.status]
    name = escaping.escape(verdict.exercise)
    parts = [
        f'<p class="nines-headline"><span class="nines-shape" aria-hidden="true">{shape}</span>'
        f' <strong>{word}</strong> <code class="nines-name">{name}</code></p>'
    ]
    parts += [f'<p class="nines-message">{inline(each)}</p>' for each in first_words(verdict)]
    if verdict.misconception:
        parts.append(misconception(verdict.misconception, links))
    if verdict.evidence:
        parts.append(evidence(verdict.evidence))
    if verdict.status != "passed" and hint:
        parts.append(f'<p class="nines-next">For a hint: <code>{escaping.escape(hint)}</code></p>')
    parts += [checks(verdict), folded("nines-output", "What your answer printed", verdict.output)]
    parts.append(folded("nines-trace", "What Python says", trace(verdict)))
    body = "\n".join(filter(None, parts))
    return f'<section class="nines-verdict nines-{verdict.status}" aria-label="Verdict: {word}">\n{body}\n</section>'


def first_words(verdict: "Verdict") -> list[str]:
    """What is said first: for a failed check its message, else the headline."""
    failed = next((each for each in verdict.checks if each["status"] == "failed"), None)
    if verdict.status != "failed" or failed is None:
        return [verdict.message] if verdict.message else []
    return [failed["message"] or verdict.message, f"Check: {failed['says']}."]


def lead(found: dict[str, Any]) -> str:
    """How the verdict names a misconception: as certain as it is."""
    return f"{'This is a known mistake' if found['certain'] else 'This looks like a known mistake'}: {found['title']}"


def count(verdict: "Verdict") -> str:
    """How many of the checks passed."""
    passed = sum(each["status"] == "passed" for each in verdict.checks)
    return f"{passed} of {len(verdict.checks)} checks passed."


def trace(verdict: "Verdict") -> str:
    """The interpreter's words: of the answer, else of the first failing check."""
    return verdict.trace or next((each["trace"] for each in verdict.checks if each.get("trace")), "") or ""


def misconception(found: dict[str, Any], links: str) -> str:
    """The recognized mistake with its link."""
    paragraphs = "".join(f"<p>{inline(each)}</p>" for each in paragraphs_of(found["text"]))
    link = ""
    if found.get("link"):
        href = escaping.escape(links + found["link"])
        link = f'<p><a href="{href}">Read why: {escaping.escape(found["title"])}</a></p>'
    return f'<div class="nines-misconception"><p><strong>{inline(lead(found))}</strong></p>{paragraphs}{link}</div>'


def evidence(spec: dict[str, Any]) -> str:
    """The picture's finding in words, with its numbers; a page puts the chart itself into the figure."""
    caption = inline(spec.get("description", ""))
    numbers = table(spec)
    if not numbers.rows:
        return f'<figure class="nines-evidence"><figcaption>{caption}</figcaption></figure>'
    rows = [[f"<td>{escaping.escape(cell)}</td>" for cell in row] for row in numbers.rows]
    head = "".join(f'<th scope="col">{escaping.escape(each)}</th>' for each in numbers.heads)
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    what = f"<caption>{escaping.escape(numbers.caption)}</caption>" if numbers.caption else ""
    grid = f"<table>{what}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    details = f'<details class="nines-table"><summary>Show as table</summary>{grid}</details>'
    return f'<figure class="nines-evidence"><figcaption>{caption}</figcaption>{details}</figure>'


def checks(verdict: "Verdict") -> str:
    """Every check with how it went."""
    if not verdict.checks:
        return ""
    said = {"passed": "passed", "failed": "failed", "not_run": "not run"}
    items = "".join(
        f'<li class="nines-check nines-check-{each["status"]}"><span aria-hidden="true">{MARKS[each["status"]]}</span>'
        f" {inline(each['says'])}: {said[each['status']]}</li>"
        for each in verdict.checks
    )
    return f'<details class="nines-checks"><summary>{count(verdict)}</summary><ul>{items}</ul></details>'


def folded(name: str, summary: str, words: str) -> str:
    """Preformatted text one click away."""
    if not (words and words.strip()):
        return ""
    return f'<details class="{name}"><summary>{summary}</summary><pre>{escaping.escape(words)}</pre></details>'


def hint(words: str, number: int, of: int) -> display.Bundle:
    """One hint as a bundle."""
    head = f"Hint {number} of {of}"
    body = "".join(f"<p>{inline(each)}</p>" for each in paragraphs_of(words))
    return {
        "text/plain": f"{head}\n\n{wrapped(words, 80)}",
        "text/html": f'{STYLE}<section class="nines-verdict nines-hint"><p><strong>{head}</strong></p>{body}</section>',
    }


def inline(words: str) -> str:
    """Escaped text with `code` marked."""
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", escaping.escape(words))


def paragraphs_of(words: str) -> list[str]:
    """The paragraphs of a text, each as one line."""
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", words) if each.strip()]


def wrapped(words: str, width: int, indent: str = "") -> str:
    """Paragraphs wrapped to a width; long names and addresses stay whole."""
    return "\n\n".join(
        textwrap.fill(each, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
        for each in paragraphs_of(words)
    )


def columns(numbers: Table, width: int) -> str:
    """A table in aligned columns, cut to the width."""
    if not numbers.rows:
        return ""
    grid = [numbers.heads, *numbers.rows]
    sizes = [max(len(row[at]) for row in grid) for at in range(len(numbers.heads))]
    lines = ["  ".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)).rstrip() for row in grid]
    return "\n".join(line[:width] for line in ([f"{numbers.caption}:", *lines] if numbers.caption else lines))
