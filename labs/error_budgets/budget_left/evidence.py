"""What is left of a budget of 100 failures as failures arrive, by the learner's formula and by the reference."""

from nines.notebook import chart as charts

VALID, SLO = 100_000, 0.999


def chart(answer, naive, reference):
    """Budget left after 0 to 200 failures in 100,000 events at 99.9 %."""
    formulas = {"yours": answer, "distance to the SLO": naive, "reference": reference}
    rows = [
        {"failures": bad, "left": formula(VALID - bad, VALID, SLO), "what": what}
        for what, formula in formulas.items()
        for bad in range(0, 201, 10)
    ]
    at_150 = {row["what"]: row["left"] for row in rows if row["failures"] == 150}
    finding = f"After 150 failures yours says {at_150['yours']:.1%}, the reference {at_150['reference']:.0%}"
    return charts.line(
        rows,
        "failures",
        "left",
        series="what",
        x_title="failures among 100,000 events",
        y_title="budget left",
        y_format=".0%",
        title=finding,
        description=f"{finding}, of a budget of 100. The reference falls in a straight line through zero at 100.",
    )
