"""A cell with real components on a page, where nobody can run it."""

import pytest

from nines.site.outputs import element


def shown(tmp_path, *, absent=(), tags=("machine",)):
    """A cell that prints where its server is, as a page has it."""
    metadata = {"tags": list(tags)} | ({"nines_absent": list(absent)} if absent else {})
    printed = {"output_type": "stream", "text": ["Open http://127.0.0.1:34159/graph"]}
    cell = {"id": "serve", "source": ["serve()"], "metadata": metadata, "outputs": [] if absent else [printed]}
    return element(cell, "tiny", tmp_path, whole=True)


def test_it_is_marked_and_says_where_it_can_be_run(tmp_path):
    """The page offers no Run for it."""
    page = shown(tmp_path)
    assert '<nines-cell topic="tiny" cell="serve" machine>' in page
    assert "gave this when the page was made: run it in the lesson with <code>make lab</code>" in page


def test_it_names_what_was_missing_when_the_page_was_made(tmp_path):
    """A site built without the component says so."""
    assert "real components (prometheus) and was not run for this page" in shown(tmp_path, absent=["prometheus"])


@pytest.mark.parametrize("tags", [["machine"], []])
def test_no_page_tells_a_port_of_the_machine_that_made_it(tags, tmp_path):
    """It is nobody's address, and every build would have another."""
    assert "Open http://127.0.0.1:PORT/graph" in shown(tmp_path, tags=tags)


def test_other_cells_can_be_run(tmp_path):
    """Only cells with the tag are left alone by the page."""
    page = shown(tmp_path, tags=[])
    assert '<nines-cell topic="tiny" cell="serve">' in page
    assert "nines-elsewhere" not in page
