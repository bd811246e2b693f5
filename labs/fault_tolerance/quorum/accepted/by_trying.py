from itertools import product

from nines.models import quorums_intersect


def quorum(replicas, failures):
    """The first pair that meets, cheapest writes first."""
    sizes = range(1, replicas - failures + 1)
    for write, read in product(sizes, sizes):
        if quorums_intersect(replicas, read, write):
            return {"read": read, "write": write, "sloppy": False, "repair": True}
    return None
