"""Calls from one service to another: timeouts, retries, a breaker and hedges."""

from collections.abc import Callable

from nines.sim.checked import able, delay_us, wait_us
from nines.sim.draws import SECOND, micros
from nines.sim.policies import Breaker, Hedge, RetryPolicy
from nines.sim.request import OK, OPEN, REFUSED, TIMEOUT, Request
from nines.sim.service import Service
from nines.sim.world import Pending, RunawayError, Steps, World

SAME_INSTANT = 5_000


class Edge:
    """The calls of one caller to one service. `timeout` is each attempt's, in seconds; a deadline cuts it shorter.

    Retry policy, breaker and hedge are policy objects (nines.sim.policies); None means: none of that.
    Without a timeout a call waits as long as it takes, whatever the deadline says.
    """

    def __init__(
        self,
        world: World,
        caller: str,
        callee: Service,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        breaker: Breaker | None = None,
        hedge: Hedge | None = None,
    ) -> None:
        self.world = world
        self.caller = caller
        self.callee = callee
        self.name = f"{caller} → {callee.name}"
        self.timeout_us = None if timeout is None else micros(timeout)
        self.retry = retry and able(retry, "retry policy")
        self.breaker = breaker and able(breaker, "breaker")
        self.hedge = hedge and able(hedge, "hedge")
        self.cuts = 0
        self.ratios: list[float] = []
        self.calls = 0
        self.attempts = 0
        self.sent: dict[int, int] = {}
        self.outcomes: dict[str, int] = {}
        self.on_send: Callable[[int], None] | None = None
        self._rng = world.stream(f"{self.name}/policy")
        self._luck = world.stream(f"{self.name}/faults")
        self._instant, self._burst = -1, 0
        world.edges.append(self)

    def call(self, request: Request) -> Steps:
        """Call the service for a request, as often as the policies say; how it ended."""
        self.calls += 1
        attempt = 0
        while True:
            if self.breaker and not self.breaker.allow(self.world.seconds):
                return self._note(OPEN)
            attempt += 1
            outcome = yield self._attempt(request, attempt)
            ok, now = outcome == OK, self.world.seconds
            if self.breaker:
                self.breaker.on_result(ok, now)
            if self.retry:
                self.retry.on_result(ok, now)
            if ok or not self.retry:
                return self._note(outcome)
            delay = delay_us(self.retry, attempt, self._rng)
            if delay is None or (request.deadline_us is not None and self.world.now + delay >= request.deadline_us):
                return self._note(outcome)
            self._count_burst()
            yield self.world.timeout(delay)

    def _note(self, outcome: str) -> str:
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
        return outcome

    def _count_burst(self) -> None:
        """Stop a caller that retries thousands of times while no time passes."""
        if self.world.now != self._instant:
            self._instant, self._burst = int(self.world.now), 0
        self._burst += 1
        if self._burst > SAME_INSTANT:
            told = f"{self.caller} retried its calls to {self.callee.name} {SAME_INSTANT:,} times in one instant"
            raise RunawayError(f"{told}, at {self.world.seconds:.1f} s: wait before a retry, and limit the retries")

    def _attempt(self, request: Request, attempt: int) -> Pending:
        """Send one attempt, and its hedge when the policy wants one."""
        pending = Pending()
        limit = self.timeout_us
        if limit is not None and request.deadline_us is not None:
            limit = min(limit, request.deadline_us - int(self.world.now))
            if limit <= 0:
                pending.settle(TIMEOUT)
                return pending
        start = int(self.world.now)
        child = self._send(request, pending, attempt)
        if telemetry := self.world.telemetry:
            if pending.callbacks is None:
                telemetry.called(self, child, pending.value)
            else:
                pending.callbacks.append(lambda event: telemetry.called(self, child, event.value))
        if self.hedge and pending.callbacks is not None:
            self._arm_hedge(self.hedge, request, pending, start)
        if limit is not None and pending.callbacks is not None:
            self.world.timeout(limit).callbacks.append(lambda event: pending.settle(TIMEOUT))
        return pending

    def _arm_hedge(self, hedge: Hedge, request: Request, pending: Pending, start: int) -> None:
        if (after := hedge.after(self._rng)) is not None:
            wait = self.world.timeout(wait_us(after, f"{type(hedge).__name__}.after"))
            wait.callbacks.append(lambda event: self._second(request, pending))
        if pending.callbacks is not None:
            pending.callbacks.append(lambda event: hedge.on_result((int(self.world.now) - start) / SECOND))

    def _second(self, request: Request, pending: Pending) -> None:
        if pending.callbacks is not None:
            pending.open += 1
            self._send(request, pending, 2)

    def _send(self, request: Request, pending: Pending, attempt: int) -> Request:
        """Put one copy of the request on the wire; a partition swallows it, and only a timeout ends the wait."""
        world = self.world
        now = int(world.now)
        self.attempts += 1
        second = now // SECOND
        self.sent[second] = self.sent.get(second, 0) + 1
        if self.on_send:
            self.on_send(now)
        child = request.child(now, attempt - 1)
        if world.telemetry:
            world.telemetry.sends(child)

        def answer(outcome: str) -> None:
            if outcome == OK or pending.open == 1:
                pending.settle(outcome)
            else:
                pending.open -= 1

        if self.cuts:
            if self.timeout_us is None:
                answer(REFUSED)
        elif any(self._luck.random() < ratio for ratio in self.ratios) or not (instance := self.callee.pick()):
            answer(REFUSED)
        else:
            instance.submit(child, answer)
        return child
