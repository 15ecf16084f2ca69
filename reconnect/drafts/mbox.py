"""Drafts as one mbox file, whose letters every reader takes apart alike.

Readers disagree on how a text line that begins with "From " is quoted, and the standard library takes no quoting off;
in letters from `eml` no line begins so, and nothing needs any. `X-Status: T` is \\Draft to IMAP servers and Alpine
(Dovecot, "Mbox mailbox format", section "Dovecot's metadata"); Thunderbird's X-Mozilla-Status has no such flag, there
the folder tells. Format: RFC 4155.
"""

from __future__ import annotations

from collections.abc import Iterable

_BEFORE = b"From - Thu Jan  1 00:00:00 1970\nStatus: O\nX-Status: T\n"  # nothing of it was sent, so it has no date


def write(letters: Iterable[bytes]) -> bytes:
    """Return the file; `letters` are drafts as `eml.write` gives them, and the lines end in LF."""
    return b"".join(_BEFORE + letter.replace(b"\r\n", b"\n") + b"\n" for letter in letters)
