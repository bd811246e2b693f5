"""The lesson's figures of shares and of histories."""

from labs.fault_tolerance.designs import Part, availability
from labs.fault_tolerance.replicas import Setting
from labs.fault_tolerance.stories import worst
from nines.models import common_cause
from nines.notebook import chart

SHARES = [n / 200 for n in range(61)]
MONTH = 30 * 24 * 60  # minutes
DESIGNS: dict[str, list[Part]] = {
    "one server of 99.9 %": [("any", 1, 0.001)],
    "two of 99 %": [("any", 2, 0.01)],
    "three of 99 %": [("any", 3, 0.01)],
    "two of 99.5 %": [("any", 2, 0.005)],
}
TITLES = {"x_title": "share of failures that hit all replicas (%)", "y_title": "minutes down in 30 days"}


def ranking(shares=SHARES, designs=None, finding="Two of 99 % beat one of 99.9 % only while they share little"):
    """Lines: minutes down in 30 days of each design over the shared part of its failures."""
    rows = [
        {"share": 100 * share, "minutes": MONTH * (1 - availability(parts, share)), "design": name}
        for name, parts in (designs or DESIGNS).items()
        for share in shares
    ]
    text = f"{finding}. At a shared tenth the pair is down {MONTH * (1 - common_cause(0.01, 0.1)):.0f} minutes."
    return chart.line(rows, "share", "minutes", series="design", title=finding, description=text, **TITLES)


def shared(down_percent, replicas, share_percent):
    """Lines: minutes down over the shared part, for one, two … replicas; a mark at the part that is chosen."""
    down, share = down_percent / 100, share_percent / 100
    rows = [
        {
            "share": 100 * each,
            "minutes": MONTH * (1 - availability([("any", count, down)], each)),
            "design": f"{count} {'replica' if count == 1 else 'replicas'}",
        }
        for count in sorted({1, 2, replicas})
        for each in SHARES
    ]
    gone = MONTH * (1 - availability([("any", replicas, down)], share))
    alone = MONTH * (1 - availability([("any", replicas, down)], 0))
    text = (
        f"{replicas} × {100 - down_percent:g} %, {share_percent:g} % shared: {gone:.1f} minutes down, not {alone:.2g}"
    )
    drawn = chart.line(rows, "share", "minutes", series="design", description=text, **TITLES)
    mark = chart.rule(share_percent, "shared", axis="x")
    return chart.layered(drawn, mark, title=text, description=f"{text}, in 30 days.")


def sloppy():
    """A sequence diagram: a sloppy quorum of two and two of three, and the read that misses the write."""
    return worst(Setting(2, 2, sloppy=True), 3, 1)


def history(read, write, quorum, write_back):
    """A sequence diagram: what three replicas, one of them out of reach, allow under a setting."""
    return worst(Setting(read, write, quorum == "sloppy", write_back == "yes"), 3, 1)
