"""The Markdown extension by itself: what it computes, and what it leaves alone."""

from types import SimpleNamespace

import markdown
import pytest

from nines.site import blocks, topics
from nines.site.context import Page
from nines.site.errors import PageError
from nines.site.expressions import split
from nines.site.maths import mathml

EXTENSIONS = ["nines.site.markdown", "md_in_html", "tables", "attr_list", "pymdownx.superfences"]


def rendered(text: str) -> str:
    """A text as the site renders it."""
    return markdown.markdown(text, extensions=EXTENSIONS)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ 2 + 3 }}", "<p>5</p>"),
        ("It is {{ budget_minutes(0.999, 28):.2f }} minutes.", "<p>It is 40.32 minutes.</p>"),
        ("**{{ burn_rate(0.5, 0.99):.0f }}×**", "<p><strong>50×</strong></p>"),
        ("{{ 1234567:,.0f }}", "<p>1,234,567</p>"),
        ("{{ {'a': 1}['a'] }}", "<p>1</p>"),
    ],
)
def test_expressions_are_computed(source, shown):
    """An expression becomes its value, formatted as in an f-string."""
    assert rendered(source) == shown


def test_a_percent_sign_stays_with_its_number():
    """Written or computed, with a space or without, the sign is on its number's line; code and links keep theirs."""
    assert rendered("99.9 % and 5% and {{ 0.25:.0%}} of it") == "<p>99.9\u00a0% and 5\u00a0% and 25\u00a0% of it</p>"
    assert rendered("`7 % 2` [a](b/1%20c)") == '<p><code>7 % 2</code> <a href="b/1%20c">a</a></p>'


def test_code_is_left_alone():
    """Neither code spans nor fences nor indented code are evaluated or read as formulas."""
    made = rendered("`{{ no }}` and `$x$`\n\n```\n{{ no }}\n$$\nx\n$$\n```\n\n    {{ no }}\n")
    assert made.count("{{ no }}") == 3
    assert "<math" not in made


def test_money_is_no_formula():
    """Dollar signs around spaces or before digits stay dollar signs."""
    assert rendered("It costs $5 today and $6 tomorrow, or \\$7.") == "<p>It costs $5 today and $6 tomorrow, or $7.</p>"


def test_a_table_and_a_heading_hold_numbers():
    """Expressions work where numbers are most often: in tables and headings."""
    made = rendered("## {{ 40 + 2 }} minutes\n\n| a | b |\n|---|---:|\n| x | {{ 1 / 3:.3f }} |\n")
    assert "42 minutes</h2>" in made
    assert "0.333</td>" in made


def test_our_elements_keep_what_is_inside_them():
    """A starter stays inside its element: a browser and Markdown both see one block."""
    made = rendered(
        '<nines-exercise name="a.b"><pre class="nines-source"><code>x = 1\n\ny = 2</code></pre></nines-exercise>'
    )
    assert (
        made
        == '<nines-exercise name="a.b"><pre class="nines-source"><code>x = 1\n\ny = 2</code></pre></nines-exercise>'
    )


def test_what_follows_the_last_colon_is_the_format():
    """Slices and dictionaries keep their colons."""
    assert split("x[1:2]")[1] == ""
    assert split("x:,.1f")[1] == ",.1f"
    assert split("{'a': 1}['a']:.0f")[1] == ".0f"


@pytest.mark.parametrize(
    "tex", [r"1 - \frac{\text{bad}}{(1-s) \cdot v}", r"\sum_{i=0}^{n} x_i", r"50\,\%", r"\rho \le 1"]
)
def test_right_formulas_become_mathml(tex):
    """What articles use converts, without a trace of TeX outside its text."""
    made = mathml(tex, display=True)
    assert made.startswith("<math")
    assert "\\" not in made


@pytest.mark.parametrize(
    "tex",
    [
        r"\foo",
        r"\frac{1}",
        r"\frac{1}{2",
        "x^",
        r"\left( x",
        r"\begin{foo}x\end{foo}",
        "a & b",
        "}",
        "x__2",
        "a%b",
        "",
        r"\sqrt",
    ],
)
def test_wrong_formulas_are_refused(tex):
    """Also those that the converter lets through in silence."""
    with pytest.raises(PageError, match="is wrong"):
        mathml(tex)


def test_two_articles_can_share_a_symptom(monkeypatch):
    """Both are listed, in the order of their titles."""
    meta = {"aliases": ["split brain"]}
    shared = [topics.Topic(f"a/{title.lower()}.md", title, meta, None) for title in ("Two", "One")]
    monkeypatch.setattr(topics, "sections", lambda root: {"A": shared})
    listed = blocks.symptoms(Page())
    assert listed.index(">One<") < listed.index(">Two<")


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        ([(), ()], "in this page, in Jupyter or in a terminal"),
        ([(), ("valkey",)], "parts need valkey on your machine"),
        ([("valkey",), ("haproxy", "valkey")], "needs haproxy, valkey on your machine"),
    ],
)
def test_a_card_says_where_its_lab_runs(needs, said):
    """A lab of which nothing runs in the page does not promise that something does."""
    found = SimpleNamespace(minutes=40, level="working", exercises=[SimpleNamespace(needs=each) for each in needs])
    assert blocks.facts(found).endswith(said)
