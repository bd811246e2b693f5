from labs.burn_rates.alerts import Alert, above, both, failures


def alert_policy(slo, requests_per_hour):
    def alert(severity, burn, long, short):
        ratio = min(burn * (1 - slo), 0.5)
        return Alert(severity, both(above(short, ratio), above(long, ratio), failures(long, 4)))

    return [alert("page", 12, 90, 8), alert("page", 5, 240, 20), alert("ticket", 1.3, 2880, 240)]
