"""What a policy did in months that one may look at, printed for the lesson."""

from collections.abc import Callable, Mapping, Sequence

from labs.burn_rates import judgement
from labs.burn_rates.alerts import Alert, Firing, in_month, problem
from labs.burn_rates.judgement import clock, span
from labs.burn_rates.traces import SERVICES, Trace, month


def report(policy: Callable[[float, int], Sequence[Alert]], seed: int = 1) -> None:
    """Print what a policy did in each service's month: what each incident got, and what fired for nothing."""
    traces = {service.name: month(service, seed) for service in SERVICES}
    fired: dict[str, Sequence[Firing]] = {}
    for service in SERVICES:
        alerts = policy(service.slo, service.per_hour)
        if fault := problem(alerts):
            print(f"For {service.name} it {fault}.")
            return
        fired[service.name] = in_month(tuple(alerts), service, seed)
    print(lines(traces, fired))


def lines(traces: Mapping[str, Trace], fired: Mapping[str, Sequence[Firing]]) -> str:
    """The report as text."""
    found = []
    for name, trace in traces.items():
        found.append(f"{name} (SLO {100 * trace.service.slo:g} %, {trace.service.per_hour:,} requests per hour)")
        for each in trace.incidents:
            if each.expects:
                after = judgement.delay(each, fired[name])
                got = f"{each.expects} after {span(after)}" if after is not None else f"no {each.expects}"
                found.append(f"  {clock(each.start):<14} {each.kind:<9} {got} (within {span(each.within)})")
        for severity in ("page", "ticket"):
            found.append(f"  {severity}s for nothing: {len(judgement.bare(trace, fired[name], severity))}")
    return "\n".join(found)
