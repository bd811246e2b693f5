"""The lesson's figure: when a certificate alert fires, by what its prober sees and what the rule remembers."""

from labs.security.readings import DAY, DAYS, EXPIRED, HOUR, RENEWED
from nines.notebook import chart

NOW, LAST, BLIND = "value of now", "last value seen", "prober that does not verify"
STEP = 6 * HOUR


def seen(at: int, expression: str) -> float | None:
    """The days left at a moment, as the alert's expression sees them; None where it has no value."""
    left = (EXPIRED if at < RENEWED else RENEWED + 90 * DAY) - at
    return None if expression == NOW and EXPIRED <= at < RENEWED else left / DAY


def days_left(expression: str = NOW, threshold: int = 14):
    """Lines over four weeks: the days left as the expression sees them, and the days on which the alert fires."""
    moments = range(0, DAYS * DAY, STEP)
    rows = [
        {"day": at / DAY, "left": left, "part": f"part {(at >= EXPIRED) + (at >= RENEWED)}"}
        for at in moments
        if (left := seen(at, expression)) is not None
    ]
    firing = [at for at in moments if (left := seen(at, expression)) is not None and left < threshold]
    begin, end = (firing[0] / DAY, (firing[-1] + STEP) / DAY) if firing else (0.0, 0.0)
    expired, renewed = EXPIRED / DAY, RENEWED / DAY
    while_broken = "also" if end >= renewed else "not"
    finding = f"Fires from day {begin:.0f} to day {end:.0f}, {while_broken} while the certificate is expired"
    titles = {"x_title": "day", "y_title": "days left", "y_domain": (-6, 20), "x_domain": (0, DAYS)}
    lines = [
        chart.line([row for row in rows if row["part"] == part], "day", "left", description="days left", **titles)
        for part in dict.fromkeys(row["part"] for row in rows)
        if any(row["part"] == part and row["left"] < 60 for row in rows)
    ]
    limits = [
        chart.rule(threshold, "alert"),
        chart.rule(expired, "end", axis="x", token="muted"),
    ]
    limits.append(chart.rule(renewed, "new", axis="x", token="muted"))
    text = f"With the {expression}: {finding[0].lower()}{finding[1:]} (day {expired:.0f} to {renewed:.0f})."
    return chart.layered(*lines, *limits, title=finding, description=text)
