"""The typeface of headings, cut down to the letters that they use."""

import io
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

PACKAGE = "node_modules/@fontsource/newsreader"
FILE = f"{PACKAGE}/files/newsreader-latin-600-normal.woff2"
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0§«°±²³·»×ÄÖÜßàäçèéêëïñôöüāē–—‘’“”…−≤≥"


def headings(web: Path) -> bytes:
    """The typeface as WOFF2, with the glyphs of LETTERS and their kerning."""
    options = subset.Options(flavor="woff2", layout_features=["kern", "liga", "tnum", "lnum"], notdef_outline=True)
    font = TTFont(web / FILE)
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()
