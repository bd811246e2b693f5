def queries():
    """The alarm is on unless payments is known to be well."""
    well = 'rate(errors_total{job="payments"}[5m]) <= 0.01 * rate(requests_total{job="payments"}[5m])'
    return {
        "checkout_rate": 'sum(rate(seconds_bucket{job="checkout", le="+Inf"}[5m]))',
        "search_slow": """
            (sum(rate(seconds_bucket{job="search", le="+Inf"}[5m]))
              - sum(rate(seconds_bucket{job="search", le="1"}[5m])))
            / sum(rate(seconds_bucket{job="search", le="+Inf"}[5m]))""",
        "payments_alarm": f"vector(1) unless on () ({well})",
        "checkout_p99": 'histogram_quantile(0.99, sum(rate(seconds_bucket{job="checkout"}[5m])) by (job, le))',
        "orders_rate": "rate(orders_total[5m])",
    }
