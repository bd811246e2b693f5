from labs.burn_rates.alerts import Alert, above, both, failures


def alert_policy(slo, requests_per_hour):
    budget = 1 - slo
    rows = [("page", 14.4, 1), ("page", 6, 6), ("ticket", 0.1, 72)]
    return [
        Alert(
            severity,
            both(
                above(60 * hours, min(burn * budget, 0.6)),
                above(5 * hours, min(burn * budget, 0.6)),
                failures(60 * hours, 3),
            ),
        )
        for severity, burn, hours in rows
    ]
