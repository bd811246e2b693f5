"""Rules become regular expressions and sets of conditions; denials are asked first."""

import re
from dataclasses import dataclass

NAME = r"(\*|[^*]+)"
PATH = r"(\*|[^*]+(/\*)?)"


@dataclass(frozen=True)
class Rule:
    effect: str
    who: str
    action: str
    resource: str
    when: dict

    @classmethod
    def read(cls, given):
        rule = cls(**{"when": {}, **given})
        assert rule.effect in ("allow", "deny")
        assert re.fullmatch(NAME, rule.who)
        assert re.fullmatch(NAME, rule.action)
        assert re.fullmatch(PATH, rule.resource)
        assert isinstance(rule.when, dict)
        return rule

    def applies(self, request, fact):
        for key in ("who", "action", "resource"):
            pattern = re.escape(getattr(self, key)).replace(r"\*", ".+")
            if not re.fullmatch(pattern, request[key]):
                return False
        return all(fact(name) == value for name, value in self.when.items())


def allowed(rules, request, fact):
    try:
        read = [Rule.read(rule) for rule in rules]
        for effect in ("deny", "allow"):
            for rule in read:
                if rule.effect == effect and rule.applies(request, fact):
                    return effect == "allow"
    except Exception:
        return False
    return False
