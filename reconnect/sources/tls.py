"""Whom we talk to is proved by a certificate; which ones are trusted, the machine tells.

Where a machine keeps none at a place that Python knows (some installations of macOS), those of the package `certifi`
stand in. `SSL_CERT_FILE` names others, such as one's own for a server at home.
"""

from __future__ import annotations

import ssl

import certifi


def trusting_context() -> ssl.SSLContext:
    """Return a context that checks certificates and names of hosts."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        context.load_verify_locations(certifi.where())
    return context
