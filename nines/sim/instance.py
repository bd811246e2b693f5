"""One instance of a service: workers, a queue, and what faults do to it."""

import math
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from nines.sim.checked import able
from nines.sim.draws import SECOND
from nines.sim.policies import Shedder
from nines.sim.request import ERROR, OK, REFUSED, REJECTED, Request
from nines.sim.world import Pending, Steps, Task

if TYPE_CHECKING:
    from nines.sim.service import Service

Answer = Callable[[str], None]


class Job:
    """A request that an instance has taken in."""

    __slots__ = ("answer", "over", "request")

    def __init__(self, request: Request, answer: Answer) -> None:
        self.request = request
        self.answer = answer
        self.over = False


class View:
    """What a shedder may see of the instance that it protects."""

    __slots__ = ("_instance",)

    def __init__(self, instance: "Instance") -> None:
        self._instance = instance

    @property
    def now(self) -> float:
        """The time in seconds."""
        return self._instance.world.seconds

    @property
    def waiting(self) -> int:
        """How many requests wait in the queue."""
        return len(self._instance.queue)

    @property
    def running(self) -> int:
        """How many requests are being worked on."""
        return len(self._instance.jobs)

    @property
    def workers(self) -> int:
        """How many requests can be worked on at once."""
        return self._instance.workers


class Instance:
    """Workers with one queue in front; balancers choose it by its `load`, shedders see it through a View."""

    def __init__(self, service: "Service", number: int) -> None:
        self.service = service
        self.world = service.world
        self.name = f"{service.name}-{number}"
        self.rng = self.world.stream(f"{self.name}/work")
        self.luck = self.world.stream(f"{self.name}/faults")
        self.shedder: Shedder | None = able(service.shedder(), "shedder") if service.shedder else None
        self.keep = getattr(self.shedder, "keep", None)
        self.view = View(self)
        self.queue: deque[Job] = deque()
        self.jobs: dict[Job, None] = {}
        self.workers = service.workers
        self.up = True
        self.slow = 1.0
        self.errors = 0.0
        self.troubles: dict[str, list[float]] = {"slow": [], "errors": [], "workers": [], "down": []}
        self.received = self.completed = self.failed = self.rejected = self.refused = self.lost = 0
        self.busy_us = 0
        self.owed_us = 0

    @property
    def load(self) -> int:
        """How many requests wait here or are being worked on."""
        return len(self.queue) + len(self.jobs)

    def submit(self, request: Request, answer: Answer) -> None:
        """Take a request in, or answer at once that it is refused or rejected."""
        self.received += 1
        limit = self.service.queue
        if not self.up:
            self.refused += 1
            answer(REFUSED)
        elif (self.shedder and not self.shedder.admit(request, self.view)) or (
            limit is not None and len(self.jobs) >= self.workers and len(self.queue) >= limit
        ):
            self._reject(request, answer)
        elif len(self.jobs) < self.workers:
            self._start(Job(request, answer))
        else:
            self.queue.append(Job(request, answer))

    def pull(self) -> None:
        """Give waiting requests to free workers."""
        while self.queue and len(self.jobs) < self.workers and self.up:
            job = self.queue.pop() if self.service.lifo else self.queue.popleft()
            if self.keep and not self.keep(job.request, self.view):
                self._reject(job.request, job.answer)
            else:
                self._start(job)

    def suffer(self, trouble: str, value: float) -> None:
        """Begin a trouble: "slow" (a factor), "errors" (a ratio), "workers" (the share that is lost) or "down"."""
        self.troubles[trouble].append(value)
        self._feel()

    def recover(self, trouble: str, value: float) -> None:
        """End a trouble that was begun; others of its kind go on."""
        self.troubles[trouble].remove(value)
        self._feel()

    def _feel(self) -> None:
        """Be as slow, faulty, small or dead as all troubles together make it."""
        self.slow = math.prod(self.troubles["slow"])
        self.errors = 1 - math.prod(1 - ratio for ratio in self.troubles["errors"])
        left = math.prod(1 - share for share in self.troubles["workers"])
        self.workers = max(1, round(self.service.workers * left))
        self.up = not self.troubles["down"]
        if self.up:
            self.pull()
        else:
            self._lose()

    def _lose(self) -> None:
        """Lose everything that is here."""
        lost = [*self.jobs, *self.queue]
        self.jobs.clear()
        self.queue.clear()
        self.lost += len(lost)
        for job in lost:
            job.over = True
            job.answer(ERROR)

    def _reject(self, request: Request, answer: Answer) -> None:
        """Answer that there is no capacity; saying so costs the next request's worker a moment."""
        self.rejected += 1
        self.owed_us += self.service.reject_us
        if self.world.telemetry:
            self.world.telemetry.served(self, request, REJECTED)
        answer(REJECTED)

    def _start(self, job: Job) -> None:
        self.jobs[job] = None
        Task(self._work(job), lambda outcome: self._finish(job, outcome))

    def _work(self, job: Job) -> Steps:
        """Work on a request and on what it needs from other services; how it ended."""
        request = job.request
        own = round(self.service.work.draw(self.rng) * self.slow) + self.owed_us
        self.owed_us = 0
        self.busy_us += own
        yield self.world.timeout(own)
        if self.errors and self.luck.random() < self.errors:
            return ERROR
        together: list[Pending] = []
        for need in self.service.needs:
            if job.over:
                return ERROR
            if (need.kinds and request.kind not in need.kinds) or (need.share < 1 and self.rng.random() >= need.share):
                continue
            if need.background or need.together:
                answer = Pending()
                Task(need.edge.call(request), answer.settle)
                if not need.background:
                    together.append(answer)
                continue
            outcome = yield from need.edge.call(request)
            if outcome != OK and need.hard:
                return ERROR
        failed = False
        for answer in together:
            failed |= (yield answer) != OK
        return ERROR if failed else OK

    def _finish(self, job: Job, outcome: str) -> None:
        if job.over:
            return
        job.over = True
        del self.jobs[job]
        if outcome == OK:
            self.completed += 1
        else:
            self.failed += 1
        if self.world.telemetry:
            self.world.telemetry.served(self, job.request, outcome)
        if self.shedder:
            self.shedder.on_finish(job.request, (int(self.world.now) - job.request.arrived_us) / SECOND, outcome == OK)
        self.pull()
        job.answer(outcome)
