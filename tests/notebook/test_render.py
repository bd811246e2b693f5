"""A verdict reads in order, fits its width, and lets nothing of the learner's through as markup."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from nines.check import Verdict
from nines.notebook import render


def in_order(text: str, *parts: str) -> bool:
    """Whether the parts stand in the text in this order."""
    at = [text.find(part) for part in parts]
    return -1 not in at and at == sorted(at)


def test_the_terminal_reads_in_the_order_of_the_contract(failed):
    """Not passed; the failing check in words; the misconception with its link; the evidence; how to get a hint."""
    text = render.text(failed, hint="nines hint tiny.double")
    assert in_order(
        text,
        "✗ Not yet: tiny.double",
        "Twice 3 is 6; yours says `9`",
        "known mistake: Squaring instead of doubling",
        "section/tiny/#squared",
        "Twice 3 is 6, not 9.",
        "1 of 2 checks passed",
        "nines hint tiny.double",
    )
    assert "Traceback" not in text
    assert "AssertionError" not in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_fit_the_width(failed, width):
    """No line of a long verdict is wider than the terminal."""
    long = replace(failed, misconception=failed.misconception | {"text": "word " * 200})
    assert max(map(len, render.text(long, width=width, hint="hint(double)").splitlines())) <= width


def test_evidence_is_a_small_table(failed):
    """The numbers behind the picture stand in aligned columns under its titles."""
    lines = render.text(failed).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("who"))
    assert [line.split() for line in lines[at : at + 3]] == [
        ["who", "Value", "(1)"],
        ["yours", "<b>", "9"],
        ["right", "6"],
    ]


def test_color_only_adds_to_the_words(failed):
    """With color the same text comes in escape codes; without there are none."""
    plain, colored = render.text(failed), render.text(failed, color=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain != colored


@pytest.mark.parametrize("status", ["passed", "failed", "broken", "stopped"])
def test_every_status_has_its_own_word_and_shape(failed, status):
    """What happened can be told without color, in the terminal and in HTML."""
    verdict = replace(failed, status=status)
    shape, word = render.WORDS[status]
    assert render.text(verdict).startswith(f"{shape} {word}: tiny.double")
    headline = BeautifulSoup(render.html(verdict), "html5lib").select_one(f".nines-{status} .nines-headline")
    assert headline.get_text().split() == f"{shape} {word} tiny.double".split()
    assert sum(render.WORDS[status] == each for each in render.WORDS.values()) == 1


def test_a_broken_answer_says_its_message_first(failed):
    """An answer that does not run is told why in words; the traceback is folded away."""
    verdict = replace(failed, status="broken", message="Line 3 is not Python.", checks=[], misconception=None)
    verdict = replace(verdict, evidence=None, trace="SyntaxError: <here>")
    assert in_order(render.text(verdict), "! It does not run", "Line 3 is not Python.")
    page = BeautifulSoup(render.html(verdict), "html5lib")
    assert page.select_one("details.nines-trace pre").get_text() == "SyntaxError: <here>"
    assert not page.select("details[open]")


def test_html_reads_in_the_same_order_and_is_folded(failed):
    """The page says the same things in the same order; checks, output and trace are one click away."""
    page = BeautifulSoup(render.html(failed, links="https://example.org/nines/", hint="hint(double)"), "html5lib")
    section = page.select_one("section.nines-verdict.nines-failed")
    assert in_order(
        section.get_text(),
        "Not yet",
        "Twice 3 is 6; yours says 9 & <i>more</i>.",
        "This is a known mistake: Squaring instead of doubling",
        "Think of a mirror.",
        "Twice 3 is 6, not 9.",
        "hint(double)",
        "1 of 2 checks passed",
        "<script>alert(1)</script>",
        "Traceback: <module>",
    )
    assert section.find("a")["href"] == "https://example.org/nines/section/tiny/#squared"
    assert {each["class"][0] for each in section.select("details[class]")} == {
        "nines-table",
        "nines-checks",
        "nines-output",
        "nines-trace",
    }


def test_nothing_of_the_learner_becomes_markup(failed):
    """Tags and quotes in messages, evidence, names, output and traces are text."""
    evil = '"><script>x</script><img src=x onerror=y>'
    checks = [{"name": evil, "says": evil, "status": "failed", "message": evil, "trace": evil}]
    found = {"name": evil, "title": evil, "text": evil, "link": evil, "certain": False}
    spec = failed.evidence | {"description": evil, "data": {"values": [{"who": evil, "value": evil}]}}
    verdict = Verdict(evil, "failed", evil, "0", checks, found, spec, evil, evil)
    page = BeautifulSoup(render.html(verdict, links=evil, hint=evil), "html5lib")
    assert not page.select("script, img")
    assert all(set(tag.attrs) <= {"class", "href", "scope", "aria-label", "aria-hidden"} for tag in page.find_all(True))


def test_no_inline_colors_and_one_class_prefix(failed):
    """The page styles the verdict: no style attribute, and every class is ours."""
    page = BeautifulSoup(render.html(failed), "html5lib")
    assert not page.select("[style], style")
    assert all(name.startswith("nines-") for tag in page.select("[class]") for name in tag["class"])


def test_an_uncertain_misconception_only_looks_like_one(failed):
    """Where recognition is not certain the words are not either."""
    verdict = replace(failed, misconception=failed.misconception | {"certain": False})
    for text in (render.text(verdict), render.html(verdict)):
        assert "looks like a known mistake" in text
        assert "This is a known mistake" not in text


def test_a_pass_offers_no_hint(failed):
    """Who has passed is told so and offered no hint."""
    verdict = replace(failed, status="passed", message="All 2 checks pass.", checks=[], misconception=None)
    for text in (render.text(verdict, hint="hint(double)"), render.html(verdict, hint="hint(double)")):
        assert "Passed" in text
        assert "hint(double)" not in text
