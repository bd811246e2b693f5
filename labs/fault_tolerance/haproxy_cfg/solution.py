CONFIG = """
defaults
  mode http
  timeout connect 200ms
  timeout client 10s
  timeout server 150ms
  balance leastconn
  retries 8
  option redispatch 1

frontend shop
  bind 127.0.0.1:${PORT}
  use_backend reads if METH_GET
  default_backend orders

backend reads
  retry-on conn-failure empty-response response-timeout
  server a ${A} check inter 100ms fall 2 observe layer7 error-limit 3 on-error mark-down
  server b ${B} check inter 100ms fall 2 observe layer7 error-limit 3 on-error mark-down
  server c ${C} check inter 100ms fall 2 observe layer7 error-limit 3 on-error mark-down

backend orders
  retry-on conn-failure
  timeout server 10s
  server a ${A} track reads/a
  server b ${B} track reads/b
  server c ${C} track reads/c
"""


def haproxy_cfg():
    """Reads are tried again on another server; orders only where nothing was sent, and they get the time they need."""
    return CONFIG
