"""Whether a port of this machine can be listened on."""

import errno
import socket

from nines.cli import Misuse


def is_free(port: int) -> bool:
    """Whether 127.0.0.1:port can be listened on now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def require_free(port: int, other: str) -> None:
    """Refuse a port that is no port, not allowed or taken, and say how to choose another."""
    if not 0 < port < 65536:
        raise Misuse(f"{port} is not a port; choose one from 1024 to 65535.")
    if not is_free(port):
        raise Misuse(f"port {port} is taken (or not allowed). Use another one: {other}")
