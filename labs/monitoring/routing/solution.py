def routing():
    """One notification for each service and alert; pages to the pager, the rest to the inbox."""
    return """
route:
  receiver: inbox
  group_by: [alertname, service]
  group_wait: 1s
  group_interval: 1s
  repeat_interval: 4h
  routes:
    - matchers: [severity="page"]
      receiver: pager
receivers:
  - name: pager
    webhook_configs: [{url: "${WEBHOOK}", send_resolved: true}]
  - name: inbox
    webhook_configs: [{url: "${WEBHOOK}", send_resolved: true}]
"""
