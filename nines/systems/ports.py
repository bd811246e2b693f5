"""Ports on the loopback interface: choosing free ones, and knowing whose a taken one is."""

import contextlib
import socket

import psutil

HOST = "127.0.0.1"


def free_port() -> int:
    """A TCP port that nothing used a moment ago; another process may take it first, so be ready to choose again."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def taken(port: int) -> bool:
    """Whether a server could not listen on this port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def listens(pid: int, port: int) -> bool:
    """Whether this very process, or a child of it, listens on the port: another program's answer is no sign of it."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for each in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                try:
                    connections = each.net_connections("tcp")
                except psutil.AccessDenied:
                    return True
                if any(c.status == psutil.CONN_LISTEN and c.laddr.port == port for c in connections):
                    return True
    return False
