def queries():
    """Increases over five minutes, divided by 300 s where a rate is asked for; labels kept by `without`."""
    return {
        "checkout_rate": 'sum(increase(requests_total{job="checkout"}[5m])) / 300',
        "search_slow": """
            sum without (le) (increase(seconds_bucket{job="search", le="+Inf"}[5m])
              - ignoring (le) increase(seconds_bucket{job="search", le="1"}[5m]))
            / sum without (le) (increase(seconds_bucket{job="search", le="+Inf"}[5m]))""",
        "payments_alarm": """
            absent_over_time(requests_total{job="payments"}[5m])
            or increase(errors_total{job="payments"}[5m]) / increase(requests_total{job="payments"}[5m]) > 0.01""",
        "checkout_p99": """
            histogram_quantile(0.99, sum without (instance) (increase(seconds_bucket{job="checkout"}[5m])))""",
        "orders_rate": 'increase(orders_total{job="orders"}[5m]) / 300',
    }
