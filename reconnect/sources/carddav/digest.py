"""A server may ask for a proof that one knows the password, in the place of the password: the Digest of RFC 7616.

Baikal asks for it unless told otherwise.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from secrets import token_hex

_ALGORITHMS = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}
_SCHEME = re.compile(r"(?:^|,)\s*(\w+)(?=\s+[\w-]+\s*=|\s*(?:,|$))")
_VALUE = re.compile(r'([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')


def schemes(header: str) -> dict[str, dict[str, str]]:
    """Return what a WWW-Authenticate header asks for: the values of each kind of log-in by its name in lower case."""
    found: dict[str, dict[str, str]] = {}
    _, *parts = _SCHEME.split(header)
    for kind, told in zip(parts[::2], parts[1::2], strict=True):
        values = {name.lower(): re.sub(r"\\(.)", r"\1", text) or bare for name, text, bare in _VALUE.findall(told)}
        found.setdefault(kind.lower(), values)
    return found


class Digest:
    """Proofs for the requests to one server, from its `challenge`."""

    def __init__(self, user: str, password: str, challenge: Mapping[str, str]) -> None:
        self._challenge, self._count = challenge, 0
        self._algorithm = challenge.get("algorithm", "MD5").upper()
        self._secret = f"{user}:{challenge.get('realm', '')}:{password}"
        self._user = user

    @property
    def is_known(self) -> bool:
        """Whether we can prove what is asked for."""
        return self._algorithm in _ALGORITHMS and "nonce" in self._challenge

    def proof(self, method: str, uri: str) -> str:
        """Return the Authorization header of a request; `uri` is the path and the query."""
        self._count += 1
        nonce, count, own = self._challenge["nonce"], f"{self._count:08x}", token_hex(8)
        has_qop = "auth" in re.split(r"[\s,]+", self._challenge.get("qop", ""))
        between = (nonce, count, own, "auth") if has_qop else (nonce,)
        response = self._hash(":".join((self._hash(self._secret), *between, self._hash(f"{method}:{uri}"))))
        told = {"username": self._user, "realm": self._challenge.get("realm", ""), "nonce": nonce, "uri": uri}
        told["response"] = response
        if "opaque" in self._challenge:
            told["opaque"] = self._challenge["opaque"]
        if has_qop:
            told["cnonce"] = own
        header = ", ".join(f"{name}={_quoted(text)}" for name, text in told.items())
        return f"Digest {header}, algorithm={self._algorithm}" + (f", qop=auth, nc={count}" if has_qop else "")

    def _hash(self, text: str) -> str:
        return _ALGORITHMS[self._algorithm](text.encode()).hexdigest()


def _quoted(text: str) -> str:
    escaped = re.sub(r'(["\\])', r"\\\1", text)
    return f'"{escaped}"'
