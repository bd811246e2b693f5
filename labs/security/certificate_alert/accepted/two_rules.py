def certificate_alert():
    """One rule before the end, a second one for the time after it, which looks a month back."""
    return """
groups:
  - name: certificates
    rules:
      - alert: CertificateExpiresSoon
        expr: probe_ssl_earliest_cert_expiry - time() < 86400 * 12
        labels: {severity: ticket}
      - alert: CertificateExpired
        expr: >
          probe_success == 0
          and on (job, instance) max_over_time(probe_ssl_earliest_cert_expiry[4w]) < time()
        labels: {severity: page}
"""
