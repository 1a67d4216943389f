"""Listening at an address, by one process or by several."""

import socket
import sys
from collections.abc import Callable

from answerable.errors import InputError


class Port(socket.socket):
    """A port that is kept for several processes: each that is given it listens there with a socket of its own.

    So the kernel deals connections out evenly. With one socket for all, the process that wakes first takes every
    connection that is there, and others are idle.
    """

    def __reduce__(self) -> tuple[Callable[..., socket.socket], tuple[str, int]]:
        return _bound, self.getsockname()


def listen(host: str, port: int, workers: int = 1) -> socket.socket:
    """A socket that listens there, or a `Port` for several processes; InputError when the port cannot be had."""
    try:
        listening = socket.create_server((host, port))
        if workers > 1 and sys.platform == "linux":  # elsewhere the last of several sockets would get everything
            place = listening.getsockname()
            listening.close()  # that the port was free is known now: other sockets may join those that share one
            listening = _bound(*place)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{host}:{port}", "an address and port that are free", reason) from None
    # Else the kernel waits some 40 ms for an acknowledgement between the head and the body of each later answer.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _bound(host: str, port: int) -> Port:
    """A socket of its own at a port that others share; it does not listen yet."""
    own = Port(socket.AF_INET, socket.SOCK_STREAM)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    own.bind((host, port))
    return own
