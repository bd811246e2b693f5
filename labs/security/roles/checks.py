"""A real PostgreSQL is asked, for every role and action, whether it goes through."""

from labs.security.shop import MATRIX, outcome


def able(roles):
    """The actions that succeeded under the learner's grants."""
    found = outcome(roles())
    assert not found.refused, found.refused
    return found.able


def test_every_role_can_do_its_work(roles):
    blocked = [f"{each.role} cannot {each.what}" for each in MATRIX if each.allowed and each not in able(roles)]
    assert not blocked, f"PostgreSQL says permission denied: {'; '.join(blocked)}."


def test_no_role_can_do_more(roles):
    excess = [f"{each.role} can {each.what}" for each in MATRIX if not each.allowed and each in able(roles)]
    assert not excess, f"Nobody needs this, and it went through: {'; '.join(excess)}."
