"""`nines new`: a topic that keeps its contract from the first minute, and names that cannot be are refused."""

import re

import pytest
import yaml

from nines.cli import scaffold
from nines.contract import problems
from nines.lab import ROOT, exercise, lab
from tests.lessons.contract import faults
from tests.lessons.test_lessons import run, verdicts


def test_the_new_topic_has_every_part(nines):
    """The files of CONTRIBUTING's list, named by slug, section and exercise, with nothing of the template left."""
    root = nines.folder / "team"
    done = nines(
        "new", "feature_flags", "--section", "concepts", "--exercise", "ramp", "--title", "Flags", "--root", root
    )
    assert done.returncode == 0
    for path in (
        "docs/concepts/feature_flags.md",
        "notebooks/feature_flags.ipynb",
        "labs/feature_flags/lab.toml",
        *(
            f"labs/feature_flags/ramp/{part}"
            for part in ("checks.py", "solution.py", "misconceptions.py", "hints.md", "accepted")
        ),
    ):
        assert (root / path).exists(), path
    texts = "".join(path.read_text() for path in root.rglob("*") if path.is_file())
    assert not re.search("topic_slug|Topic title|failed_share", texts)
    assert "# Flags\n" in (root / "docs/concepts/feature_flags.md").read_text()


def test_the_new_topic_keeps_the_lab_contract(nines, monkeypatch):
    """Every rule that holds for our labs holds for it."""
    monkeypatch.setenv("NINES_PATH", str(nines.folder / "root"))
    assert problems(exercise("demo.demo_share")) == []


def test_the_new_topic_keeps_the_lesson_contract(nines, monkeypatch):
    """Its notebook is clean, and runs from top to bottom with the starter and with the solution."""
    for name, value in (("NINES_PATH", nines.folder / "root"), ("NINES_WORKSPACE", nines.workspace)):
        monkeypatch.setenv(name, str(value))
    topic = lab("demo")
    assert faults(topic.notebook) == []
    assert verdicts(run(topic.notebook, {})) == {"demo.demo_share": "failed"}
    solved = {each.name: each.solution for each in topic.exercises}
    assert verdicts(run(topic.notebook, solved)) == {"demo.demo_share": "passed"}


@pytest.mark.parametrize("slug", ["Bad", "1st", "a-b", "a__b", "a/b", "..", "", "class", "a b"])
def test_a_name_that_cannot_be_is_refused(nines, slug):
    """Nothing is written."""
    done = nines("new", slug, "--root", nines.folder / "team")
    assert done.returncode == 2
    assert "cannot be a slug" in done.stderr
    assert not (nines.folder / "team").exists()


def test_what_is_there_is_never_overwritten(nines):
    """An existing topic or exercise name is refused with its path."""
    done = nines("new", "demo")
    assert done.returncode == 2
    assert "already there" in done.stderr
    done = nines("new", "other", "--exercise", "demo_share")
    assert done.returncode == 2
    assert "--exercise" in done.stderr


def test_nav_gets_the_line_in_its_section(nines):
    """After the section's last article, or as a section of its own; the rest of mkdocs.yml stays as it was."""
    config = nines.folder / "root" / "mkdocs.yml"
    config.write_text((ROOT / "mkdocs.yml").read_text())
    before = config.read_text()
    assert "foundations/first.md" in nines("new", "first").stdout
    assert "other/second.md" in nines("new", "second", "--section", "other").stdout
    nav = re.search(r"^nav:\n((?:  .*\n)+)", config.read_text(), re.MULTILINE)[0]
    sections = {
        key: value for each in yaml.safe_load(nav)["nav"] if isinstance(each, dict) for key, value in each.items()
    }
    assert sections["Foundations"][-1] == "foundations/first.md"
    assert sections["Other"] == ["other/second.md"]
    added = [line for line in config.read_text().splitlines() if line not in before.splitlines()]
    assert [line.strip() for line in added] == ["- foundations/first.md", "- Other:", "- other/second.md"]


def test_without_a_site_the_line_is_told(nines):
    """A team's root may have no mkdocs.yml."""
    assert "Add `- foundations/first.md` to nav" in nines("new", "first").stdout


def test_a_folder_that_cannot_be_written_gets_nothing(tmp_path):
    """A failure halfway takes back what was written."""
    (tmp_path / "notebooks").write_text("a file where a folder belongs")
    with pytest.raises(scaffold.ScaffoldError, match="Nothing was left behind"):
        scaffold.create(tmp_path, "demo", "foundations", "demo_share", "Demo")
    assert not (tmp_path / "labs" / "demo").exists()
    assert not list(tmp_path.glob("docs/*/*.md"))
