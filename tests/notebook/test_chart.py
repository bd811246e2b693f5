"""House charts: valid Vega-Lite, described, labelled with units, and right in both color schemes."""

import json
import re

import pytest
import vl_convert

from nines.notebook.chart import area, band, bars, color, layered, line, points, rule
from nines.notebook.palette import DARK, LIGHT, SERIES, TOKENS, recolor, themed
from nines.notebook.table import table

ROWS = [{"day": day, "left": 100 - day * burn, "burn": f"{burn}×"} for burn in (1, 3) for day in range(31)]
TITLES = {"x_title": "Day of the window", "y_title": "Budget left (%)"}
CHARTS = {
    "line": line(ROWS, "day", "left", series="burn", description="It burns.", **TITLES),
    "one line": line(ROWS[:31], "day", "left", token="burn", description="It burns.", **TITLES),
    "points": points(ROWS, "day", "left", series="burn", description="It burns.", **TITLES),
    "area": area(ROWS[:31], "day", "left", token="good", description="It burns.", **TITLES),
    "areas": area(ROWS, "day", "left", series="burn", description="It burns.", **TITLES),
    "band": band(
        [{"day": day, "low": day, "high": 2 * day} for day in range(9)], "day", "low", "high", description="It spreads."
    ),
    "bars": bars(
        [{"who": "yours", "left": 0.2}, {"who": "right", "left": 0.5}],
        "who",
        "left",
        highlight="yours",
        description="Too little.",
        y_title="Budget left",
        y_format=".0%",
    ),
    "rule": rule(20, "Freeze releases", axis="x"),
}
CHARTS["layered"] = layered(
    CHARTS["line"], rule(0, "Budget spent"), description="It is spent on day 33.", title="Spent"
)


def svg(spec: dict) -> str:
    """The chart drawn by the build's renderer, which refuses what Vega-Lite 5 does not know."""
    return vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="5.21")


@pytest.mark.parametrize("name", CHARTS)
def test_every_constructor_draws(name):
    """The renderer draws marks and axes, without an opaque background."""
    drawn = svg(CHARTS[name])
    assert "mark-" in drawn
    assert not re.search(r'<rect[^>]*fill="(white|#fff)', drawn)
    assert CHARTS[name]["background"] == "transparent"


@pytest.mark.parametrize("name", CHARTS)
def test_every_color_is_a_token(name):
    """No hex outside the palette gets into a picture, so that every scheme can replace it."""
    found = {each.lower() for each in re.findall(r"#[0-9a-fA-F]{3,8}\b", svg(CHARTS[name]))}
    assert found <= set(LIGHT.values())


def test_axes_carry_their_titles_with_units():
    """The titles given are what a reader sees, once each, on a layered chart too."""
    drawn = svg(CHARTS["layered"])
    for title in TITLES.values():
        assert drawn.count(f">{title}<") == 1


def test_series_are_labelled_at_the_line_and_have_no_legend():
    """Direct labels take the place of a legend."""
    drawn = svg(CHARTS["line"])
    assert ">1×<" in drawn
    assert ">3×<" in drawn
    assert "role-legend" not in drawn


def test_series_take_the_palette_in_order_and_stop_at_four():
    """The first series has the first color; a fifth is refused with a message."""
    scale = CHARTS["line"]["layer"][0]["encoding"]["color"]["scale"]
    assert scale == {"domain": ["1×", "3×"], "range": SERIES[:2]}
    rows = [{"x": 0, "y": 0, "s": name} for name in "abcde"]
    with pytest.raises(ValueError, match="at most 4 series"):
        line(rows, "x", "y", series="s", description="Five.")


@pytest.mark.parametrize("description", ["", "  "])
def test_a_chart_without_a_finding_is_refused(description):
    """A description is required, and the message asks for what it is for."""
    with pytest.raises(ValueError, match="states what the picture shows"):
        line(ROWS, "day", "left", description=description)


def test_unknown_options_and_colors_are_refused_by_name():
    """A typing error is named beside what exists."""
    with pytest.raises(TypeError, match=r"no option colour.*x_title"):
        line(ROWS, "day", "left", description="It burns.", colour="red")
    with pytest.raises(ValueError, match=r"'red' is not a color.*series-1"):
        color("red")


def test_schemes_replace_every_token_and_nothing_else():
    """Dark and CSS versions hold no light color; data with a number like a color's letters is unharmed."""
    spec = CHARTS["layered"]
    dark, css = json.dumps(themed(spec, "dark")), json.dumps(themed(spec, "css"))
    light = set(LIGHT.values())
    assert not light & set(re.findall(r"#[0-9a-f]{6}", dark))
    assert "#" not in css
    assert "var(--nines-series-1)" in css
    assert DARK["ink"] in dark
    assert themed(spec, "light") == spec
    assert recolor('fill="#0072B2"', "css") == 'fill="var(--nines-series-1)"'
    with pytest.raises(ValueError, match="light, dark, css"):
        recolor("", "sepia")


def luminance(color: str) -> float:
    """WCAG 2 relative luminance of a hex color."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_colors_can_be_seen_on_paper(scheme):
    """Text tokens reach 5.5 : 1 and series 3 : 1 in their scheme, as the look promises."""
    for token in TOKENS.keys() - {"paper", "panel", "line"}:
        brighter, darker = sorted((luminance(scheme[token]), luminance(scheme["paper"])), reverse=True)
        ratio = (brighter + 0.05) / (darker + 0.05)
        assert ratio >= (3 if token.startswith("series") else 5.5), (token, ratio)


def test_a_chart_reads_as_a_table():
    """Series stand side by side by x, long data is sampled from first to last, and names come first."""
    caption, heads, rows = table(CHARTS["line"])
    assert (caption, heads) == ("Budget left (%)", ["Day of the window", "1×", "3×"])
    assert len(rows) == 8
    assert (rows[0], rows[-1]) == (["0", "100", "100"], ["30", "70", "10"])
    assert table(CHARTS["bars"]) == ("", ["who", "Budget left"], [["yours", "20%"], ["right", "50%"]])
    assert table({"mark": "bar"}) == ("", [], [])


def test_the_site_has_the_same_colors(root):
    """The site's style tokens, which replace the hex in pictures, hold the same values in both schemes."""
    css = (root / "docs/assets/tokens.css").read_text(encoding="utf-8")
    for token, (light, dark) in TOKENS.items():
        assert re.findall(rf"--nines-{token}: (#\w+);", css)[:2] == [light, dark], token


@pytest.mark.parametrize(("end", "anchor"), [(False, 'text-anchor="start"'), (True, 'text-anchor="end"')])
def test_a_threshold_is_labelled_where_there_is_room(end, anchor):
    """At its start, or at its end where the lines begin at the threshold."""
    drawn = svg(layered(CHARTS["line"], rule(0, "Budget spent", end=end), description="It is spent on day 33."))
    label = re.search(r"<text[^>]*>Budget spent<", drawn)
    assert label
    assert anchor in label[0]
