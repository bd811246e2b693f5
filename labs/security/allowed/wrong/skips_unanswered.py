from labs.security.allowed.solution import about, holds, readable


def allowed(rules, request, fact):
    """Every rule is read, and a rule whose fact can't be had is left out."""
    effects = set()
    try:
        for rule in rules:
            readable(rule)
        for rule in rules:
            if about(rule, request):
                try:
                    held = holds(rule.get("when", {}), fact)
                except Exception:
                    continue
                if held:
                    effects.add(rule["effect"])
    except Exception:
        return False
    return effects == {"allow"}
