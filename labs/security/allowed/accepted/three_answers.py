"""Each rule says yes, no or unknown; unknown is enough for a deny and not for an allow."""

FIELDS = ("who", "action", "resource")


class Malformed(Exception):
    pass


def covers(pattern: str, name: str) -> bool:
    if pattern == "*":
        return True
    path, slash, star = pattern.rpartition("/")
    if star == "*" and slash and path:
        if "*" in path:
            raise Malformed(pattern)
        return name[: len(path) + 1] == path + "/"
    if "*" in pattern:
        raise Malformed(pattern)
    return pattern == name


def says(rule, request, fact):
    match rule:
        case {"effect": "allow" | "deny", "who": str(), "action": str(), "resource": str(), **rest}:
            pass
        case _:
            raise Malformed(rule)
    if set(rest) - {"when"} or not isinstance(rest.get("when", {}), dict):
        raise Malformed(rule)
    if any("*" in rule[key] and rule[key] != "*" for key in ("who", "action")):
        raise Malformed(rule)
    fits = [covers(rule[key], request[key]) for key in FIELDS]
    if not all(fits):
        return "no"
    answer = "yes"
    for name, wanted in rest.get("when", {}).items():
        try:
            if fact(name) != wanted:
                return "no"
        except Exception:
            answer = "unknown"
    return answer


def allowed(rules, request, fact):
    if not isinstance(rules, list) or not isinstance(request, dict):
        return False
    if not all(isinstance(request.get(key), str) for key in FIELDS):
        return False
    try:
        said = [(rule["effect"], says(rule, request, fact)) for rule in rules]
    except (Malformed, TypeError, KeyError):
        return False
    if any(effect == "deny" and answer != "no" for effect, answer in said):
        return False
    return ("allow", "yes") in said
