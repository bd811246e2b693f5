"""Rules that allow and deny, Larder's own ones, and what well-formed rules say to a request."""

from collections.abc import Callable
from typing import Any, NamedTuple

Rule = dict[str, Any]
Facts = dict[str, Any]
PARTS = ("who", "action", "resource")
Evaluator = Callable[[list[Rule], dict[str, str], Callable[[str], Any]], Any]

COVERED = {  # what a pattern covers, looked up: a second way to the truth beside any string operation
    "orders": {"orders"},
    "orders/*": {"orders/7"},
    "*": {"orders", "orders/7", "orders-archive", "orders-archive/7"},
}


class Case(NamedTuple):
    """Rules, a request, the facts that can be had about it, and whether the rules allow it."""

    rules: list[Rule]
    request: dict[str, str]
    facts: Facts
    right: bool

    def told(self) -> str:
        """The case in words."""
        facts = ", ".join(f"{name} {value}" for name, value in self.facts.items()) or "no fact known"
        listed = isinstance(self.rules, list)
        which = ("; ".join(map(said, self.rules)) or "no rule") if listed else repr(self.rules)
        wants = f"The request {self.request!r} comes"
        if self.request and all(isinstance(self.request.get(part), str) for part in PARTS):
            wants = f"{self.request['who']} wants to {self.request['action']} {self.request['resource']}"
        return f"{wants} ({facts}), and the rules are: {which}"


def rule(effect: str, who: str, action: str, resource: str, **when: Any) -> Rule:
    """A rule as a dict; conditions only where there are some."""
    made = {"effect": effect, "who": who, "action": action, "resource": resource}
    return made | {"when": when} if when else made


def said(given: Any) -> str:
    """A rule as a line of text; what is no rule, as it is."""
    if not isinstance(given, dict) or not {"effect", "who", "action", "resource"} <= set(given):
        return repr(given)
    rest = {key: value for key, value in given.items() if key not in ("effect", "who", "action", "resource", "when")}
    when = given.get("when")
    if isinstance(when, dict):
        when = " and ".join(f"{name} is {value}" for name, value in when.items())
    text = f"{given['effect']} {given['who']} {given['action']} {given['resource']}" + (f" when {when}" if when else "")
    return f"{text} {rest}" if rest else text


LARDER = [
    rule("allow", "storefront", "*", "orders/*"),
    rule("allow", "reports", "read", "orders/*"),
    rule("allow", "support", "refund", "orders/*", second_factor=True),
    rule("deny", "*", "delete", "*"),
    rule("deny", "support", "*", "*", device="lost"),
]


def asker(facts: Facts, error: type[Exception] = TimeoutError) -> Callable[[str], Any]:
    """The function that an evaluator asks for facts: one that isn't there can't be had, and the error says so."""

    def fact(name: str) -> Any:
        if name not in facts:
            raise error(f"nobody answers what {name} is")
        return facts[name]

    return fact


def about(given: Rule, request: dict[str, str]) -> bool:
    """Whether a rule is about a request, its conditions left aside."""
    return (
        given["who"] in ("*", request["who"])
        and given["action"] in ("*", request["action"])
        and request["resource"] in COVERED[given["resource"]]
    )


def truth(rules: list[Rule], request: dict[str, str], facts: Facts) -> bool:
    """What well-formed rules say: some allow holds and no deny could; a fact that can't be had never helps."""
    meant = [each for each in rules if about(each, request)]
    held = [each for each in meant if all(facts.get(k, ...) == v for k, v in each.get("when", {}).items())]
    feared = [each for each in meant if all(facts.get(k, v) == v for k, v in each.get("when", {}).items())]
    return any(each["effect"] == "allow" for each in held) and all(each["effect"] == "allow" for each in feared)
