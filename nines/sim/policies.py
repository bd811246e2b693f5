"""The objects that a learner writes and plugs into Larder: plain classes with two or three methods.

Times are seconds. A policy may raise: the exception reaches whoever runs the simulation. What it returns is checked.
"""

from collections.abc import Sequence
from random import Random
from typing import Protocol


class Request(Protocol):
    """What a policy sees of a request."""

    @property
    def kind(self) -> str:
        """The request's class, such as "browse" or "checkout"."""
        ...

    @property
    def critical(self) -> bool:
        """Whether the business needs this class first."""
        ...

    @property
    def arrived(self) -> float:
        """When it came to this service, in seconds."""
        ...

    @property
    def deadline(self) -> float | None:
        """When the answer is of no use any more, in seconds; None if never."""
        ...


class Load(Protocol):
    """What a shedder sees of the instance that it protects."""

    @property
    def now(self) -> float:
        """The time in seconds."""
        ...

    @property
    def waiting(self) -> int:
        """How many requests wait in the queue."""
        ...

    @property
    def running(self) -> int:
        """How many requests are being worked on."""
        ...

    @property
    def workers(self) -> int:
        """How many requests can be worked on at once."""
        ...


class Target(Protocol):
    """What a balancer sees of an instance that it can choose."""

    @property
    def load(self) -> int:
        """How many requests wait there or are being worked on."""
        ...


class RetryPolicy(Protocol):
    """Decides whether and when a failed call is tried again. One object serves all calls of one caller.

    Example: at most three attempts with full jitter.

        class ThreeAttempts:
            def delay(self, attempt, rng):
                if attempt == 3:
                    return None
                return rng.uniform(0, 0.1 * 2 ** (attempt - 1))

            def on_result(self, ok, now):
                pass
    """

    def delay(self, attempt: int, rng: Random) -> float | None:
        """Seconds to wait after so many failed attempts (1 after the first), or None to give up."""
        ...

    def on_result(self, ok: bool, now: float) -> None:
        """Hear how one attempt ended."""
        ...


class Breaker(Protocol):
    """Decides whether a call may be sent at all. A call that it refuses fails at once and is not retried.

    Example: after five failures in a row, let one call per second try.

        class FiveInARow:
            def __init__(self):
                self.failures, self.tried = 0, 0.0

            def allow(self, now):
                if self.failures >= 5 and now - self.tried < 1:
                    return False
                self.tried = now
                return True

            def on_result(self, ok, now):
                self.failures = 0 if ok else self.failures + 1
    """

    def allow(self, now: float) -> bool:
        """Whether to send this call."""
        ...

    def on_result(self, ok: bool, now: float) -> None:
        """Hear how one call that was sent ended."""
        ...


class Shedder(Protocol):
    """Decides which requests an instance takes in.

    A third method, `keep(request, load) -> bool`, is optional: it is asked when a worker takes a request out of the
    queue, and False drops the request.

    Example: half the queue for everybody, all of it for critical requests.

        class ShortQueue:
            def admit(self, request, load):
                limit = 20 if request.critical else 10
                return load.waiting < limit

            def on_finish(self, request, seconds, ok):
                pass
    """

    def admit(self, request: Request, load: Load) -> bool:
        """Whether to take this request in; a rejection costs the service a little time too."""
        ...

    def on_finish(self, request: Request, seconds: float, ok: bool) -> None:
        """Hear how long an admitted request took, waiting included, and whether it succeeded."""
        ...


class Balancer(Protocol):
    """Chooses the instance for a call.

    Example: the less loaded of two that were drawn at random.

        class TwoChoices:
            def pick(self, targets, rng):
                first = targets[rng.randrange(len(targets))]
                second = targets[rng.randrange(len(targets))]
                return first if first.load <= second.load else second
    """

    def pick(self, targets: Sequence[Target], rng: Random) -> Target:
        """One of the targets, of which there is at least one."""
        ...


class Hedge(Protocol):
    """Decides when a second copy of a slow call is sent; the first good answer counts.

    Example: hedge whatever is slower than 95 of the last 100 calls.

        class NinetyFifth:
            def __init__(self):
                self.seen = []

            def after(self, rng):
                return sorted(self.seen)[94] if len(self.seen) == 100 else None

            def on_result(self, seconds):
                self.seen = [*self.seen[-99:], seconds]
    """

    def after(self, rng: Random) -> float | None:
        """Seconds after which to send the copy, or None to send none."""
        ...

    def on_result(self, seconds: float) -> None:
        """Hear how long one call took until its first answer."""
        ...
