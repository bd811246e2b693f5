"""The evaluator's lab: its truth is a second one, mistakes are known in other dress, and the article's numbers hold."""

from labs.security.allowed import misconceptions
from labs.security.allowed.solution import about as reads
from labs.security.allowed.solution import holds
from labs.security.cases import READ, apart, known, unanswered, unreadable
from labs.security.decisions import COST, DOWN, EVALUATORS, GOOD, HOLE, UP, evaluators, tally
from labs.security.rules import LARDER, about, asker, rule
from nines.check.recognize import probes
from nines.lab import ROOT, exercise

NAMES = list(exercise("security.allowed").misconceptions)


def test_the_world_holds_every_combination():
    """Both effects, orders, networks and answers occur, so that neither yes nor no is a good guess."""
    cases = list(known())
    right = sum(case.right for case in cases)
    assert 0.1 < right / len(cases) < 0.5
    both = [case for case in cases if len({each["effect"] for each in case.rules}) == 2]
    assert {case.rules[0]["effect"] for case in both} == {"allow", "deny"}
    assert {case.facts["network"] for case in cases} == {"inside", "outside"}


def test_two_ways_to_the_truth_agree():
    """What a pattern covers is looked up in the lab and computed in the solution."""
    for case in known():
        for each in case.rules:
            assert about(each, case.request) == reads(each, case.request)


def test_what_cannot_be_decided_is_never_right():
    """No case without a fact or with a malformed rule is one to allow, and those of others' facts all are."""
    assert not any(case.right for case in [*unanswered(), *unreadable()])
    assert all(case.right for case in apart())
    assert all(case.told() for case in [*known(), *unanswered(), *unreadable(), *apart()])


def test_the_price_of_failing_closed_is_what_the_article_says():
    """Failing open lets in all that support may send while the list is down; failing closed holds back two refunds."""
    closed, opened = list(EVALUATORS.values())[:2]
    assert tally(closed, UP)[GOOD] == tally(opened, UP)[GOOD] == 34
    assert tally(closed, UP)[HOLE] == tally(opened, UP)[HOLE] == tally(closed, DOWN)[HOLE] == 0
    assert tally(closed, DOWN)[COST] == 2
    from_support = 4 * 4 * 2 * 2 * 2
    assert tally(opened, DOWN)[HOLE] == from_support - 2
    text = " ".join((ROOT / "docs/challenges/security.md").read_text(encoding="utf-8").split())
    assert "Of Larder's 34 needed requests two wait" in text


def test_the_figure_says_what_gets_in():
    """The text alternative holds the numbers of the bars."""
    assert (
        "126 not needed and allowed, while the list of devices is down"
        in evaluators("yes, if in doubt", DOWN)["description"]
    )


def any_allow(rules, request, fact):
    """An answer that never reads a deny."""
    try:
        meant = [each for each in rules if about(each, request) and holds(each.get("when", {}), fact)]
        return any(each["effect"] == "allow" for each in meant)
    except Exception:
        return False


def below_as_text(rules, request, fact):
    """An answer that compares the beginnings of texts, and denies by default."""
    for each in rules:
        if each["who"] == request["who"] and request["resource"].startswith(each["resource"].rstrip("/*")):
            return each["effect"] == "allow"
    return False


def nothing_raises(rules, request, fact):
    """An answer that takes what can't be had for None, so that no deny holds."""

    def known_or_none(name):
        try:
            return fact(name)
        except Exception:
            return None

    return misconceptions.undecided_is_skipped(rules, request, known_or_none)


def test_mistakes_are_known_in_other_dress():
    """A probe asks what an answer does and not how; each of these makes one mistake and is called by its name."""
    found = vars(misconceptions)
    assert probes(found, NAMES, any_allow) == ["allow_settles"]
    assert "prefix_match" in probes(found, NAMES, below_as_text)
    assert probes(found, NAMES, nothing_raises) == ["undecided_is_skipped"]
    assert probes(found, NAMES, lambda rules, request, fact: True) == []
    assert probes(found, NAMES, lambda rules, request, fact: False) == []


def test_larders_rules_ask_the_list_only_for_support():
    """The storefront works on while nobody knows about devices, which is what the lesson says."""
    assert EVALUATORS["no, if in doubt"](LARDER, READ, asker({})) is True
    assert LARDER[-1] == rule("deny", "support", "*", "*", device="lost")
