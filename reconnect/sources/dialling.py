"""A connection to a host is made to an address that was looked at, and its other end is looked at again.

The surprise: a name may lead to another address each time it is asked for, so to look at what a name leads to proves
nothing. Here a name is asked once, and the numbers that it gave are dialled; nothing is sent, not even a greeting, to
one that may not be talked to.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, TypeAlias

from reconnect.errors import Forbidden
from reconnect.sources.deadline import Deadline

MayTalkTo: TypeAlias = Callable[[IPv4Address | IPv6Address], bool]

MOST_ADDRESSES = 4
"""Of one host so many are tried, which share the time that is left."""


def dialled(host: str, port: int, may: MayTalkTo, deadline: Deadline) -> socket.socket:
    """Return a connection that the deadline watches, and that has no other timeout. Errors: OSError, Forbidden.

    The name service knows no limit but its own. One address that may not be talked to condemns the name.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, where in found:
        _check(where, host, may)
    return _first_to_answer([(family, where) for family, _, _, _, where in found[:MOST_ADDRESSES]], host, may, deadline)


def _first_to_answer(tried: Sequence[tuple[int, Any]], host: str, may: MayTalkTo, deadline: Deadline) -> socket.socket:
    failed: OSError = ConnectionRefusedError()
    for at, (family, where) in enumerate(tried):
        try:
            with ExitStack() as undo:
                sock = undo.enter_context(socket.socket(family, socket.SOCK_STREAM))
                sock.settimeout(deadline.left / (len(tried) - at))
                sock.connect(where)
                _check(sock.getpeername(), host, may)
                deadline.watch(sock)
                sock.settimeout(None)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                undo.pop_all()
                return sock
        except OSError as error:  # a machine without IPv6 has no such socket either
            failed = error
    raise failed


def _check(where: Any, host: str, may: MayTalkTo) -> None:
    address = ip_address(str(where[0]).partition("%")[0])
    if not may(address):
        raise Forbidden(f"{host}: it leads to {address}, which is not of the open internet; it was not asked")
