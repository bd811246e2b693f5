def rules():
    """Recorded first, as dashboards would want it; silence looks for samples of the last minutes."""
    return """
groups:
  - name: recorded
    interval: 30s
    rules:
      - {record: "payments:errors:rate5m", expr: 'sum(rate(errors_total{job="payments"}[5m]))'}
      - {record: "payments:requests:rate5m", expr: 'sum(rate(requests_total{job="payments"}[5m]))'}
      - {record: "payments:errors:ratio5m", expr: "payments:errors:rate5m / payments:requests:rate5m"}
      - alert: PaymentsFail
        expr: payments:errors:ratio5m > 0.01
        labels: {severity: page, service: payments}
        annotations: {summary: "{{ $value | humanizePercentage }} of the payments fail."}
      - alert: PaymentsSilent
        expr: absent_over_time(requests_total{job="payments"}[5m])
        for: 1m
        labels: {severity: page, service: payments}
"""
