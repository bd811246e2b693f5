def certificate_alert():
    """What is seen now, or where nothing is, what was seen last."""
    return """
groups:
- name: certificates
  rules:
  - alert: Certificate
    expr: >
      (probe_ssl_earliest_cert_expiry
       or on (instance) max_over_time(probe_ssl_earliest_cert_expiry[14d])) < time() + 15 * 24 * 3600
    for: 1h
    labels: {severity: page}
"""
