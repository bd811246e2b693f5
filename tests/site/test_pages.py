"""The built pages as a reader without JavaScript, a crawler and a link checker see them."""

import datetime
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from nines.lab import ROOT, labs
from nines.site.topics import front_matter, sections

TOPICS = [topic for entries in sections(ROOT).values() for topic in entries]
LABS = list(labs(ROOT).values())
PROMISE = re.compile(r"(coming|available|ready|here) soon|under construction|lorem ipsum", re.IGNORECASE)


@cache
def soup(path: Path) -> BeautifulSoup:
    """A page as a browser's parser reads it."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


def page(built: Path, path: str) -> BeautifulSoup:
    """The page of a source file in docs/."""
    return soup(built / path.removesuffix(".md") / "index.html")


def pages(built: Path) -> list[Path]:
    """Every page of the site."""
    return sorted(built.rglob("*.html"))


def test_every_link_and_anchor_leads_somewhere(built):
    """Also those in HTML that Markdown does not see: every address inside the site is a file, every #anchor an id."""
    broken = []
    for path in pages(built):
        if path.name == "404.html":
            continue
        for element in soup(path).select("[href], [src]"):
            address = element.get("href") or element.get("src")
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            anchors = parts.fragment and target.suffix == ".html"
            if not target.is_file() or (anchors and not soup(target).find(id=unquote(parts.fragment))):
                broken.append(f"{path.relative_to(built)}: {address}")
    assert not broken


def test_nothing_is_loaded_from_another_host(built):
    """Pages, styles and scripts load only files of the site."""
    foreign = []
    loads = "script[src], link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], img, iframe, video, audio, source"
    for path in pages(built):
        for element in soup(path).select(loads):
            address = element.get("src") or element.get("href") or element.get("srcset") or ""
            if urlsplit(address).netloc:
                foreign.append(f"{path.name}: {address}")
    for path in built.rglob("*.css"):
        foreign += [f"{path.name}: {each}" for each in re.findall(r"url\([\"']?(https?:[^)]+)", path.read_text())]
    assert not foreign


def test_no_script_stands_in_a_page(built):
    """The policy forbids inline scripts, so there is none; data is no script."""
    for path in pages(built):
        policy = soup(path).select_one("meta[http-equiv=Content-Security-Policy]")["content"]
        assert "'unsafe-eval'" not in policy
        assert "script-src 'self' 'wasm-unsafe-eval';" in policy
        inline = [
            script for script in soup(path).select("script:not([src])") if script.get("type") != "application/json"
        ]
        assert not inline, path


def test_no_expression_is_left(built):
    """Nothing of the sources' own notation reaches a reader, except where it is shown as code."""
    for path in pages(built):
        text = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")
        for code in text.select("code, pre, script, math"):
            code.decompose()
        assert "{{" not in text.get_text(), path
        assert "$$" not in text.get_text(), path


def test_every_page_says_what_it_is(built):
    """A title, a description of its own, a picture for links, one first-level heading, a language."""
    seen = {}
    for path in pages(built):
        found = soup(path)
        description = found.select_one("meta[name=description]")["content"]
        assert 40 < len(description) < 220, path
        if path.name != "404.html":
            assert description not in seen, (path, seen.get(description))
            seen[description] = path
            image = found.select_one("meta[property='og:image']")["content"]
            assert (built / urlsplit(image).path.removeprefix("/nines/")).is_file()
        assert found.title.get_text(strip=True)
        assert found.select_one("meta[property='og:title']")["content"]
        assert len(found.select("h1")) == 1, path
        assert found.html["lang"] == "en"


