"""Where lesson output goes: to Jupyter, to a terminal, or to whoever captures it (a page, the build, a test)."""

import html
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

VEGALITE = "application/vnd.vegalite.v5+json"
VERDICT = "application/vnd.nines.verdict+json"
EXPLORE = "application/vnd.nines.explore+json"
PREDICT = "application/vnd.nines.predict+json"
PROGRESS = "application/vnd.nines.progress+json"
WIDGET = "application/vnd.jupyter.widget-view+json"

Bundle = dict[str, Any]


@dataclass(frozen=True)
class Display:
    """One thing shown: its MIME bundle, the bundle's metadata, and the object behind it (an explore `Figure`, …)."""

    bundle: Bundle
    view: Any = None
    metadata: dict[str, Any] = field(default_factory=dict)


Sink = Callable[[Display], None]
_sinks: list[Sink] = []
_lines: set[str] = set()


def publish(bundle: Bundle, view: Any = None, metadata: dict[str, Any] | None = None) -> None:
    """Show one bundle in the innermost sink."""
    (_sinks[-1] if _sinks else _front_end)(Display(bundle, view, metadata or {}))


@contextmanager
def into(sink: Sink) -> Iterator[None]:
    """Send what is published meanwhile to `sink`."""
    _sinks.append(sink)
    try:
        yield
    finally:
        _sinks.remove(sink)


@contextmanager
def captured() -> Iterator[list[Display]]:
    """Collect what is published meanwhile, in order."""
    shown: list[Display] = []
    with into(shown.append):
        yield shown


def say(message: str, kind: str = "note") -> None:
    """Show one plain message: a `note`, or a `problem` that the learner has to solve first."""
    words = f'<p class="nines-say nines-{kind}" role="status">{html.escape(message)}</p>'
    publish({"text/plain": message, "text/html": words})


def shell() -> Any:
    """The running IPython shell, or None."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module else None


def draws() -> bool:
    """Whether the place that things are shown in can draw charts; a plain terminal can't."""
    return bool(_sinks) or shell() is not None


def has_widgets() -> bool:
    """Whether a Jupyter kernel with ipywidgets is running this."""
    if not hasattr(shell(), "kernel"):
        return False
    try:
        import ipywidgets  # noqa: F401
    except ImportError:
        return False
    return True


def _front_end(shown: Display) -> None:
    if PROGRESS in shown.bundle:
        return _rewrite(shown.bundle)
    if shell() is None:
        print(shown.bundle["text/plain"])
        return None
    from IPython.display import display

    display(shown.bundle, raw=True, metadata=shown.metadata)
    return None


def _rewrite(bundle: Bundle) -> None:
    """Show what replaces the last of its kind in the same cell; a terminal is not told."""
    if shell() is None:
        return
    from IPython.display import display

    line = f"nines-progress-{shell().execution_count}"
    display(bundle, raw=True, display_id=line, update=line in _lines)
    _lines.add(line)
