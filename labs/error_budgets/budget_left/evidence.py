"""What is left of a budget of 100 failures as failures arrive, by the learner's formula and by the reference."""

from nines.notebook import chart as charts

VALID, SLO = 100_000, 0.999


def chart(answer, naive, reference):
    """Points on a line: the learner's answer over the reference, for 0 to 200 failures in 100,000 events at 99.9 %."""
    titles = {"x_title": "failures among 100,000 events", "y_title": "budget left", "y_format": ".0%"}
    drawn = {}
    for who, formula in (("reference", reference), ("yours", answer)):
        rows = [{"failures": bad, "left": formula(VALID - bad, VALID, SLO)} for bad in range(0, 201, 10)]
        make, token = (charts.line, "series-1") if who == "reference" else (charts.points, "series-2")
        drawn[who] = make(rows, "failures", "left", token=token, description=who, **titles)
    left = f"{answer(VALID - 150, VALID, SLO):.0%}".replace("-", "−")
    finding = f"After 150 failures of 100 allowed yours (points) says {left}"
    return charts.layered(
        *drawn.values(),
        title=f"{finding}, the reference (line) −50%",
        description=f"{finding}; the reference, a straight line through zero at 100 failures, says −50%.",
    )
