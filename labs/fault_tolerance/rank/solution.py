from math import comb, prod


def rank(designs, share):
    """Each part fails as a whole for the shared share, and otherwise when too few replicas are left."""

    def up(part):
        rule, replicas, down = part
        needed = 1 if rule == "any" else replicas // 2 + 1
        alone = (1 - share) * down
        few = sum(comb(replicas, n) * (1 - alone) ** n * alone ** (replicas - n) for n in range(needed))
        return 1 - share * down - few

    return sorted(designs, key=lambda name: prod(up(part) for part in designs[name]), reverse=True)
