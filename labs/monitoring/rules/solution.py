def rules():
    """Failures by the rate of each counter, one alert for all instances; silence by what is absent."""
    return """
groups:
  - name: payments
    rules:
      - alert: PaymentsFail
        expr: |
          sum(rate(errors_total{job="payments"}[5m]))
          / sum(rate(requests_total{job="payments"}[5m])) > 0.01
        for: 1m
        labels: {severity: page, service: payments}
      - alert: PaymentsSilent
        expr: absent(requests_total{job="payments"})
        for: 5m
        labels: {severity: page, service: payments}
"""
