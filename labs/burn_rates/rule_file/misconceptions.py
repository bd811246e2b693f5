"""Rule files that people write first, each one mistake away from the reference, and probes that look at what fired."""

from labs.burn_rates import symptoms
from labs.burn_rates.rule_file.history import outcome, unseen

_PAGES = (("page", 14.4, "1h", "5m"), ("page", 6, "6h", "30m"))
_TICKETS = (("ticket", 3, "1d", "2h"), ("ticket", 1, "3d", "6h"))


def _ratio(job, window, threshold):
    errors, requests = (
        f'sum by (job) (rate({name}_total{{job="{job}"}}[{window}]))' for name in ("errors", "requests")
    )
    return f"{errors} / {requests} > {threshold:.6f}"


def _rule(job, row, threshold, *, combine="({long} and {short})", least=2.5, wait="0m"):
    severity, _, long, short = row
    both = combine.format(long=_ratio(job, long, threshold), short=_ratio(job, short, threshold))
    return f"""
    - alert: {job}_{severity}_{long}
      expr: '{both} and sum by (job) (increase(errors_total{{job="{job}"}}[{long}])) > {least}'
      for: {wait}
      labels: {{severity: {severity}}}"""


def _file(pages=_PAGES, tickets=_TICKETS, highest=0.6, slos=(0.999, 0.9, 0.999), **changes):
    rules = ""
    for job, slo in zip(("checkout", "recipes", "suppliers"), slos, strict=True):
        for row in pages:
            rules += _rule(job, row, min(row[1] * (1 - slo), highest), **changes)
        for row in tickets:
            rules += _rule(job, row, row[1] * (1 - slo))
    return f"groups:\n  - name: slo\n    rules:{rules}\n"


def either_window():
    """OR instead of AND

    Your alert fires when one window or the other burns. The short one pages for every spike, and the long one holds
    the page for hours after the end. PromQL's `and` asks for both: it matters, and it is still going on.
    """
    return _file(combine="({long} or {short})")


def one_threshold():
    """14.4 fits every SLO

    At 90 % a total outage burns at 10, so 14.4 asks for 144 % of errors and never fires. Choose for each SLO a burn
    rate that an outage reaches.
    """
    return _file(highest=2)


def burn_is_error_rate():
    """A burn rate is an error rate

    Your thresholds are shares of requests, the same for every service. 14.4 % of errors is a burn rate of 144 at
    99.9 % and of 1.4 at 90 %. Multiply the burn rate by 1 − SLO.
    """
    pages = (("page", 0.144, "1h", "5m"), ("page", 0.06, "6h", "30m"))
    return _file(pages, (("ticket", 0.01, "3d", "6h"),), slos=(0, 0, 0))


def wait_filters():
    """`for:` filters out noise

    Your rules wait, with `for:`, until their expression has been true without a gap. An outage that comes and goes
    every few minutes starts the wait anew each time, and the full outage waits as long as the small one. A longer
    window remembers failures; `for:` forgets them.
    """
    pages = (("page", 14.4, "5m", "5m"), ("page", 6, "5m", "5m"))
    calm = _file(slos=(0.999, 0.9, 0.999)).partition("alert: recipes")
    rules = "".join(
        _rule("checkout", row, row[1] * 0.001, wait=wait) for row, wait in zip(pages, ("10m", "1h"), strict=True)
    )
    rules += "".join(_rule("checkout", row, row[1] * 0.001) for row in _TICKETS)
    return f"groups:\n  - name: slo\n    rules:{rules}\n    - {calm[1]}{calm[2]}"


def long_window_only():
    """The long window is enough

    After a repair your page goes on for as long as the window remembers, an hour or six. Add a short window that
    must burn, too, and the page ends with the trouble.
    """
    return _file(combine="({long})")


def ratio_of_few():
    """One of ten is ten percent

    One failed request in an hour of ten is a burn rate of 100 at 99.9 %, and it pages. It is as much evidence as
    one coin. Ask for several failures, with `increase`, or look at a window that holds enough requests.
    """
    return _file(least=0)


def _seen(answer):
    """What the answer's rules did in the month on which they are judged."""
    return symptoms.Symptoms(unseen(), outcome(answer()).fired)


def probe_either_window(answer):
    return symptoms.either_window(_seen(answer))


def probe_one_threshold(answer):
    return symptoms.one_threshold(_seen(answer))


def probe_burn_is_error_rate(answer):
    return symptoms.burn_is_error_rate(_seen(answer))


def probe_wait_filters(answer):
    return "for:" in answer() and symptoms.wait_filters(_seen(answer))


def probe_long_window_only(answer):
    return symptoms.long_window_only(_seen(answer))


def probe_ratio_of_few(answer):
    return symptoms.ratio_of_few(_seen(answer))
