"""Reading records safely: one bad record becomes its Problem and costs no other.

The guard here holds the one broad `except` of the project, so that importers contain no `try`. A file that breaks in
the middle (a torn ZIP) costs the rest of that file, said as one Problem. Text is UTF-8 in which single bytes of
Windows-1252 may stand: one such byte never turns the other names of a file into nonsense.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Protocol, TypeVar

from importers import export
from importers.export import Member
from importers.records import Contact, Interaction, InteractionBlock, Origin, Problem, Record, Skipped
from importers.utf16 import Utf16Decoder

Row = TypeVar("Row")
Read = TypeVar("Read")
Taken = TypeVar("Taken", contravariant=True)
Place = TypeVar("Place")
Built = TypeVar("Built")

ROWS_A_BLOCK = 8_000

DAMAGE = (*export.DAMAGE, csv.Error)
"""What a damaged file raises while it is read."""

CONTROLS = bytes((*range(1, 9), *range(14, 32)))
MOST_CONTROLS = 20

ELSE_WINDOWS_1252 = "else-windows-1252"
"""The name of the error handler that reads bytes which are no UTF-8 as Windows-1252."""


class Gathering(Protocol[Taken]):
    """Interactions that are gathered as the columns of a block; its length is their number."""

    def __len__(self) -> int: ...

    def add(self, record: int, row: Taken) -> Skipped | None:
        """Add what a row says, or say why it is left out; raise as a builder does."""
        ...

    def take(self) -> InteractionBlock:
        """Return what was gathered, and begin anew."""
        ...


def guarded(
    rows: Iterable[tuple[Origin, Row | Problem]],
    build: Callable[[Origin, Row], Contact | Interaction | Skipped | Problem],
) -> Iterator[Record]:
    """Build one record a row; whatever a row raises becomes its Problem, and a row that is a Problem stays one.

    `build` raises ValueError with a sentence for a person. Anything else it raises is named by its type.
    """
    for origin, row in rows:
        record = row if isinstance(row, Problem) else _attempt(build, origin, row)
        yield Problem(origin, record) if isinstance(record, str) else record


def gathered(
    member: Member, rows: Iterable[tuple[int | None, Row | Problem]], gathering: Gathering[Row]
) -> Iterator[InteractionBlock | Skipped | Problem]:
    """Gather one interaction a row and yield them in blocks; what was left out or broken follows its block.

    A file that breaks in the middle ends with one Problem for its rest, behind all that was read.
    """
    losses: list[Skipped | Problem] = []
    for item in unbroken(member, rows):
        record, row = (None, item) if isinstance(item, Problem) else item
        loss = row if isinstance(row, Problem) else _attempt(gathering.add, record or 0, row)
        if loss is not None:
            losses.append(Problem(Origin(member.name, record), loss) if isinstance(loss, str) else loss)
        if len(gathering) + len(losses) == ROWS_A_BLOCK:
            yield from _emptied(gathering, losses)
            losses = []
    yield from _emptied(gathering, losses)


def _emptied(
    gathering: Gathering[Row], losses: Iterable[Skipped | Problem]
) -> Iterator[InteractionBlock | Skipped | Problem]:
    if len(gathering):
        yield gathering.take()
    yield from losses


def _attempt(build: Callable[[Place, Row], Built], place: Place, row: Row) -> Built | str:
    """Return what is built, or in words why it cannot be: the row guard, for one bad row may never cost another."""
    try:
        return build(place, row)
    except ValueError as error:
        return str(error) or "it could not be read"
    except Exception as error:
        return f"it could not be read ({type(error).__name__})"


def unbroken(member: Member, records: Iterable[Read]) -> Iterator[Read | Problem]:
    """Pass records on; a file that breaks in the middle ends with one Problem for its rest."""
    try:
        yield from records
    except DAMAGE as error:
        yield broken(member.name, error)


def broken(member: str, error: BaseException) -> Problem:
    """Return what is told of a file that breaks in the middle, one of the errors of `DAMAGE`."""
    return Problem(Origin(member), f"the rest of the file could not be read: {str(error) or type(error).__name__}")


def numbered(records: Iterable[Record]) -> Iterator[Record]:
    """Pass records on; the second and third contact or interaction of one key get `#2` and `#3` behind it."""
    seen: dict[str, int] = {}
    for record in records:
        if isinstance(record, (Contact, Interaction)):
            times = seen[record.key] = seen.get(record.key, 0) + 1
            yield record if times == 1 else replace(record, key=f"{record.key}#{times}")
        else:
            yield record


def natural_key(native: str, url: str, name: str, *others: str) -> str:
    """Return a record's key in its source: native id, else profile URL, else name with the first other thing known."""
    return native or url or "\x1f".join((name, next(filter(None, others), "")))


def decode(data: bytes) -> str:
    """Decode text as its first bytes tell: by BOM, as UTF-16 where many NULs stand, else as UTF-8.

    Bytes that are no UTF-8 are read as Windows-1252, each by itself.
    """
    return decoder(*codec_of(data[:4096])).decode(data, True)


def decoder(encoding: str, errors: str) -> codecs.IncrementalDecoder:
    """Return what decodes a text piece by piece, of which one lost byte costs no more than its line."""
    if encoding.startswith("utf-16"):
        return Utf16Decoder(encoding)
    return codecs.getincrementaldecoder(encoding)(errors)


def codec_of(head: bytes) -> tuple[str, str]:
    """Return the encoding and the error handler with which a text that begins with `head` loses nothing."""
    encoding = encoding_of(head)
    if encoding.startswith("utf-16"):
        return encoding, "replace"
    if len(head[:1024].translate(None, CONTROLS)) < len(head[:1024]) - MOST_CONTROLS:
        return "latin-1", "strict"  # a picture or the like: a handler that is called for each byte would take long
    return encoding, ELSE_WINDOWS_1252


def encoding_of(head: bytes) -> str:
    """Name the Unicode encoding of a text that begins with `head`: by its mark, by its NULs, else UTF-8.

    UTF-16 without a mark has its NULs in every other place; a stretch of NULs in a row is damage.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    high, low = head[0:400:2].count(0), head[1:400:2].count(0)
    if max(high, low) * 4 > len(head[:400]) and min(high, low) * 8 < max(high, low):
        return "utf-16-be" if high > low else "utf-16-le"
    return "utf-8"


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(ELSE_WINDOWS_1252, _windows_1252)
