"""How far a long run has come: told to whoever shows it, one line for each cell in Jupyter, no word in a terminal."""

from nines.notebook import display, progress
from nines.site.outputs import rendered

CELL = "from nines.notebook import progress\nfor share in (0.25, 0.5, 1):\n    progress(share)\n"


def test_a_share_is_told_as_data_and_in_words():
    """A page gets the number, everything else the words."""
    with display.captured() as shown:
        progress(0.25)
    assert shown[0].bundle == {display.PROGRESS: 0.25, "text/plain": "25 % done"}


def test_a_cell_in_jupyter_shows_one_line(kernel):
    """The first share opens the line, the others rewrite it; the next cell has a line of its own."""
    for ran in (kernel.run(CELL), kernel.run(CELL)):
        assert (ran.error, ran.printed) == ("", "")
        assert [each["text/plain"] for each in ran.bundles] == ["25 % done"]


def test_a_terminal_and_a_built_page_say_nothing(capsys, tmp_path):
    """What was on its way while a lesson was built is of no use to its readers."""
    progress(0.5)
    assert capsys.readouterr().out == ""
    assert rendered({display.PROGRESS: 1.0, "text/plain": "100 % done"}, tmp_path) == ""
