from math import comb


def rank(designs, share):
    """Add up the small chances of being down; products of two of them are left out."""

    def down(part):
        rule, n, q = part
        fatal = n if rule == "any" else n - n // 2
        own = q * (1 - share)
        return q * share + sum(comb(n, k) * own**k * (1 - own) ** (n - k) for k in range(fatal, n + 1))

    return sorted(designs, key=lambda name: sum(map(down, designs[name])))
