"""A process that owns components and ends in the way it is told: `python owner.py WAY COMPONENT…`."""

import contextlib
import json
import os
import signal
import sys
import time

from nines.systems import (
    Alertmanager,
    Authority,
    Backend,
    BlackboxExporter,
    HAProxy,
    Load,
    PostgreSQL,
    Prometheus,
    Valkey,
)

PROXY = "defaults\n  mode http\n  timeout client 1s\n  timeout connect 1s\n  timeout server 1s\n"
KINDS = {
    "alertmanager": lambda: Alertmanager(webhook="http://127.0.0.1:1/"),
    "backends": lambda: Backend(),
    "blackbox_exporter": lambda: BlackboxExporter(),
    "certificates": lambda: Authority(),
    "haproxy": lambda: HAProxy(PROXY + "frontend shop\n  bind 127.0.0.1:${PORT}\n"),
    "load_generator": lambda: Load("http://127.0.0.1:1", rate=10, seconds=600),
    "postgresql": lambda: PostgreSQL(),
    "prometheus": lambda: Prometheus(),
    "valkey": lambda: Valkey(),
}


def main(way, *names):
    """Start the components, print their directories, then end: well, by an exception, or when somebody ends us."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background ignores both
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with contextlib.ExitStack() as stack:
        systems = [stack.enter_context(KINDS[name]()) for name in names]
        if way == "fork" and not os.fork():
            time.sleep(600)  # a child that inherited the pipes, as a kernel's multiprocessing leaves them
        print(json.dumps([str(system._keeper.directory) for system in systems]), flush=True)
        if way == "raise":
            raise RuntimeError("the lesson went wrong")
        if way != "return":
            time.sleep(600)


if __name__ == "__main__":
    main(*sys.argv[1:])
