"""The labels at the ends of lines can be read, wherever the lines end."""

from itertools import combinations

import pytest

from nines.notebook.chart import HEIGHT, WIDTH, line, points
from nines.notebook.labels import LINE, apart


def placed(ends, **options):
    """The values at which labels stand whose lines end at these (x, value) pairs, over a chart from 0 to 100."""
    rows = [{"x": 0, "y": 1}, {"x": 100, "y": 100}]
    found = apart([{"x": x, "y": y} for x, y in ends], rows, "x", "y", size=(WIDTH, HEIGHT), **options)
    return [each["y"] for each in found]


def test_labels_of_lines_that_end_together_stand_a_line_apart():
    """However many ends meet, every two labels are a line of text apart, in the order of their lines."""
    values = placed([(100, 50), (100, 50.5), (100, 51), (100, 20)], domain=(0, 100))
    assert values == [*sorted(values[:3]), 20]
    assert all(abs(one - other) * HEIGHT / 100 >= LINE - 1e-9 for one, other in combinations(values, 2))


def test_labels_with_room_stay_on_their_lines():
    """What is far enough apart, up or across, is not moved."""
    for ends in ([(100, 20), (100, 40)], [(10, 50), (60, 50)]):
        assert placed(ends, domain=(0, 100)) == [y for _, y in ends]


def test_a_logarithmic_axis_keeps_them_apart_too():
    """A line of text is a factor there."""
    first, second = placed([(100, 1), (100, 1)], domain=(1, 100), logarithmic=True)
    assert second / first == pytest.approx(100 ** (LINE / HEIGHT))


def test_what_is_not_a_number_stays_where_it_is():
    """Names on an axis have no distance; gaps in the data move nothing."""
    rows = [{"x": "mon", "y": 1}, {"x": "tue", "y": 1}]
    assert apart(rows, rows, "x", "y", size=(WIDTH, HEIGHT)) == rows
    assert apart(rows, [*rows, {"x": "wed", "y": None}], "x", "y", size=(WIDTH, HEIGHT)) == rows


@pytest.mark.parametrize("make", [line, points])
def test_a_chart_places_its_labels_so(make):
    """The labels' layer has the places, and the data stays as it is."""
    rows = [{"x": x, "y": x, "who": who} for who in "ab" for x in (0, 10)]
    drawn = make(rows, "x", "y", series="who", description="Up.")["layer"]
    data, halo, labels = (layer["data"]["values"] for layer in drawn)
    assert data == rows
    assert halo == labels
    assert labels[1]["y"] - labels[0]["y"] == pytest.approx(10 * LINE / HEIGHT)
