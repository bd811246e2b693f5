def rule_file():
    """Recording rules for all services at once; alerts pick the services for which their thresholds make sense."""
    windows = ["5m", "30m", "1h", "6h", "3d"]
    recorded = "".join(
        f"""
      - record: job:errors:ratio_rate{window}
        expr: sum by (job) (rate(errors_total[{window}])) / sum by (job) (rate(requests_total[{window}]))"""
        for window in windows
    )
    return f"""
groups:
  - name: ratios
    rules:{recorded}
      - record: job:errors:increase1h
        expr: sum by (job) (increase(errors_total[1h]))
  - name: alerts
    rules:
      - alert: BurnsFast
        expr: |
          (job:errors:ratio_rate1h{{job="checkout"}} > 0.0144 and job:errors:ratio_rate5m > 0.0144)
          or (job:errors:ratio_rate6h{{job="checkout"}} > 0.006 and job:errors:ratio_rate30m > 0.006)
        labels: {{severity: page}}
      - alert: IsDown
        expr: >
          job:errors:ratio_rate1h{{job=~"recipes|suppliers"}} > 0.5 and job:errors:ratio_rate30m > 0.5
          and job:errors:increase1h > 3
        labels: {{severity: page}}
      - alert: BurnsSlowly
        expr: >
          (job:errors:ratio_rate3d{{job!="recipes"}} > 0.001 and job:errors:ratio_rate6h > 0.001)
          or (job:errors:ratio_rate3d{{job="recipes"}} > 0.1 and job:errors:ratio_rate6h > 0.1)
        labels: {{severity: ticket}}
"""
