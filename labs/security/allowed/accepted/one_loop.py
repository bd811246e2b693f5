"""One loop over the rules with an answer that is no until a rule says yes."""


def readable(rule):
    if type(rule) is not dict or sorted(rule.keys() - {"when"}) != ["action", "effect", "resource", "who"]:
        return False
    for key, value in rule.items():
        if key == "when":
            if type(value) is not dict:
                return False
        elif type(value) is not str:
            return False
        elif key == "effect":
            if value != "allow" and value != "deny":
                return False
        elif value != "*":
            rest = value[:-2] if key == "resource" and value.endswith("/*") else value
            if rest.count("*") > 0:
                return False
    return True


def matches(pattern, parts):
    wanted = pattern.split("/")
    if pattern == "*":
        return True
    if wanted[-1] == "*":
        return len(parts) >= len(wanted) and parts[: len(wanted) - 1] == wanted[:-1]
    return wanted == parts


def allowed(rules, request, fact):
    answer = False
    try:
        parts = {key: request[key].split("/") for key in ("who", "action", "resource")}
        if not isinstance(rules, list) or not all(readable(rule) for rule in rules):
            return False
        for rule in rules:
            if not all(matches(rule[key], parts[key]) for key in parts):
                continue
            for name in rule.get("when", {}):
                if fact(name) != rule["when"][name]:
                    break
            else:
                if rule["effect"] == "deny":
                    return False
                answer = True
    except Exception:
        answer = False
    return answer
