"""The ipywidgets behind `explore` and `predict` in Jupyter; imported only where they exist."""

import html
import math
import time
from collections.abc import Callable
from typing import Any

import ipywidgets

from nines.notebook import display
from nines.notebook.explore import Control, Figure
from nines.notebook.show import PAPER

SLOW = 0.1  # seconds: a figure that takes longer is redrawn when the slider is let go


def view(widget: ipywidgets.Widget) -> display.Bundle:
    """The bundle entry that shows a widget."""
    return {display.WIDGET: {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}}


def put(place: ipywidgets.Output, shown: list[display.Display]) -> None:
    """Show these in an output widget in place of what was there."""
    place.outputs = tuple(
        {"output_type": "display_data", "data": each.bundle, "metadata": each.metadata} for each in shown
    )


def figure(model: Figure) -> ipywidgets.Widget:
    """A title, the picture and its controls."""
    place = ipywidgets.Output()
    started = time.perf_counter()
    put(place, [display.Display(model.draw(), metadata=PAPER)])
    live = time.perf_counter() - started < SLOW
    inputs = [_input(each, live) for each in model.controls]

    def moved(change: dict[str, Any]) -> None:
        values = {each["name"]: widget.value for each, widget in zip(model.controls, inputs, strict=True)}
        put(place, [display.Display(model.draw(**values), metadata=PAPER)])

    for widget in inputs:
        widget.observe(moved, names="value")
    return ipywidgets.VBox([*_heading(model.title), place, *inputs])


def question(
    text: str, options: list[str], confidences: dict[str, int], commit: Callable[[int, int], list[display.Display]]
) -> ipywidgets.Widget:
    """A question with options, a confidence and one button; what `commit` returns appears beneath."""
    wide = ipywidgets.Layout(width="auto")
    choice = ipywidgets.RadioButtons(
        options=list(zip(options, range(len(options)), strict=True)), value=None, layout=wide
    )
    sure = ipywidgets.ToggleButtons(options=list(confidences.items()), value=None, description="How sure?")
    button = ipywidgets.Button(description="Commit", button_style="primary", disabled=True)
    place = ipywidgets.Output()

    def ready(change: dict[str, Any]) -> None:
        button.disabled = choice.value is None or sure.value is None

    def clicked(_: ipywidgets.Button) -> None:
        for widget in (choice, sure, button):
            widget.disabled = True
        put(place, commit(choice.value, sure.value))

    choice.observe(ready, names="value")
    sure.observe(ready, names="value")
    button.on_click(clicked)
    return ipywidgets.VBox([*_heading(text), choice, sure, button, place])


def _heading(text: str | None) -> list[ipywidgets.Widget]:
    return [ipywidgets.HTML(f"<strong>{html.escape(text)}</strong>")] if text else []


def _input(control: Control, live: bool) -> ipywidgets.Widget:
    style = {"description_width": "initial"}
    if control["kind"] == "choice":
        return ipywidgets.Dropdown(
            options=[(str(each), each) for each in control["options"]],
            value=control["value"],
            description=control["label"],
            style=style,
        )
    bounds = {key: control[key] for key in ("min", "max", "step", "value")}
    whole = all(isinstance(each, int) for each in bounds.values())
    kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    decimals = max(0, math.ceil(-math.log10(control["step"])))
    more = {} if whole else {"readout_format": f".{decimals}f"}
    layout = ipywidgets.Layout(width="100%", max_width="480px")
    return kind(**bounds, **more, description=control["label"], continuous_update=live, style=style, layout=layout)
