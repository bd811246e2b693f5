"""Episodes of payments as promtool plays them, and what a rule file did in each: asked in one run for all."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from nines.systems import ConfigError, SystemsError
from nines.systems.prometheus import run_rule_tests

INSTANCES = "abc"
LENGTH = 45  # minutes, four samples in each
MARK = 1_000  # added, times zero, to each query: so that promtool's words tell which one failed
FAIL, SILENT = "PaymentsFail", "PaymentsSilent"
LABELS = 'severity="page",service="payments"'


class Part(NamedTuple):
    """Some minutes of an instance: the requests and the failures in each quarter of a minute; None where it is gone."""

    minutes: int
    requests: float | None = 150
    errors: float = 0.3


Parts = Sequence[Part]


def alike(*parts: Part) -> dict[str, Parts]:
    """All instances do the same."""
    return dict.fromkeys(INSTANCES, parts)


CASES: Mapping[str, Mapping[str, Parts]] = {
    "failing": alike(Part(10), Part(20, errors=4.5), Part(15)),
    "brief": alike(Part(20), Part(1, errors=4.5), Part(24)),
    "ended": alike(Part(10), Part(35, None)),
    "never": {},
    "night": alike(Part(10), Part(35, 0, 0)),
    "restart": alike(Part(LENGTH)) | {"a": (Part(20), Part(0, None), Part(25))},
}


class Question(NamedTuple):
    """Of a case, at a minute: the number that a query should return."""

    case: str
    minute: int
    query: str
    value: int


def firing(alert: str = "", labels: str = "") -> str:
    """PromQL: how many alerts fire."""
    named = f',alertname="{alert}"' if alert else ""
    return f'count(ALERTS{{alertstate="firing"{named}{"," * bool(labels)}{labels}}}) or vector(0)'


def ever(minutes: int) -> str:
    """PromQL: how many alerts fired at once, at most, in some minutes."""
    return f"max_over_time(({firing()})[{minutes}m:15s])"


QUESTIONS = {
    "failing is one page": Question("failing", 18, firing(FAIL), 1),
    "failing is three pages": Question("failing", 18, firing(FAIL), 3),
    "failing is told": Question("failing", 18, f"({firing(FAIL, LABELS)}) > bool 0", 1),
    "failing ends": Question("failing", 44, firing(), 0),
    "brief is quiet": Question("brief", 40, ever(40), 0),
    "ended is a page": Question("ended", 25, firing(SILENT), 1),
    "ended is told": Question("ended", 25, f"({firing(SILENT, LABELS)}) > bool 0", 1),
    "never is a page": Question("never", 15, firing(SILENT), 1),
    "night is quiet": Question("night", 44, ever(40), 0),
    "restart is quiet": Question("restart", 44, ever(23), 0),
    "before the restart it is quiet": Question("restart", 19, ever(15), 0),
}


def values(parts: Parts, start: float, what: str) -> str:
    """A counter in promtool's notation; a process begins again at zero after a part of no minutes."""
    words, value = [], start
    for part in parts:
        if part.minutes == 0:
            value = 0.0
        elif part.requests is None:
            words.append(f"_x{4 * part.minutes}")
        else:
            step = part.requests if what == "requests" else part.errors
            words.append(f"{value:g}+{step:g}x{4 * part.minutes - 1}")
            value += step * 4 * part.minutes
    return " ".join(words)


def tests() -> str:
    """The cases as promtool's unit tests, a question each."""
    lines = ["rule_files: [rules.yml]", "evaluation_interval: 15s", "tests:"]
    for number, question in enumerate(QUESTIONS.values()):
        lines += ["  - interval: 15s", "    input_series:", "      - {series: 'up{job=\"checkout\"}', values: '1x180'}"]
        for instance, parts in CASES[question.case].items():
            for name, start in (("requests", 500_000), ("errors", 40_000)):
                series = f'{name}_total{{job="payments",instance="{instance}"}}'
                lines.append(f"      - {{series: '{series}', values: '{values(parts, start, name)}'}}")
        lines += ["    promql_expr_test:", f"      - expr: '({question.query}) + 0 * {MARK + number}'"]
        lines += [f"        eval_time: {question.minute}m", f"        exp_samples: [{{value: {question.value}}}]"]
    return "\n".join(lines) + "\n"


class Outcome(NamedTuple):
    """The questions that a rule file answered as asked, by name, or why that can't be said."""

    held: frozenset[str]
    refused: str = ""


@cache
def outcome(rules: object) -> Outcome:
    """What promtool says of a rule file; played once for a text."""
    if not isinstance(rules, str) or not rules.strip():
        return Outcome(frozenset(), f"Return the text of a rule file; yours is {rules!r}.")
    try:
        run_rule_tests(rules, tests())
    except ConfigError as error:
        names = list(QUESTIONS)
        failed = {names[int(number) - MARK] for number in re.findall(rf"\+ 0 \* ({MARK // 100}\d\d)\"", str(error))}
        return Outcome(frozenset(names) - failed) if failed else Outcome(frozenset(), str(error))
    except SystemsError as error:
        return Outcome(frozenset(), str(error))
    return Outcome(frozenset(QUESTIONS))
