"""Designs that a seed draws, ranked where only one thing matters at a time."""

import random

from labs.fault_tolerance.designs import availability, chain, copies, draw, in_order, voters

SHARES = (0.0, 0.02, 0.1, 0.3)


def wrong(rank, make, shares, seeds):
    """The first ranking of drawn designs that is wrong, in words; empty if there is none."""
    for seed in seeds:
        rng = random.Random(seed)
        for share in shares:
            designs = draw(make, share, rng)
            given, right = rank(designs, share), in_order(designs, share)
            if not isinstance(given, list) or sorted(map(str, given)) != sorted(right):
                return f"Return the names {sorted(right)} in a list, best first; yours is {given!r}"
            for mine, yours in zip(right, given, strict=True):
                if mine != yours:
                    told = "; ".join(
                        f"{name} {designs[name]} is up {100 * availability(designs[name], share):.4f} %"
                        for name in (mine, yours)
                    )
                    return f"With a shared {share:.0%} you put {yours} where {mine} belongs: {told}"
    return ""


def test_every_link_of_a_chain_counts(rank, seeds):
    fault = wrong(rank, chain, [0.0] * 3, seeds)
    assert not fault, fault


def test_failures_that_replicas_share_count(rank, seeds):
    fault = wrong(rank, copies, SHARES, seeds)
    assert not fault, fault


def test_more_than_half_of_the_voters_are_needed(rank, seeds):
    fault = wrong(rank, voters, [0.0] * 3, seeds)
    assert not fault, fault
