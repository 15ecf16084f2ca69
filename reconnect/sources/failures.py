"""What goes wrong on the way to a server is told in one line, whatever it is asked in.

The surprising fact: libraries wrap the error that tells the most in others that tell less, so the first cause counts.
"""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

from reconnect.errors import ServerError, Unreachable, Untrusted

OR_OWN = "or name the file of your own with SSL_CERT_FILE"
_NO_WAY = (errno.EHOSTUNREACH, errno.ENETUNREACH)


def told(error: BaseException, where: str) -> ServerError | None:
    """Return what a person is told of an error with a connection, or None where that is not what it is."""
    for cause in reversed(list(causes(error))):
        match cause:
            case ServerError():
                return cause
            case socket.gaierror():
                return Unreachable(f"{where}: there is no server of that name; check the address and the network")
            case ssl.SSLCertVerificationError():
                why = cause.verify_message
                return Untrusted(f"{where}: its certificate is not to be trusted ({why}); check the address, {OR_OWN}")
            case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
                continue  # it hung up, encrypted or not
            case ssl.SSLError():
                return Untrusted(f"{where}: no encrypted connection comes about; check the address and the port")
            case ConnectionRefusedError():
                return Unreachable(f"{where}: nobody answers there; check the address and the port")
            case TimeoutError():
                return Unreachable(f"{where}: it does not answer; try again later")
            case OSError(errno=number) if number in _NO_WAY:
                return Unreachable(f"{where}: no way leads there; check the address and the network")
    return None


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what caused it, and so on to the first cause."""
    seen = set[int]()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        inner = [each for each in (*error.args, getattr(error, "reason", None)) if isinstance(each, BaseException)]
        error = inner[-1] if inner else error.__cause__ or error.__context__
