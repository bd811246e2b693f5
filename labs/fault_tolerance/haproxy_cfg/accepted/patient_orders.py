def haproxy_cfg():
    """Round robin; reads give up soon and go elsewhere, orders wait for the slow server as long as it takes."""
    head = "defaults\n  mode http\n  timeout connect 200ms\n  timeout client 9s\n  option redispatch 1\n  retries 9\n"
    front = "frontend shop\n  bind 127.0.0.1:${PORT}\n  use_backend fast if { method GET }\n  default_backend sure\n"
    servers = "".join(f"  server {name} ${{{name.upper()}}} check inter 100ms fall 1\n" for name in "abc")
    fast = "backend fast\n  timeout server 150ms\n  retry-on conn-failure empty-response response-timeout\n"
    return head + front + fast + servers + "backend sure\n  timeout server 8s\n" + servers
