"""An executed cell as HTML, complete without JavaScript, in the elements that the page's bundle brings to life."""

import html
import re
from pathlib import Path
from typing import Any

from nines.notebook.display import EXPLORE, PREDICT, PROGRESS, VEGALITE, VERDICT
from nines.site.figures import figure
from nines.site.source import data, highlighted

Cell = dict[str, Any]
PORT = re.compile(r"(?<=127\.0\.0\.1:)\d+")
ASKS = re.compile(r"^\s*(?:check|hint)\(", re.MULTILINE)


def element(cell: Cell, topic: str, store: Path, whole: bool) -> str:
    """A cell's element; with `whole` its source is shown too."""
    source = "".join(cell["source"])
    bundles = [output["data"] for output in cell.get("outputs", []) if "data" in output]
    for bundle in bundles:
        if EXPLORE in bundle:
            return explore(cell["id"], topic, source, bundle, store, whole)
        if PREDICT in bundle:
            return predict(bundle[PREDICT], store)
    shown = "".join(output(each, store) for each in cell.get("outputs", []))
    if not whole:
        return f'<div class="nines-output">{shown}</div>'
    if asks(cell):
        return ""
    result = f'<div class="nines-output">{shown}</div>' if shown else ""
    kind, note = (" machine", elsewhere(cell)) if "machine" in cell["metadata"].get("tags", []) else ("", "")
    return f'<nines-cell topic="{topic}" cell="{cell["id"]}"{kind}>{highlighted(source)}{note}{result}</nines-cell>'


def asks(cell: Cell) -> bool:
    """Whether a cell checks the unsolved starter or asks for a hint, which the exercise itself offers on a page."""
    verdicts = any(VERDICT in output.get("data", {}) for output in cell.get("outputs", []))
    return verdicts or bool(ASKS.search("".join(cell["source"])))


def elsewhere(cell: Cell) -> str:
    """Where a cell that uses real components can be run, and whether it was run for the page."""
    absent = ", ".join(cell["metadata"].get("nines_absent", []))
    parts = f"real components ({html.escape(absent)})" if absent else "real components"
    run = "was not run for this page" if absent else "gave this when the page was made"
    return (
        f'<p class="nines-elsewhere">This cell uses {parts} and {run}: run it in the lesson with '
        "<code>make lab</code>. <code>nines doctor</code> says how to get them.</p>"
    )


def explore(name: str, topic: str, source: str, bundle: dict[str, Any], store: Path, whole: bool) -> str:
    """A figure with controls: at its first values, with its source and data for the page."""
    facts = bundle[EXPLORE]
    spec = facts.get("spec") or bundle.get(VEGALITE)
    drawn = figure(spec, store, facts.get("title")) if spec else f"<p>{html.escape(bundle.get('text/plain', ''))}</p>"
    values = ", ".join(f"{each['label']} {html.escape(str(each['value']))}" for each in facts["controls"])
    code = (
        f'<details class="nines-code"><summary>Code of this figure</summary>{highlighted(source)}</details>'
        if whole
        else ""
    )
    shown = (
        {"source": source, "title": facts.get("title")} | {k: facts[k] for k in ("controls", "values")} | {"spec": spec}
    )
    return (
        f'<nines-explore topic="{topic}" cell="{name}">{drawn}'
        f'<p class="nines-values">Drawn for {values}.</p>{code}{data(shown)}</nines-explore>'
    )


def predict(facts: dict[str, Any], store: Path) -> str:
    """A question with its options; the answer folded, what it reveals below."""
    options = "".join(f"<li>{html.escape(option['text'])}</li>" for option in facts["options"])
    reasons = "".join(
        f"<li{' class=nines-right' if number == facts['answer'] else ''}><strong>{html.escape(option['text'])}</strong>"
        f"{' (right)' if number == facts['answer'] else ''}: {html.escape(option['why'] or '')}</li>"
        for number, option in enumerate(facts["options"])
    )
    reveal = rendered(facts["reveal"], store) if facts.get("reveal") else ""
    return (
        f'<nines-predict name="{facts["name"]}"><p class="nines-kind">Prediction</p>'
        f'<p class="nines-question">{html.escape(facts["question"])}</p>'
        f'<ol class="nines-options" type="a">{options}</ol>'
        f'<details class="nines-answer"><summary>The answer, and why</summary><ol type="a">{reasons}</ol></details>'
        f'<div class="nines-reveal">{reveal}</div>{data(facts)}</nines-predict>'
    )


def output(given: dict[str, Any], store: Path) -> str:
    """One output of a cell."""
    if given["output_type"] == "stream":
        return printed("".join(given["text"]))
    return rendered(given["data"], store) if "data" in given else ""


def rendered(bundle: dict[str, Any], store: Path) -> str:
    """A MIME bundle in the richest form a page can hold."""
    if PROGRESS in bundle:
        return ""
    if VEGALITE in bundle:
        return figure(bundle[VEGALITE], store)
    if "text/html" in bundle:
        return "".join(bundle["text/html"])
    if "image/svg+xml" in bundle:
        return "".join(bundle["image/svg+xml"])
    return printed("".join(bundle.get("text/plain", "")))


def printed(text: str) -> str:
    """Text that a cell printed; a port of the machine that built the page is nobody's address."""
    return f'<pre class="nines-stdout" tabindex="0">{html.escape(PORT.sub("PORT", text))}</pre>'
