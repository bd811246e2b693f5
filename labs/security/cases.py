"""Every request of a small world under every one and two rules, and what no evaluator can know or read."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from labs.security.rules import COVERED, PARTS, Case, Facts, Rule, rule, truth

ERRORS = (TimeoutError, ConnectionRefusedError, KeyError, ValueError)  # what asking for a fact may raise
ALLOW = rule("allow", "storefront", "read", "orders/*")
READ = {"who": "storefront", "action": "read", "resource": "orders/7"}


def requests(who: tuple[str, ...], actions: tuple[str, ...], resources: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Every request of these."""
    for each in product(who, actions, resources):
        yield dict(zip(PARTS, each, strict=True))


def rules_over(conditions: tuple[Facts, ...]) -> list[Rule]:
    """Every rule with these conditions: both effects, one or any asker, one or any action, three resources."""
    parts = product(("allow", "deny"), ("storefront", "*"), ("read", "*"), COVERED, conditions)
    return [rule(*each, **when) for *each, when in parts]


def known() -> Iterator[Case]:
    """No rule and every one with every request, all facts known; every two rules with the storefront's requests."""
    resources = tuple(sorted(COVERED["*"]))
    for facts in ({"network": n, "second_factor": f} for n, f in product(("inside", "outside"), (True, False))):
        for request in requests(("storefront", "reports"), ("read", "write"), resources):
            yield Case([], request, facts, False)
            for each in rules_over(({}, {"network": "inside"}, {"network": "inside", "second_factor": True})):
                yield Case([each], request, facts, truth([each], request, facts))
    for network, request in product(
        ("inside", "outside"), list(requests(("storefront",), ("read", "write"), ("orders", "orders/7")))
    ):
        facts = {"network": network}
        for pair in product(rules_over(({}, {"network": "inside"})), repeat=2):
            yield Case(list(pair), request, facts, truth(list(pair), request, facts))


def apart() -> Iterator[Case]:
    """The storefront reads what it may while a fact that only a rule about something else asks for can't be had."""
    for other in (("reports", "*", "*"), ("*", "write", "*"), ("*", "*", "orders")):
        for effect in ("allow", "deny"):
            rules = [ALLOW, rule(effect, *other, device="lost")]
            yield Case(rules, READ, {}, True)
            yield Case(rules[::-1], READ, {}, True)


def unanswered() -> Iterator[Case]:
    """Rules about the request of which one asks for a fact that can't be had, and without it nothing is allowed."""
    for who, action, resource in product(("storefront", "*"), ("read", "*"), ("orders/*", "*")):
        asks = rule("allow", who, action, resource, device="ours")
        fears = rule("deny", who, action, resource, device="lost")
        for rules in ([asks], [fears], [asks, fears], [ALLOW, fears], [fears, ALLOW]):
            yield Case(rules, READ, {}, False)


def unreadable() -> Iterator[Case]:
    """A rule that can't be read beside one that allows, and requests and lists of rules that are none."""
    odd: list[Any] = [None, "deny * * *", ["deny"], {}, {"effect": "deny"}]
    deny = rule("deny", "storefront", "read", "orders/*")
    odd += [{key: value for key, value in deny.items() if key != left_out} for left_out in deny]
    odd += [deny | {"effect": effect} for effect in ("Deny", "forbid", None, ["deny"])]
    odd += [deny | {"wehn": {"device": "lost"}}, deny | {"when": "lost"}, deny | {"when": ["device"]}]
    odd += [deny | {"resource": text} for text in ("orders*", "ord*", "*/7", "orders/*/7", None, 7)]
    odd += [deny | {"who": who} for who in ("store*", None)] + [deny | {"action": action} for action in ("re*", 1)]
    odd += [each | {"effect": "allow"} for each in odd if isinstance(each, dict) and each.get("effect") == "deny"]
    for each in odd:
        for rules in ([ALLOW, each], [each, ALLOW]):
            yield Case(rules, READ, {"device": "ours"}, False)
    everything: list[Rule] = [rule("allow", "*", "*", "*")]
    asked: list[Any] = [None, {}, READ | {"who": None}, READ | {"resource": 7}, {"who": "storefront", "action": "read"}]
    yield from (Case(everything, request, {}, False) for request in asked)
    given: list[Any] = [None, "allow * * *", {"effect": "allow"}]
    yield from (Case(rules, READ, {}, False) for rules in given)
