def queries():
    """Rates before sums, sums before quantiles, and absence asked for by itself."""
    failing = 'sum(rate(errors_total{job="payments"}[5m])) / sum(rate(requests_total{job="payments"}[5m])) > 0.01'
    bucket = 'sum(rate(seconds_bucket{job="search", le="%s"}[5m]))'
    return {
        "checkout_rate": 'sum(rate(requests_total{job="checkout"}[5m]))',
        "search_slow": f"1 - {bucket % '1'} / {bucket % '+Inf'}",
        "payments_alarm": f'{failing} or absent(requests_total{{job="payments"}})',
        "checkout_p99": 'histogram_quantile(0.99, sum by (le) (rate(seconds_bucket{job="checkout"}[5m])))',
        "orders_rate": "sum(rate(orders_total[5m]))",
    }
