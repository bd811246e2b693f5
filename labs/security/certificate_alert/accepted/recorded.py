def certificate_alert():
    """The days left are recorded first; the alert compares them."""
    return """
groups:
  - name: certificates
    rules:
      - record: instance:cert_days_left
        expr: (max by (instance) (last_over_time(probe_ssl_earliest_cert_expiry[10d])) - time()) / 86400
      - alert: CertificateDaysLeft
        expr: instance:cert_days_left < 13
        labels: {severity: page}
"""
