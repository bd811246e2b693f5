"""The chart colors of both schemes: the one place that says which token is which hex."""

import json
import re
from typing import Any

TOKENS: dict[str, tuple[str, str]] = {
    "paper": ("#fcfcf9", "#14181b"),
    "panel": ("#f3f4ee", "#1c2226"),
    "ink": ("#1d2327", "#e6e9e4"),
    "muted": ("#565f66", "#a3adb0"),
    "line": ("#d9dcd3", "#30383d"),
    "accent": ("#0b5d5e", "#5fc6bf"),
    "good": ("#1f6b3a", "#7bd197"),
    "burn": ("#9a4a00", "#f0a35e"),
    "page": ("#a8201a", "#ff8a80"),
    "series-1": ("#0072b2", "#56b4e9"),
    "series-2": ("#d55e00", "#e69f00"),
    "series-3": ("#009e73", "#33c49a"),
    "series-4": ("#cb78a6", "#e39ac4"),
}
LIGHT = {token: light for token, (light, _) in TOKENS.items()}
DARK = {token: dark for token, (_, dark) in TOKENS.items()}
SCHEMES = {"light": LIGHT, "dark": DARK, "css": {token: f"var(--nines-{token})" for token in TOKENS}}
SERIES = [LIGHT[f"series-{number}"] for number in (1, 2, 3, 4)]

_TOKEN_OF = {light: token for token, light in LIGHT.items()}
_HEX = re.compile("|".join(_TOKEN_OF), re.IGNORECASE)


def color(token: str) -> str:
    """The hex that a specification uses for a token (always the light scheme's), or ValueError with the tokens."""
    if token not in LIGHT:
        raise ValueError(f"{token!r} is not a color of the house; it has {', '.join(LIGHT)}.")
    return LIGHT[token]


def recolor(text: str, scheme: str) -> str:
    """The text (an SVG, a JSON specification) with each light hex replaced by the scheme's: light, dark or css."""
    if scheme not in SCHEMES:
        raise ValueError(f"{scheme!r} is not a color scheme; use {', '.join(SCHEMES)}.")
    colors = SCHEMES[scheme]
    return _HEX.sub(lambda match: colors[_TOKEN_OF[match[0].lower()]], text)


def themed(spec: dict[str, Any], scheme: str) -> dict[str, Any]:
    """A copy of a chart specification in the colors of one scheme."""
    return json.loads(recolor(json.dumps(spec), scheme))
