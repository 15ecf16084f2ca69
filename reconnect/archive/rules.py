"""By which rules something was worked out: all code behind it, the packages that it goes by, and what else is told."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from operator import attrgetter
from unicodedata import unidata_version

CODE = ("reconnect.identity", "reconnect.archive", "reconnect.store", "reconnect.ties")
"""By whose code contacts are compared and messages counted, and people are made of them and kept."""

PACKAGES = ("anyascii", "nicknames", "phonenumberslite", "rapidfuzz")
"""Whose versions tell, together with our own code, by which rules something was worked out."""


def rules(*besides: object) -> str:
    """Return a text for all rules of this program and what is given `besides`; it is equal for equal ones alone."""
    return json.dumps([_code(), unidata_version, [version(package) for package in PACKAGES], *besides])


@cache
def _code() -> str:
    """Return a hash of the code and the tables in it."""
    code = (file for package in CODE for file in files(package).iterdir() if file.is_file())
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(code, key=attrgetter("name")))).hexdigest()
