"""Figures with controls: one function from values to a chart, moved by sliders in Jupyter and in a page."""

import inspect
import math
from collections.abc import Callable
from typing import Any

from nines.notebook import display
from nines.notebook.show import PAPER, is_spec
from nines.notebook.show import bundle as chart_bundle

Control = dict[str, Any]


class Figure:
    """A chart function with its controls and their current values."""

    def __init__(self, f: Callable[..., Any], title: str | None, start: dict[str, Any], controls: dict[str, Any]):
        if unknown := start.keys() - controls.keys():
            raise ValueError(f"explore() has a start value for {', '.join(sorted(unknown))}, which is not a control.")
        try:
            inspect.signature(f).bind(**controls)
        except TypeError as error:
            raise ValueError(f"explore() cannot call {_name(f)} with {', '.join(controls)}: {error}.") from None
        self.f = f
        self.title = title
        self.controls = [control(name, given, start.get(name)) for name, given in controls.items()]
        self.values = {each["name"]: each["value"] for each in self.controls}

    def draw(self, **values: Any) -> display.Bundle:
        """The bundle for these values over the current ones; when the function raises, its message in words."""
        self.values = self.values | values
        try:
            drawn = self.f(**self.values)
            return chart_bundle(drawn) if is_spec(drawn) else {"text/plain": str(drawn)}
        except Exception as error:
            return {"text/plain": self.problem(error)}

    def problem(self, error: Exception) -> str:
        """Why there is no picture for the current values."""
        if isinstance(error, NotImplementedError):
            return f"Nothing to draw yet: an answer that this figure uses is not written ({error})."
        at = ", ".join(f"{name} = {value}" for name, value in self.values.items())
        return f"Nothing to draw at {at}: {type(error).__name__}: {error}"

    def bundle(self) -> display.Bundle:
        """The figure at its current values: as data for pages, as a chart and as text."""
        drawn = self.draw()
        data = {"title": self.title, "controls": self.controls, "values": self.values}
        return drawn | {display.EXPLORE: data | {"spec": drawn.get(display.VEGALITE)}}


def explore(
    f: Callable[..., Any], *, title: str | None = None, start: dict[str, Any] | None = None, **controls: Any
) -> None:
    """Show `f` as a figure with controls: (low, high) or (low, high, step) is a range, a list is a choice."""
    figure = Figure(f, title, start or {}, controls)
    bundle = figure.bundle()
    if display.has_widgets():
        from nines.notebook import widgets

        bundle |= widgets.view(widgets.figure(figure))
    display.publish(bundle, figure, PAPER)


def control(name: str, given: Any, start: Any = None) -> Control:
    """One control as data: a range from a tuple of numbers, a choice from a list."""
    base = {"name": name, "label": name.replace("_", " ")}
    if isinstance(given, list) and given:
        value = given[0] if start is None else start
        if value not in given:
            raise ValueError(f"explore() starts {name} at {start!r}, which is not one of {given}.")
        return base | {"kind": "choice", "options": given, "value": value}
    if isinstance(given, tuple) and len(given) in (2, 3) and all(map(_is_number, given)) and given[0] < given[1]:
        low, high = given[:2]
        step = given[2] if len(given) == 3 else nice_step(low, high)
        value = snapped((low + high) / 2, low, step) if start is None else start
        if not low <= value <= high:
            raise ValueError(f"explore() starts {name} at {start!r}, outside {low} to {high}.")
        return base | {"kind": "range", "min": low, "max": high, "step": step, "value": value}
    raise ValueError(f"explore() takes (low, high), (low, high, step) or a list of choices for {name}, not {given!r}.")


def nice_step(low: float, high: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that makes 50 to 150 steps; whole for whole bounds."""
    raw = (high - low) / 100
    power = 10.0 ** math.floor(math.log10(raw))
    step = power * min((1, 2, 5, 10), key=lambda factor: abs(factor * power - raw))
    return max(1, round(step)) if isinstance(low, int) and isinstance(high, int) else float(f"{step:.6g}")


def snapped(value: float, low: float, step: float) -> float:
    """The nearest value that a slider from `low` by `step` can reach."""
    near = low + round((value - low) / step) * step
    return near if isinstance(near, int) else float(f"{near:.10g}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _name(f: Callable[..., Any]) -> str:
    return getattr(f, "__name__", type(f).__name__)
