"""The plain way reads a header block with the email package alone: slow, and the measure of the fast way.

The package takes a line that is no header for the end of all headers, and `Subject :` for no header; both are mended
before it sees the block, for a failure may cost that header alone.
"""

from __future__ import annotations

import re
from email.parser import BytesHeaderParser
from email.policy import compat32
from functools import partial

from importers.mail import addresses, dates, words
from importers.mail.facts import Way, read_facts
from importers.mail.headers import WANTED

_WANTED = {name.lower() for name in WANTED}
_NAME = re.compile(rb"([!-9;-~]+)[ \t]*:")


def pick(block: bytes) -> list[tuple[bytes, bytes]]:
    """Return (name, value) of each wanted header of a block, in order; values still hold their folds."""
    lines, keep = [], False
    for line in block.split(b"\n"):
        name = _NAME.match(line)
        keep = keep if line[:1] in (b" ", b"\t") else name is not None
        if keep:
            lines.append(name[1] + line[name.end() - 1 :] if name else line)
    message = BytesHeaderParser(policy=compat32).parsebytes(b"\n".join([*lines, b"", b""]))
    items = [(name, str(value).encode("ascii", "surrogateescape")) for name, value in message.raw_items()]
    return [(name.encode(), value.lstrip(b" \t")) for name, value in items if name.lower() in _WANTED]


PLAIN = Way(pick, addresses.plain_party, words.plain_words, dates.plain_date_seconds)

read_facts_plainly = partial(read_facts, way=PLAIN)
"""Read the facts of a header block as `read_facts` does, with the email package alone."""
