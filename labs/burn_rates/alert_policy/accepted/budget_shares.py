from labs.burn_rates.alerts import Alert, above, both

PERIOD = 30 * 24


def alert_policy(slo, requests_per_hour):
    """Thresholds from the share of the budget that may go unnoticed; a long window where it is quiet."""
    most = 1 / (1 - slo)
    stretch = 24 if requests_per_hour * (1 - slo) < 1 else 1
    alerts = []
    for severity, share, hours in [("page", 0.02, 1), ("page", 0.05, 6), ("ticket", 0.1, 72)]:
        burn = min(share * PERIOD / hours, most / 2)
        long = 60 * hours * (stretch if hours < 6 else 1)
        if stretch > 1 and hours == 6:
            continue
        alerts.append(Alert(severity, both(above(long, burn / most), above(long // 12, burn / most))))
    return alerts
