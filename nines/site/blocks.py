"""What stands alone on a line of an article as `{{ … }}`: cells, exercises, lab cards, the list of topics."""

import ast
import html
from collections.abc import Callable
from pathlib import Path

import markdown as python_markdown

from nines.lab import Exercise, Lab, LabError, labs
from nines.site import budget, lessons, outputs, topics
from nines.site.context import Page
from nines.site.errors import PageError
from nines.site.expressions import Block
from nines.site.source import highlighted

LEVELS = {"foundation": "for everyone", "working": "for working engineers", "advanced": "advanced"}


def cell(page: Page, name: str) -> Block:
    """An executed cell: on a lesson's page its source and what it shows, elsewhere only what it shows."""
    topic, _, cell_id = name.partition(".")
    found = lessons.cell(page.root, topic, cell_id)
    store = page.root / ".cache" / "figures"
    return Block(outputs.element(found, topic, store, whole=page.section == "lessons"))


def exercise(page: Page, name: str) -> Block:
    """An exercise with its starter, how to check it anywhere, and its hints."""
    found = find_exercise(page.root, name)
    kinds = (" stretch" if found.stretch else "") + (" machine" if found.needs else "")
    words = " · stretch" if found.stretch else ""
    if found.needs:
        words += f" · needs {', '.join(found.needs)} on your machine"
    hints = "".join(
        f'<details class="nines-hint" data-check="{hint.check}"><summary>Hint {number}</summary>'
        f"{prose(hint.text)}</details>"
        for number, hint in enumerate(found.hints, 1)
    )
    command = f"nines check {found.id}"
    return Block(
        f'<nines-exercise name="{found.id}"{kinds} id="exercise-{found.name}">'
        f'<p class="nines-exercise-name">Exercise <code>{found.name}</code>{words}</p>'
        f"{highlighted(found.starter)}"
        f'<p class="nines-elsewhere">Check your answer in the lesson (<code>make lab</code>) or in a terminal: '
        f"<code>{command} answer.py</code></p>{hints}</nines-exercise>"
    )


def lab(page: Page, slug: str) -> Block:
    """The card of a topic's lab: its exercises, minutes, and where it runs."""
    found = find_lab(page.root, slug)
    entries = "".join(
        f'<li><a href="{page.to(f"lessons/{slug}.md#exercise-{each.name}")}"><code>{each.name}</code></a> '
        f"{html.escape(purpose(each.starter))}{' <em>Stretch.</em>' if each.stretch else ''}</li>"
        for each in found.exercises
    )
    return Block(
        f'<section class="nines-lab" aria-label="The lab"><p class="nines-lab-facts">{facts(found)}</p>'
        f"<ol>{entries}</ol>"
        f'<p class="nines-lab-doors"><a class="nines-button" href="{page.to(f"lessons/{slug}.md")}">Open the lesson</a>'
        f"<span>or, in a terminal, <code>nines check {slug}</code></span></p>"
        f'<nines-progress topic="{slug}"></nines-progress></section>'
    )


def facts(found: Lab) -> str:
    """Minutes, level and where a lab runs, in one line."""
    machine = sorted({need for each in found.exercises for need in each.needs})
    verb = "needs" if all(each.needs for each in found.exercises) else "parts need"
    places = f"{verb} {', '.join(machine)} on your machine" if machine else "in this page, in Jupyter or in a terminal"
    return f"{found.minutes} minutes · {LEVELS[found.level]} · {places}"


def topic_list(page: Page) -> Block:
    """Every topic there is, by section in reading order, as cards."""
    sections = []
    for title, entries in topics.sections(page.root).items():
        cards = "".join(topic_card(page, topic) for topic in entries)
        sections.append(
            f'<section class="nines-topics"><h3 id="{title.lower().replace(" ", "-")}">{html.escape(title)}</h3>'
            f'<ul class="nines-cards">{cards}</ul></section>'
        )
    return Block("".join(sections))


def topic_card(page: Page, topic: topics.Topic) -> str:
    """One topic: title, one line, minutes, where it runs, and a place for progress."""
    line = facts(topic.lab) if topic.lab else ""
    return (
        f'<li class="nines-topic"><a href="{page.to(topic.path)}">{html.escape(topic.title)}</a>'
        f'<nines-progress topic="{topic.slug}"></nines-progress>'
        f'<p>{html.escape(topic.description)}</p><p class="nines-topic-facts">{line}</p></li>'
    )


def symptoms(page: Page) -> Block:
    """Every alias of every topic, sorted, with the article that answers it."""
    every = [topic for entries in topics.sections(page.root).values() for topic in entries]
    rows = sorted(
        ((alias, topic) for topic in every for alias in topic.aliases),
        key=lambda row: (row[0].casefold(), row[1].title),
    )
    lines = "".join(
        f'<tr><td>{html.escape(alias)}</td><td><a href="{page.to(topic.path)}">{html.escape(topic.title)}</a></td></tr>'
        for alias, topic in rows
    )
    head = '<thead><tr><th scope="col">What you see or were told</th><th scope="col">Read</th></tr></thead>'
    return Block(f'<table class="nines-symptoms">{head}<tbody>{lines}</tbody></table>')


def budget_figure(page: Page) -> Block:
    """The home page's figure: Larder's error budget under a share of failing checkouts."""
    return Block(budget.element())


def mark(page: Page) -> Block:
    """The mark, drawn in the text's color."""
    return Block(
        f'<div class="nines-mark">{(page.root / "overrides/partials/logo.html").read_text(encoding="utf-8")}</div>'
    )


def find_lab(root: Path, slug: str) -> Lab:
    """The lab of a topic of this checkout, or PageError."""
    found = labs(root)
    if slug not in found:
        raise PageError(f"there is no lab {slug!r}: labs/ has {', '.join(found) or 'none'}")
    return found[slug]


def find_exercise(root: Path, name: str) -> Exercise:
    """The exercise called topic.name, or PageError."""
    topic, _, short = name.partition(".")
    found = {each.name: each for each in find_lab(root, topic).exercises}
    if short not in found:
        raise PageError(f"there is no exercise {name!r}: {topic} has {', '.join(found)}")
    return found[short]


def purpose(starter: str) -> str:
    """The first line of the starter's docstring."""
    try:
        body = ast.parse(starter).body
    except SyntaxError as error:
        raise LabError(f"a starter is not Python: {error}") from None
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    docs = [ast.get_docstring(node) for node in body if isinstance(node, kinds)]
    return next((text.splitlines()[0] for text in docs if text), "")


def prose(text: str) -> str:
    """A short Markdown text of a lab as HTML."""
    return python_markdown.markdown(text, extensions=["fenced_code"])


FUNCTIONS: dict[str, Callable[..., Block]] = {
    "cell": cell,
    "exercise": exercise,
    "lab": lab,
    "topics": topic_list,
    "symptoms": symptoms,
    "budget": budget_figure,
    "mark": mark,
}
