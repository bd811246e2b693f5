from labs.burn_rates.alerts import Alert, above, both, failures


def alert_policy(slo, requests_per_hour):
    """The usual table, with thresholds that an outage can reach and more than one or two failures."""
    budget = 1 - slo

    def burning(severity, burn, hours):
        reachable = min(burn * budget, 0.6)
        long, short = above(60 * hours, reachable), above(5 * hours, reachable)
        return Alert(severity, both(long, short, failures(60 * hours, 3)))

    return [
        burning("page", 14.4, 1),
        burning("page", 6, 6),
        burning("ticket", 3, 24),
        burning("ticket", 1, 72),
    ]
