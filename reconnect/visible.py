r"""Text from an export is shown so that it can only be read: what would act on a terminal appears as its escape.

Colour codes are the lesser danger: a title sequence (`\x1b]0;`) passes most filters, and a right-to-left override shows
a name that is not there. A line break or a tab inside a name is no layout of ours, so it is escaped as well. Lone
surrogates, which no output encoding takes, are treated likewise. Control characters: ISO/IEC 6429; bidi: UAX #9.
"""

from __future__ import annotations

import re

ACTING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Return the text with every acting character written as its escape, such as `\x1b` or `\u202e`."""
    return ACTING.sub(lambda found: _escape(ord(found[0])), text)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
