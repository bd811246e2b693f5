"""Figures with controls: sensible controls, never a traceback in the picture's place, live in a real kernel."""

import json
import os
import subprocess
import sys

import pytest
import vl_convert

from nines.notebook import display, explore, show
from nines.notebook.chart import line
from nines.notebook.explore import Figure, control
from nines.notebook.palette import LIGHT

FIGURE = """
from nines.notebook import explore
from nines.notebook.chart import line

def budget(slo, days):
    if days == 13:
        raise ValueError("thirteen is unlucky")
    rows = [{"day": day, "left": (1 - slo) * day} for day in range(days)]
    return line(rows, "day", "left", description=f"{slo} over {days} days.")

explore(budget, title="Budget <b>", slo=[0.9, 0.99], days=(1, 30), start={"days": 28})
"""


def chart(**values):
    """A chart that states its values."""
    return line([{"x": 0, "y": 0}], "x", "y", description=f"At {values}.")


@pytest.mark.parametrize(
    ("given", "start", "expected"),
    [
        ((1, 50), None, {"kind": "range", "min": 1, "max": 50, "step": 1, "value": 25}),
        ((0, 2000), None, {"kind": "range", "min": 0, "max": 2000, "step": 20, "value": 1000}),
        ((0.1, 0.9), None, {"kind": "range", "min": 0.1, "max": 0.9, "step": 0.01, "value": 0.5}),
        ((0.0, 1.0), 0.3, {"kind": "range", "min": 0.0, "max": 1.0, "step": 0.01, "value": 0.3}),
        ((7, 90, 7), 28, {"kind": "range", "min": 7, "max": 90, "step": 7, "value": 28}),
        ((0, 0.001), None, {"kind": "range", "min": 0, "max": 0.001, "step": 1e-05, "value": 0.0005}),
        ([0.99, 0.999], None, {"kind": "choice", "options": [0.99, 0.999], "value": 0.99}),
        (["a", "b"], "b", {"kind": "choice", "options": ["a", "b"], "value": "b"}),
    ],
)
def test_a_control_follows_from_what_is_given(given, start, expected):
    """A tuple is a range with a sensible step and middle, a list a choice, and a start value is kept."""
    assert control("error_ratio", given, start) == {"name": "error_ratio", "label": "error ratio"} | expected


@pytest.mark.parametrize("given", [(5, 1), (1,), [], "abc", (1, 2, 3, 4), (True, False), {"a": 1}, 3])
def test_what_is_no_control_is_refused_by_name(given):
    """The message names the control and what it may be."""
    with pytest.raises(ValueError, match=r"\(low, high\).*error_ratio"):
        control("error_ratio", given)


def test_mistakes_of_an_author_are_named():
    """An unknown start value, one that cannot be reached, and a function that takes other names are told apart."""
    with pytest.raises(ValueError, match="start value for y"):
        Figure(chart, None, {"y": 1}, {"x": (0, 1)})
    with pytest.raises(ValueError, match="outside 0 to 1"):
        Figure(chart, None, {"x": 7}, {"x": (0, 1)})
    with pytest.raises(ValueError, match="not one of"):
        Figure(chart, None, {"x": 7}, {"x": [0, 1]})
    with pytest.raises(ValueError, match="cannot call <lambda> with x"):
        Figure(lambda y: chart(), None, {}, {"x": (0, 1)})


def test_a_captured_figure_can_be_drawn_again_with_other_values():
    """A page gets the controls as data and the figure itself, and draws it at new values."""
    with display.captured() as shown:
        explore(chart, title="Look", x=(0, 10), y=["a", "b"])
    (one,) = shown
    data = one.bundle[display.EXPLORE]
    assert json.loads(json.dumps(data)) == data
    assert (data["title"], data["values"]) == ("Look", {"x": 5, "y": "a"})
    assert data["spec"] == one.bundle[display.VEGALITE]
    assert one.bundle["text/plain"] == "At {'x': 5, 'y': 'a'}."
    assert one.view.draw(x=7)[display.VEGALITE]["description"] == "At {'x': 7, 'y': 'a'}."


def test_a_function_that_raises_leaves_words_in_the_pictures_place():
    """The message says at which values and what; an unwritten answer is told as such."""

    def broken(x):
        return 1 / x

    def unwritten(x):
        raise NotImplementedError("say what is left")

    with display.captured() as shown:
        explore(broken, x=[0, 1])
        explore(unwritten, x=[0, 1])
    assert shown[0].bundle["text/plain"] == "Nothing to draw at x = 0: ZeroDivisionError: division by zero"
    assert shown[0].bundle[display.EXPLORE]["spec"] is None
    assert "not written (say what is left)" in shown[1].bundle["text/plain"]
    assert shown[0].view.draw(x=1) == {"text/plain": "1.0"}


def test_show_takes_charts_only():
    """Anything else, and a chart without a description, is refused with what to do."""
    with pytest.raises(ValueError, match="Vega-Lite specification"):
        show({"a": 1})
    with pytest.raises(ValueError, match="add one sentence"):
        show({"mark": "bar"})


def test_show_gives_a_chart_and_its_words():
    """The bundle holds the specification and its description, and JupyterLab is told to lay paper beneath."""
    with display.captured() as shown:
        show(chart())
    assert shown[0].bundle == {display.VEGALITE: chart(), "text/plain": "At {}."}
    assert vl_convert.vegalite_to_svg(shown[0].bundle[display.VEGALITE], vl_version="5.21").startswith("<svg")
    assert shown[0].metadata[display.VEGALITE]["embed_options"]["patch"][0]["value"] == LIGHT["paper"]


def test_a_terminal_reads_words():
    """Without IPython the figure is its description."""
    ran = subprocess.run([sys.executable, "-c", FIGURE], capture_output=True, text=True, check=True, env={**os.environ})
    assert ran.stdout == "0.9 over 28 days.\n"


def test_lessons_import_nothing_that_a_page_does_not_have():
    """Importing nines.notebook and its charts loads neither IPython nor ipywidgets, and only the standard library."""
    code = (
        "import sys; before = set(sys.modules); import nines.notebook, nines.notebook.chart\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names)\n"
        "print(sorted(new - {'nines'}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_sliders_move_the_figure_in_a_kernel(kernel):
    """In Jupyter the bundle has a widget view beside the data; moving a slider redraws, and an error is words."""
    ran = kernel.run(FIGURE)
    assert not ran.error
    (bundle,) = ran.bundles
    assert {display.WIDGET, display.EXPLORE, display.VEGALITE, "text/plain"} <= bundle.keys()
    probe = f"""
import ipywidgets
box = ipywidgets.Widget._instances if hasattr(ipywidgets.Widget, "_instances") else ipywidgets.widgets.widget._instances
box = box[{bundle[display.WIDGET]["model_id"]!r}]
title, place, slo, days = box.children
print(title.value, type(slo).__name__, type(days).__name__, days.value)
days.value = 20
print(place.outputs[0]["data"]["text/plain"])
slo.value = 0.99
print(place.outputs[0]["data"]["text/plain"])
days.value = 13
print(place.outputs[0]["data"])
"""
    moved = kernel.run(probe)
    assert not moved.error, moved.error
    assert moved.printed.splitlines() == [
        "<strong>Budget &lt;b&gt;</strong> Dropdown IntSlider 28",
        "0.9 over 20 days.",
        "0.99 over 20 days.",
        "{'text/plain': 'Nothing to draw at slo = 0.99, days = 13: ValueError: thirteen is unlucky'}",
    ]
