def allowed(rules, request, fact):
    """Read every rule first, then decide: one deny is enough to refuse, and whatever goes wrong refuses, too."""
    try:
        for rule in rules:
            readable(rule)
        meant = [rule for rule in rules if about(rule, request)]
        held = {rule["effect"] for rule in meant if holds(rule.get("when", {}), fact)}
        return held == {"allow"}
    except Exception:
        return False


def readable(rule):
    """Raise ValueError unless the rule can be read."""
    if not {"effect", "who", "action", "resource"} <= set(rule) <= {"effect", "who", "action", "resource", "when"}:
        raise ValueError("keys")
    if rule["effect"] not in ("allow", "deny") or not isinstance(rule.get("when", {}), dict):
        raise ValueError("effect or when")
    for key in ("who", "action", "resource"):
        name = rule[key].removesuffix("/*") if key == "resource" else rule[key]
        if "*" in name and name != "*":
            raise ValueError("a star in the middle")


def about(rule, request):
    """Whether the rule is about this request."""
    return all(covers(rule[key], request[key]) for key in ("who", "action", "resource"))


def covers(pattern, name):
    """Whether a pattern covers a name; below a path means below its slash."""
    if not isinstance(name, str):
        raise ValueError("no text")
    return pattern in ("*", name) or (pattern.endswith("/*") and name.startswith(pattern[:-1]))


def holds(when, fact):
    """Whether all conditions hold; what fact() raises goes on to the caller."""
    return all(fact(name) == value for name, value in when.items())
