"""Every request of a small world is decided, then some with a fact that can't be had or a rule that can't be read."""

from functools import cache

from labs.security.cases import ERRORS, apart, known, unanswered, unreadable
from labs.security.rules import asker


def decided(allowed, case, error=TimeoutError):
    """What the answer says to a case; the caller needs a yes or a no."""
    said, raised = None, ""
    try:
        said = allowed(case.rules, case.request, asker(case.facts, error))
    except NotImplementedError:
        raise
    except Exception as wrong:
        raised = type(wrong).__name__
    assert not raised, f"{case.told()}. Yours raises {raised}, and the caller needs a no"
    assert isinstance(said, bool), f"{case.told()}. Return True or False, and nothing else."
    return said


@cache
def wrongly(allowed):
    """The cases, all facts known, that were denied or allowed although the rules say otherwise."""
    wrong = [case for case in known() if decided(allowed, case) != case.right]
    return [case for case in wrong if case.right], [case for case in wrong if not case.right]


def test_the_work_goes_through(allowed):
    denied = wrongly(allowed)[0] + [case for case in apart() if not decided(allowed, case)]
    assert not denied, f"{denied[0].told()}. This is allowed and yours denies it, like {len(denied) - 1} more"


def test_nothing_else_is_allowed(allowed):
    let_in = wrongly(allowed)[1]
    assert not let_in, f"{let_in[0].told()}. This is not allowed and yours allows it, like {len(let_in) - 1} more"


def test_a_fact_that_cannot_be_had_never_helps(allowed):
    for error in ERRORS:
        for case in unanswered():
            wrong = f"{case.told()}; asking raises {error.__name__}. Nobody knows, and yours allows it"
            assert not decided(allowed, case, error), wrong


def test_a_rule_that_cannot_be_read_stops_everything(allowed):
    for case in unreadable():
        wrong = f"{case.told()}. Nobody knows what the malformed part was meant to say, and yours allows it"
        assert not decided(allowed, case), wrong
