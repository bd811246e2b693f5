"""A mistake in a page fails the build, and the message says where it is and what it is."""

import pytest

from tests.site.tiny import mkdocs, project

FAULTS = {
    "broken link": ("[gone](gone.md)", "gone.md"),
    "broken anchor": ("[gone](#gone)", "#gone"),
    "anchor on another page": ("[gone](other.md#gone)", "gone"),
    "absolute link": ("[home](/index.md)", "/index.md"),
    "picture that is missing": ("![none](none.svg)", "none.svg"),
    "expression that raises": ("It is {{ budget_minutes(1.0, 28) }}.", "budget_minutes(1.0, 28)"),
    "expression that names nothing": ("It is {{ nothing_here }}.", "nothing_here"),
    "expression that is none": ("It is {{ 1 + }}.", "1 +"),
    "wrong format": ("It is {{ 1.5:d }}.", "1.5:d"),
    "block inside a sentence": ("See {{ topics() }} here.", "a line of its own"),
    "unknown command in a formula": (r"So $a \foo b$.", r"\foo"),
    "formula without an end": ("$$\na\n", "never ends"),
    "lesson that is not there": ('{{ cell("none.figure") }}', "notebooks/none.ipynb"),
    "exercise that is not there": ('{{ exercise("none.at_all") }}', "none"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_mistake_stops_the_build(fault, tmp_path):
    """Every kind of mistake ends the strict build with the page and the mistake named."""
    text, named = FAULTS[fault]
    (tmp_path / "labs").mkdir()
    pages = {"other.md": "# Other\n", "wrong.md": f"# Wrong\n\n{text}\n"}
    done = mkdocs(project(tmp_path, pages))
    assert done.returncode != 0
    assert "wrong.md" in done.stderr
    assert named in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_outside_the_nav_stops_the_build(tmp_path):
    """An article that the reading order leaves out is a mistake."""
    project(tmp_path)
    (tmp_path / "docs" / "lost.md").write_text("# Lost\n")
    done = mkdocs(tmp_path)
    assert done.returncode != 0
    assert "lost.md" in done.stderr


def test_a_page_of_the_nav_that_is_missing_stops_the_build(tmp_path):
    """The reading order names only what exists."""
    project(tmp_path, {"gone.md": "# Gone\n"})
    (tmp_path / "docs" / "gone.md").unlink()
    done = mkdocs(tmp_path)
    assert done.returncode != 0
    assert "gone.md" in done.stderr


def test_without_mistakes_the_build_succeeds(tmp_path):
    """The little project itself is sound, so that the failures above are those of the mistakes."""
    done = mkdocs(
        project(tmp_path, {"other.md": "# Other\n\n[home](index.md) {{ budget_minutes(0.999, 28):.1f }} $x^2$\n"})
    )
    assert done.returncode == 0, done.stderr
    assert "40.3" in (tmp_path / "site" / "other" / "index.html").read_text()
