from itertools import product


def rank(designs, share):
    """Go through every state of the replicas."""

    def down(rule, replicas, each):
        needed = 1 if rule == "any" else replicas // 2 + 1
        alone, total = (1 - share) * each, 0.0
        for states in product((True, False), repeat=replicas):
            chance = 1.0
            for up in states:
                chance *= (1 - alone) if up else alone
            if sum(states) < needed:
                total += chance
        return share * each + (1 - share * each) * total

    scores = {}
    for name, parts in designs.items():
        scores[name] = 1.0
        for part in parts:
            scores[name] *= 1 - down(*part)
    return [name for _, name in sorted(((-score, name) for name, score in scores.items()))]
