"""The history that the answer allows, as a sequence diagram; beside it nothing is needed."""

from labs.fault_tolerance.replicas import Setting
from labs.fault_tolerance.stories import worst


def chart(answer, naive, reference):
    """What three replicas, one out of reach, do under the answer's setting; None where it has none for them."""
    given = answer(3, 1)
    return worst(Setting(**given), 3, 1) if given else None
