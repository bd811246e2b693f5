def routing():
    """A pager by default, and a route each; grouping is said where it matters."""
    return """
receivers:
  - name: pager
    webhook_configs:
      - url: ${WEBHOOK}
  - name: inbox
    webhook_configs:
      - url: ${WEBHOOK}
route:
  receiver: pager
  repeat_interval: 1h
  routes:
    - match: {severity: ticket}
      receiver: inbox
      group_wait: 1s
    - match: {severity: page}
      group_by: [service]
      group_wait: 1500ms
      group_interval: 500ms
"""
