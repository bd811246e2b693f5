import json

COUNTER = '{}_total{{job="payments"}}'


def increase(name, minutes):
    return f"sum by (job) (increase({COUNTER.format(name)}[{minutes}m]))"


def rules():
    """Written by a program, with two windows, and a vector that is empty where payments are."""
    ratios = [f"{increase('errors', minutes)} / {increase('requests', minutes)} > 0.01" for minutes in (6, 2)]
    silent = f"vector(1) unless on () {COUNTER.format('requests')}"
    labels = {"severity": "page", "service": "payments"}
    alerts = [
        {"alert": "PaymentsFail", "expr": " and ".join(ratios), "labels": labels},
        {"alert": "PaymentsSilent", "expr": silent, "for": "2m", "labels": labels},
    ]
    return json.dumps({"groups": [{"name": "payments", "rules": alerts}]})
