"""UTF-16 in which a byte was lost or added: every line is read from its own beginning.

Two bytes make a character, so one byte less turns all that follows into nonsense, line ends included. They are found
again as bytes, at whatever place, since text has few different bytes in one place of its pairs and many in the other.
"""

from __future__ import annotations

import codecs
import re

LONGEST_HELD = 1 << 20
LOOKED_AT = 32


class Utf16Decoder(codecs.IncrementalDecoder):
    """Decodes UTF-16, of the byte order that the mark tells or `encoding` names; what is no text is replaced."""

    def __init__(self, encoding: str) -> None:
        super().__init__("replace")
        self._big = {"utf-16-be": True, "utf-16-le": False}.get(encoding)
        self._held = b""

    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]
        """Return the text of all lines that are whole, at the end of the file of the rest as well."""
        self._held += data
        if self._big is None:
            if len(self._held) < 2 and not final:
                return ""
            self._big = self._held.startswith(codecs.BOM_UTF16_BE)
            self._held = self._held.removeprefix(codecs.BOM_UTF16_BE if self._big else codecs.BOM_UTF16_LE)
        lines = []
        start = 0
        for newline in re.finditer(rb"\0\n" if self._big else rb"\n\0", self._held):
            ended = newline.end()
            if (newline.start() - start) % 2 and not self._is_begun_at(ended):
                continue
            if ended + LOOKED_AT > len(self._held) and not final:
                break
            lines.append(self._text(self._held[start : newline.start()]) + "\n")
            start = ended
        self._held = self._held[start:]
        if final or len(self._held) > LONGEST_HELD:
            whole = len(self._held) if final else len(self._held) & ~3
            lines.append(self._text(self._held[:whole]))
            self._held = self._held[whole:]
        return "".join(lines)

    def reset(self) -> None:
        """Forget what is held."""
        self._held = b""

    def _text(self, data: bytes) -> str:
        return data.decode("utf-16-be" if self._big else "utf-16-le", "replace")

    def _is_begun_at(self, at: int) -> bool:
        """Tell whether pairs of bytes begin here rather than one byte further on."""
        ahead = self._held[at : at + LOOKED_AT]
        here, there = set(ahead[0::2]), set(ahead[1::2])
        return len(here) < len(there) if self._big else len(there) < len(here)
