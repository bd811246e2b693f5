def haproxy_cfg():
    """Each server takes six requests at a time from each pool, so that a slow one can't hold many."""
    servers = "".join(f"  server {name} ${{{name.upper()}}} maxconn 6 check inter 100ms fall 1\n" for name in "abc")
    pool = "  balance random(2)\n  option redispatch 1\n  retries 8\n"
    return (
        "defaults\n  mode http\n  timeout connect 250ms\n  timeout client 9s\n  timeout queue 2s\n"
        "frontend shop\n  bind 127.0.0.1:${PORT}\n"
        "  acl order method POST\n  use_backend orders if order\n  default_backend catalog\n"
        "backend catalog\n  timeout server 150ms\n  retry-on conn-failure empty-response 504 response-timeout\n"
        + pool
        + servers
        + "backend orders\n  timeout server 8s\n"
        + pool
        + servers
    )
