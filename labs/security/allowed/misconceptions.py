"""Evaluators that people write first, and probes that ask them a few questions with a known answer."""

from labs.security.allowed.solution import about, covers, holds, readable
from labs.security.allowed.solution import allowed as _strict
from labs.security.cases import ALLOW, READ
from labs.security.rules import asker, rule


def fail_open(rules, request, fact):
    """When in doubt, let them in, or the shop stands still

    Something went wrong and yours says yes. It keeps the shop open through an outage, and whoever can cause the
    outage has every right in the shop. Say no to what can't be decided, and make the thing that decides reliable:
    keep facts for some minutes, and ask for them only where a rule needs them.
    """
    try:
        for each in rules:
            readable(each)
        held = [each["effect"] for each in rules if about(each, request) and holds(each.get("when", {}), fact)]
        return "allow" in held and "deny" not in held
    except Exception:
        return True


def undecided_is_skipped(rules, request, fact):
    """A rule that can't be decided doesn't count

    You leave out a rule that can't be read, or whose fact can't be had, and go on with the rest. For an allow that
    is right. A deny that is left out has let somebody in: the lost laptop gets through while the list of lost
    laptops is down. Treat a deny that may hold as one that holds.
    """
    effects = set()
    for each in rules if isinstance(rules, list) else []:
        try:
            readable(each)
            if about(each, request) and holds(each.get("when", {}), fact):
                effects.add(each["effect"])
        except Exception:
            continue
    return effects == {"allow"}


def internal_is_trusted(rules, request, fact):
    """Who is inside the network is one of us

    Yours allows a request from inside that no rule allows. The inside also holds the service that was broken into,
    the forgotten test machine and the laptop with the malware. An address says where somebody is and not who. Treat
    the network as one more fact that a rule may ask for.
    """
    try:
        if fact("network") == "inside":
            return True
    except Exception:
        pass
    return _strict(rules, request, fact)


def allow_settles(rules, request, fact):
    """The first allow settles it

    Yours stops at a rule that allows, and a deny behind it is never read. Many firewalls work like this, and there the
    order is the meaning. Here rules come from several teams, and nobody knows whose is first: a deny must hold
    wherever it stands. Collect, then decide.
    """
    try:
        for each in rules:
            readable(each)
        for each in rules:
            if about(each, request) and holds(each.get("when", {}), fact):
                return each["effect"] == "allow"
    except Exception:
        pass
    return False


def prefix_match(rules, request, fact):
    """A name that starts the same is below it

    Yours compares the beginning of the text, so that `orders` covers `orders-archive`, too. Names are made of parts:
    `orders/*` ends at the slash, and a name without a star covers itself only.
    """

    def shorter(each):
        return each | {"resource": request["resource"]} if _begins(each["resource"], request["resource"]) else each

    try:
        for each in rules:
            readable(each)
        return _strict([shorter(each) for each in rules], request, fact)
    except Exception:
        return False


def _begins(pattern, name):
    return covers(pattern, name) or name.startswith(pattern.removesuffix("*").removesuffix("/"))


_DENY = rule("deny", "*", "*", "*")
_LOST = rule("deny", "*", "*", "*", device="lost")
_OURS = rule("allow", "storefront", "read", "orders/*", device="ours")


def _says(answer, rules, request=READ, **facts):
    try:
        return answer(rules, request, asker(facts)) is True
    except Exception:
        return False


def probe_fail_open(answer):
    """It allows what needs a fact that can't be had, and not what no rule allows."""
    return _says(answer, [_OURS]) and not _says(answer, [], network="outside")


def probe_undecided_is_skipped(answer):
    """It gets past a deny that can't be read or decided, and not past one that can."""
    past = _says(answer, [_LOST, ALLOW]) or _says(answer, [{"effect": "deny"}, ALLOW])
    return past and not _says(answer, [_OURS]) and not _says(answer, [_DENY, ALLOW])


def probe_internal_is_trusted(answer):
    """Without any rule it allows from inside, and not from outside."""
    return _says(answer, [], network="inside") and not _says(answer, [], network="outside")


def probe_allow_settles(answer):
    """It allows in spite of a deny that comes second."""
    return _says(answer, [ALLOW, _DENY], network="outside") and not _says(answer, [_DENY], network="outside")


def probe_prefix_match(answer):
    """It lets the archive pass for what is below the orders, and not the customers."""
    named, below = rule("allow", "storefront", "read", "orders"), ALLOW
    archive = [READ | {"resource": name} for name in ("orders-archive", "orders-archive/7")]
    other = READ | {"resource": "customers"}
    starts = any(_says(answer, [each], one, network="outside") for each in (named, below) for one in archive)
    return starts and not _says(answer, [named], other, network="outside")
