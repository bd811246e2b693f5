from labs.burn_rates.alerts import Alert, above, both, failures


def alert_policy(slo, requests_per_hour):
    budget, hours = 1 - slo, 1 if slo < 0.99 or requests_per_hour < 100 else 6
    burn = min(6 * budget, 0.6)
    return [
        Alert("page", both(above(60 * hours, burn), above(5 * hours, burn), failures(60 * hours, 3))),
        Alert("ticket", both(above(4320, budget), above(360, budget))),
    ]
