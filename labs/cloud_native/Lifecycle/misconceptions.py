"""Each is a right lifecycle with one mistake; the probes read what a real rolling restart came to."""

import time


class _Reference:
    """What the wrong answers share: no, a wait until it is heard, a closed door, a bounded drain."""

    def __init__(self):
        self.stopping, self.noes = False, 0

    def ready(self, server):
        self.noes += self.stopping
        return server.loaded and not self.stopping

    def announce(self, server, give_up):
        self.stopping = True
        while self.noes <= server.fall and time.monotonic() < give_up:
            time.sleep(0.01)

    def drain(self, server, give_up):
        while server.in_flight and time.monotonic() < give_up:
            time.sleep(0.01)

    def on_sigterm(self, server):
        give_up = time.monotonic() + server.grace_s / 2
        self.announce(server, give_up)
        server.stop_accepting()
        self.drain(server, give_up)


class exits_on_sigterm(_Reference):
    """SIGTERM means: end now

    Your process ends at once. The orders that it was working on lose their answers, and until the balancer notices
    it sends more to a port where nobody listens. SIGTERM is a request with a deadline: stop getting work, finish what
    you have, then end.
    """

    def on_sigterm(self, server):
        pass


class stops_accepting_at_once(_Reference):
    """The balancer knows as soon as the process does

    Your process closes its door while the balancer still counts it in. The balancer learns from a health check, and
    needs some of them in a row; everything it sends until then is refused. Say no at /ready, keep accepting until that
    was heard, then close.
    """

    def announce(self, server, give_up):
        self.stopping = True


class waits_without_draining(_Reference):
    """Once the balancer has noticed, it is safe to end

    Your process waits until it gets no more work and then ends with the work it has. What the balancer sent last is
    still in flight, and the slowest requests outlast every wait. Look at in_flight before you leave.
    """

    def drain(self, server, give_up):
        pass


class waits_for_ever(_Reference):
    """A graceful process waits for its last request

    Your process waits until nothing is in flight. A store's screen follows the stock all day, so that is never, and
    after the grace period the process is killed. Give the drain an end of its own, longer than your longest request and
    shorter than the grace period.
    """

    def drain(self, server, give_up):
        super().drain(server, float("inf"))


class listening_is_ready(_Reference):
    """A process that listens is ready

    Your process says yes as soon as it can answer at all, before its catalog is loaded. The balancer believes it,
    and every order of that moment fails. Ready means: can do the work.
    """

    def ready(self, server):
        self.noes += self.stopping
        return not self.stopping


def probe_exits_on_sigterm(answer):
    """Orders are cut off by a process that neither told the balancer nor closed its door."""
    outcome = _outcome(answer)
    return bool(outcome.cut) and not any(each.said_no or "closed" in each.events for each in outcome.stops)


def probe_stops_accepting_at_once(answer):
    """Requests are refused and none is cut off: every door was closed before the balancer had heard enough."""
    outcome = _outcome(answer)
    return bool(outcome.refused) and not outcome.cut and all(_closed_early(each) for each in outcome.stops)


def probe_waits_without_draining(answer):
    """The balancer had heard it, and orders are cut off by a process that ended of itself."""
    outcome = _outcome(answer)
    heard = [each for each in outcome.stops if each.events.count("no") >= 2]
    return bool(outcome.cut) and not outcome.refused and len(heard) == len(outcome.stops)


def probe_waits_for_ever(answer):
    """A process that had no order left was killed, and nothing else went wrong."""
    outcome = _outcome(answer)
    return any(each.killed for each in outcome.stops) and not (outcome.refused or outcome.cut or outcome.cold)


def probe_listening_is_ready(answer):
    """Orders reached a cold process, and nothing else went wrong when it stopped."""
    outcome = _outcome(answer)
    return bool(outcome.cold) and not outcome.refused and not outcome.cut


def _outcome(answer):
    """The outcome of the rollout, imported here because the processes of the rollout run this text too."""
    from labs.cloud_native.rollout import rollout

    return rollout(answer)


def _closed_early(stop):
    """Whether the door was closed with fewer than two refusals of /ready before."""
    if "closed" not in stop.events:
        return False
    before = stop.events[: stop.events.index("closed")]
    return before.count("no") < 2 and before.count("yes") < 2
