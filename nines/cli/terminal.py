"""How the terminal is: its width, whether it shows color, and lines broken to fit."""

import os
import shutil
import sys
import textwrap


def width() -> int:
    """Columns to write in: the terminal's, at most 100; 80 when it is none."""
    return min(shutil.get_terminal_size((80, 24)).columns, 100) if sys.stdout.isatty() else 80


def color() -> bool:
    """Whether to color: on a terminal that can, unless NO_COLOR says no."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def wrapped(text: str, indent: str = "") -> str:
    """Paragraphs broken to the width; lines that start with spaces (code) stay as they are."""
    lines: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        if any(line.startswith(("    ", "\t", "```", "- ")) for line in paragraph.splitlines()):
            lines += [indent + line for line in paragraph.splitlines()]
        else:
            lines += textwrap.wrap(
                " ".join(paragraph.split()),
                width() - len(indent),
                initial_indent=indent,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
        lines.append("")
    return "\n".join(lines[:-1])
