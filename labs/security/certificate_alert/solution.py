def certificate_alert():
    """The last expiry that was seen counts, also while no probe sees one."""
    return """
groups:
  - name: certificates
    rules:
      - alert: CertificateExpiresSoon
        expr: last_over_time(probe_ssl_earliest_cert_expiry[30d]) - time() < 14 * 86400
        labels: {severity: page}
"""
