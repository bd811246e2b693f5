"""Show a chart: Jupyter draws it, the build and the page render it, a terminal reads its description."""

from typing import Any

from nines.notebook import display
from nines.notebook.palette import LIGHT

# JupyterLab draws on its own background, which may be dark; a sheet of paper beneath keeps our ink readable there.
SHEET = [{"op": "add", "path": "/background", "value": LIGHT["paper"]}]
PAPER = {display.VEGALITE: {"embed_options": {"actions": False, "patch": SHEET}}}


def show(spec: dict[str, Any]) -> None:
    """Show a Vega-Lite v5 specification; its `description` is the text alternative and must be there."""
    display.publish(bundle(spec), spec, PAPER)


def bundle(spec: dict[str, Any]) -> display.Bundle:
    """The MIME bundle of a specification, or ValueError when it is none or has no description."""
    if not is_spec(spec):
        raise ValueError(
            "show() draws a Vega-Lite specification: a dictionary with a mark or layers, as nines.notebook.chart makes."
        )
    if not str(spec.get("description") or "").strip():
        raise ValueError("This chart has no description: add one sentence that states what the picture shows.")
    return {display.VEGALITE: spec, "text/plain": spec["description"]}


def is_spec(value: object) -> bool:
    """Whether a value looks like a Vega-Lite specification."""
    marks = {"mark", "layer", "hconcat", "vconcat", "concat", "facet", "repeat", "spec"}
    return isinstance(value, dict) and bool(marks & value.keys())
