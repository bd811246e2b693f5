from nines.models import at_least, series


def rank(designs, share):
    """The shared cause is one more part of the chain, and never replicated."""
    scores = {}
    for name, parts in designs.items():
        chain = []
        for rule, replicas, down in parts:
            chain.append(1 - share * down)
            chain.append(at_least(1 if rule == "any" else replicas // 2 + 1, replicas, 1 - (1 - share) * down))
        scores[name] = series(chain)
    return sorted(scores, key=scores.get, reverse=True)
