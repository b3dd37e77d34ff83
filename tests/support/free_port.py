"""A port on this machine that nobody listens on."""

import socket


def free_port() -> int:
    """A TCP port of the loopback that was free a moment ago; the caller copes when it is taken."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
