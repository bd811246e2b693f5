from labs.burn_rates.alerts import Alert, above, both, either, failures


def alert_policy(slo, requests_per_hour):
    def burns(minutes, rate):
        return above(minutes, rate * (1 - slo))

    ticket = Alert("ticket", both(burns(3 * 1440, 1), burns(300, 1.2)))
    if requests_per_hour < 60:
        return [Alert("page", both(above(120, 1 / 3), failures(120, 4), failures(30, 1))), ticket]
    if slo < 0.95:
        return [Alert("page", both(above(45, 0.55), above(4, 0.5)), wait=2), ticket]
    return [Alert("page", both(either(burns(60, 13), burns(300, 5.5)), burns(15, 5.5))), ticket]