def test_only_what_exists_is_shown(built):
    """No page promises something for later."""
    for path in pages(built):
        article = soup(path).select_one("article")
        assert not PROMISE.search(article.get_text()), path


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.slug)
def test_exercises_are_complete_without_scripts(lab, built):
    """The lesson's page holds every starter, in its element, with how to check it and all hints."""
    found = page(built, f"lessons/{lab.slug}.md")
    for exercise in lab.exercises:
        element = found.select_one(f"nines-exercise[name='{exercise.id}']")
        assert element.select_one("pre.nines-source code").get_text() == exercise.starter
        assert exercise.id in element.select_one(".nines-elsewhere").get_text()
        assert len(element.select("details.nines-hint")) == len(exercise.hints)
        assert element.has_attr("stretch") == exercise.stretch


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.slug)
def test_every_cell_of_the_lesson_is_on_its_page(lab, built):
    """Code cells are readable, figures are drawn; verdicts of the unsolved starter are not shown."""
    found = page(built, f"lessons/{lab.slug}.md")
    assert not found.select(".nines-verdict")
    for cell in json.loads(lab.notebook.read_text())["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code" or "exercise" in cell["metadata"].get("tags", []):
            continue
        asks = re.search(r"^\s*(check|hint)\(", source, re.MULTILINE)
        place = found.select_one(f"[cell='{cell['id']}']")
        if "predict(" not in source and not asks:
            assert source in place.select_one("pre.nines-source").get_text()
        if "explore(" in source:
            assert place.select("figure .nines-chart svg")


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_figures_and_predictions_are_complete_without_scripts(topic, built):
    """A figure is a picture with a name and numbers; a prediction has its options, its answer and what it reveals."""
    found = page(built, topic.path)
    for figure in found.select("figure.nines-figure"):
        assert figure.select_one("svg")
        chart = figure.select_one("[role=img]")
        caption = figure.find(id=chart["aria-labelledby"])
        assert len(caption.get_text()) > 20
        assert figure.select("details table tbody tr")
        assert "#0072b2" not in str(figure.select_one("svg")).lower()
    for element in found.select("nines-explore, nines-predict"):
        data = json.loads(element.select_one("script.nines-data").string)
        assert data.keys() >= (
            {"controls", "spec", "source"} if element.name == "nines-explore" else {"options", "answer"}
        )
    for question in found.select("nines-predict"):
        data = json.loads(question.select_one("script.nines-data").string)
        shown = [li.get_text() for li in question.select("ol.nines-options > li")]
        assert shown == [option["text"] for option in data["options"]]
        assert question.select_one(".nines-reveal").get("hidden") is None


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_search_finds_an_article_by_its_aliases(topic, built):
    """Alert names, error strings and everyday words lead to the article itself."""
    index = json.loads((built / "search" / "search_index.json").read_text())
    own = [doc for doc in index["docs"] if doc["location"].split("#")[0] == topic.path.removesuffix(".md") + "/"]
    text = own[0]["text"]
    assert topic.aliases
    missing = [alias for alias in topic.aliases if alias not in BeautifulSoup(text, "html5lib").get_text()]
    assert not missing


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_articles_were_reviewed_within_a_year(topic, built):
    """Somebody has read it against its sources lately, and it says when."""
    meta, _ = front_matter((ROOT / "docs" / topic.path).read_text(encoding="utf-8"))
    age = datetime.date.today() - meta["reviewed"]
    assert datetime.timedelta(days=-2) < age < datetime.timedelta(days=366), f"review docs/{topic.path}"
    said = page(built, topic.path).select_one(".nines-reviewed time")
    assert said["datetime"] == meta["reviewed"].isoformat()


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_an_article_opens_with_its_incident_box(topic, built):
    """Whoever was paged reads the box first, and its misconceptions have the ids that verdicts link to."""
    article = page(built, topic.path).select_one("article")
    heading = article.select_one("h1")
    under = [child for child in heading.find_next_siblings() if child.name != "nav"]
    assert "nines-incident" in under[0].get("class", [])
    if topic.lab:
        for exercise in topic.lab.exercises:
            for name in exercise.misconceptions:
                assert article.find(id=name), f"docs/{topic.path} has no heading {{#{name}}}"


def test_the_home_page_has_its_first_screen(built):
    """The mark, one sentence, the budget with its steps, three doors that lead somewhere, the way for the paged."""
    home = soup(built / "index.html")
    assert home.select_one(".nines-mark svg")
    steps = json.loads(home.select_one("nines-budget > script.nines-data").string)
    assert len(steps["steps"]) > 8
    assert home.select_one("nines-budget svg [data-path=line]")["d"] == steps["steps"][steps["value"]]["line"]
    assert len(home.select("nines-budget tbody tr")) == len(steps["steps"])
    assert len(home.select(".nines-doors li a")) == 3
    assert home.select_one("a.nines-paged")["href"] == "paged/"
    assert [a.get_text() for a in home.select(".nines-topic > a")] == [topic.title for topic in TOPICS]


def test_the_not_found_page_helps(built):
    """It says what happened and offers the ways on."""
    lost = soup(built / "404.html")
    assert lost.select_one("h1")
    assert {urlsplit(a["href"]).path for a in lost.select("article a")} == {"/nines/paged/", "/nines/."}
