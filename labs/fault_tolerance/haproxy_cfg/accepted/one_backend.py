def haproxy_cfg():
    """One pool; only reads are sent again, and a server that fails three times in traffic rests for a while."""
    watched = "check inter 100ms fall 2 rise 40 observe layer7 error-limit 3 on-error mark-down"
    servers = "\n".join(f"  server {name} ${{{name.upper()}}} {watched}" for name in "abc")
    return f"""
defaults
  mode http
  timeout connect 300ms
  timeout client 8s
  timeout server 200ms

frontend shop
  bind 127.0.0.1:${{PORT}}
  http-request disable-l7-retry unless {{ method GET HEAD }}
  default_backend pool

backend pool
  balance leastconn
  retries 8
  option redispatch 1
  retry-on all-retryable-errors
{servers}
"""
