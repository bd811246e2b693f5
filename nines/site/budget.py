"""The figure on the home page: Larder's error budget as it burns, computed for every step of its slider."""

import html
import math
from typing import Any

from nines.models import budget_minutes, burn_rate, time_to_exhaustion
from nines.site.source import data

SLO, DAYS = 0.999, 28
RATIOS = [0.0002, 0.0005, 0.001, 0.0015, 0.002, 0.003, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0]
START = RATIOS.index(0.005)
LEFT, RIGHT, TOP, BOTTOM = 64, 504, 12, 150  # the plot inside a 520 × 192 picture
TONES = {"good": "within objective", "burn": "burning", "page": "page someone"}


def element() -> str:
    """The whole figure: words, picture, the numbers behind it, and every step as data for the slider."""
    steps = [step(ratio) for ratio in RATIOS]
    now = steps[START]
    rows = "".join(f"<tr><td>{each['text']}</td><td>{each['burn']}</td><td>{each['left']}</td></tr>" for each in steps)
    facts = {"label": "Checkouts that fail", "value": START, "steps": steps}
    return (
        f'<nines-budget><figure class="nines-figure" data-tone="{now["tone"]}">'
        f'<p class="nines-figure-title">Larder promises that {SLO * 100:g} % of checkouts succeed over '
        f"{DAYS} days</p>"
        f"{picture(now)}"
        f'<div class="nines-controls"></div><dl class="nines-readout">'
        f'<div><dt>Checkouts that fail</dt><dd data-field="text">{now["text"]}</dd></div>'
        f'<div><dt>Burn rate</dt><dd data-field="burn">{now["burn"]}</dd></div>'
        f'<div><dt>Budget lasts</dt><dd data-field="left">{now["left"]}</dd></div></dl>'
        f'<figcaption data-field="verdict">{now["verdict"]}</figcaption>'
        f'<details class="nines-table"><summary>Show as table</summary>'
        f'<div class="nines-scroll" tabindex="0" role="group" aria-label="Numbers of the figure">'
        f'<table><thead><tr><th scope="col">Checkouts that fail</th><th scope="col">Burn rate</th>'
        f'<th scope="col">Budget lasts</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details></figure>{data(facts)}</nines-budget>"
    )


def step(ratio: float) -> dict[str, Any]:
    """What the figure says when this share of checkouts fails."""
    burn = burn_rate(ratio, SLO)
    days = time_to_exhaustion(burn, DAYS)
    assert days is not None
    tone = "good" if burn <= 1 else "burn" if burn < 6 else "page"
    lasts = "the whole window" if days >= DAYS else span(days)
    return {
        "text": f"{ratio * 100:g} %",
        "burn": f"{burn:.3g}×",
        "left": lasts,
        "tone": tone,
        "verdict": verdict(burn, lasts),
        "line": line(days),
        "area": f"{line(days)}V{y(0)}H{x(0)}Z",
    }


def verdict(burn: float, lasts: str) -> str:
    """What it means for the person on call."""
    if burn <= 1:
        return f"Within objective: {1 - burn:.0%} of the budget will be left. Spend it on releases."
    if burn < 6:
        return f"Burning: the budget is gone in {lasts}. A ticket for working hours, not a page."
    return f"Page someone: the budget of {budget_minutes(SLO, DAYS):.0f} minutes of full outage is gone in {lasts}."


def span(days: float) -> str:
    """A length of time in the two units a person would use."""
    minutes = round(days * 24 * 60)
    if minutes < 120:
        return f"{minutes} minutes"
    hours = round(minutes / 60)
    if hours < 72:
        return f"{hours} hours"
    return f"{days:.1f} days"


def x(days: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * days / DAYS, 1)


def y(share: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * share, 1)


def line(days: float) -> str:
    """The budget over the window as a path: down to nothing at `days`, or as far as it gets."""
    if days <= DAYS:
        return f"M{x(0)} {y(1)}L{x(days)} {y(0)}"
    return f"M{x(0)} {y(1)}L{x(DAYS)} {y(1 - DAYS / days)}"


def picture(now: dict[str, Any]) -> str:
    """Axes, the allowed burn as a dashed line, and the budget that is left."""
    weeks = "".join(
        f'<text x="{x(day)}" y="{BOTTOM + 20}" text-anchor="middle">{day}</text>' for day in range(0, DAYS + 1, 7)
    )
    grid = "".join(
        f'<path class="nines-grid" d="M{LEFT} {y(share)}H{RIGHT}"/>'
        f'<text x="{LEFT - 8}" y="{y(share) + 4}" text-anchor="end">{share:.0%}</text>'
        for share in (0, 0.5, 1)
    )
    return (
        f'<svg class="nines-burn" viewBox="0 0 520 192" role="img" aria-label="{html.escape(now["verdict"])}">'
        f'<g aria-hidden="true">{grid}{weeks}'
        f'<text x="{RIGHT}" y="{BOTTOM + 37}" text-anchor="end">days of the window</text>'
        f'<path class="nines-allowed" d="M{x(0)} {y(1)}L{x(DAYS)} {y(0)}"/>'
        f'<text transform="translate({x(18.2)} {y(0.35) - 14}) rotate({slope():.1f})">allowed</text>'
        f'<path data-path="area" d="{now["area"]}"/><path data-path="line" d="{now["line"]}"/></g></svg>'
    )


def slope() -> float:
    """The angle of the allowed line, for the word that runs along it."""
    return math.degrees(math.atan2(BOTTOM - TOP, RIGHT - LEFT))
