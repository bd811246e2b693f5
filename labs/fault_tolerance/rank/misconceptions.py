"""Rankings that people make first, each of which leaves one thing out."""

from labs.fault_tolerance.designs import down
from nines.models import at_least, series


def weakest_link(designs, share):
    """A chain is as strong as its weakest link

    You rank a chain by its worst part. Three parts of 99.9 % in a row are not 99.9 % available, because each of them
    takes the whole down at its own time: 99.7 %. Multiply the availabilities of all the parts.
    """

    def up(name):
        return min(1 - down(part, share) for part in designs[name])

    return sorted(designs, key=up, reverse=True)


def independent_replicas(designs, share):
    """Replicas fail independently

    You multiply the replicas' chances of being down as if they never failed together. They share a release, a
    configuration, a certificate, a rack. That part of each one's failures no number of copies makes smaller: count it
    once, as share × down, and multiply only the rest.
    """
    return sorted(designs, key=lambda name: series(1 - down(part, 0) for part in designs[name]), reverse=True)


def four_voters(designs, share):
    """Four voters beat three

    You let half of the voters decide. With four, two and two could then decide differently, so more than half is
    needed: three of four. Four voters survive one failure, as three do, and one more of them can fail.
    """

    def up(part):
        rule, replicas, each = part
        needed = 1 if rule == "any" else (replicas + 1) // 2
        return at_least(needed, replicas, 1 - (1 - share) * each) - share * each

    return sorted(designs, key=lambda name: series(map(up, designs[name])), reverse=True)
