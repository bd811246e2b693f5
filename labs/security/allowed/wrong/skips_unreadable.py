from labs.security.allowed.solution import about, holds, readable


def allowed(rules, request, fact):
    """A rule that can't be read is left out, and what can't be had refuses."""
    kept = []
    try:
        for rule in rules:
            try:
                readable(rule)
                kept.append(rule)
            except Exception:
                continue
        held = {rule["effect"] for rule in kept if about(rule, request) and holds(rule.get("when", {}), fact)}
        return held == {"allow"}
    except Exception:
        return False
