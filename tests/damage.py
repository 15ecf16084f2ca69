"""Random damage to a file, always confined to one stretch of bytes, and which records that stretch touches.

Where a record stands is told by rules of a line or two, which know nothing of how the importers read: a card runs from
its BEGIN to its END, a message from its From_ line to the next, a row of a CSV over its physical lines.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from itertools import accumulate, pairwise
from random import Random
from statistics import mode
from typing import NamedTuple

NEAR = 4
"""Bytes of a line end before a record, in any encoding: damage to them may join it with what stands before."""


class Damage(NamedTuple):
    """The bytes [start, stop) are replaced by `new`."""

    kind: str
    start: int
    stop: int
    new: bytes

    @property
    def told(self) -> str:
        return f"{self.kind} [{self.start}:{self.stop}] -> {self.new[:40]!r}{'...' * (len(self.new) > 40)}"

    def to(self, data: bytes) -> bytes:
        return data[: self.start] + self.new + data[self.stop :]


class Unit(NamedTuple):
    """The bytes [start, stop) of one record; `mark` is where its first line ends.

    A record is `open` where only the beginning of the next one tells that it ends.
    """

    start: int
    mark: int
    stop: int
    is_open: bool = False


def random_damage(chance: Random, data: bytes, other: bytes) -> Damage:
    """Damage `data` in one of the ways files are damaged; `other` is a file to take foreign bytes from."""
    kind = chance.choice(sorted(KINDS))
    start, stop, new = KINDS[kind](chance, data, other)
    return Damage(kind, start, stop, new)


def random_overwriting(chance: Random, data: bytes, start: int, stop: int) -> Damage:
    """Damage [start, stop) of `data` so that nothing behind it moves."""
    a, b = _stretch(chance, data[start:stop])
    new = chance.choice((bytes(b - a), chance.randbytes(b - a)))
    return Damage("overwritten", start + a, start + b, new)


def _stretch(chance: Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(1, chance.choice((1, 8, 80, 800, len(data) + 1))))


def _flipped(chance: Random, data: bytes, other: bytes) -> tuple[int, int, bytes]:
    at = chance.randrange(len(data))
    return at, at + 1, bytes([data[at] ^ chance.randint(1, 255)])


def _inserted(chance: Random, data: bytes, other: bytes) -> tuple[int, int, bytes]:
    at = chance.randrange(len(data) + 1)
    return at, at, chance.choice((chance.randbytes(1), b'"', b"\n", b",", b":", b"=", b"\\", b"<", b"{", b"]"))


def _cut_off(chance: Random, data: bytes, other: bytes) -> tuple[int, int, bytes]:
    return chance.randrange(len(data)), len(data), b""


def _cut_out(chance: Random, data: bytes, other: bytes) -> tuple[int, int, bytes]:
    return *_stretch(chance, data), b""


def _doubled(chance: Random, data: bytes, other: bytes) -> tuple[int, int, bytes]:
    start, stop = _stretch(chance, data)
    return stop, stop, data[start:stop]


def _spliced(chance: Random, data: bytes, other: bytes) -> tuple[int, int, bytes]:
    start, stop = _stretch(chance, data)
    source = chance.choice((data, other))
    a, b = _stretch(chance, source)
    return start, chance.choice((start, stop)), source[a:b]


def _zeroed(chance: Random, data: bytes, other: bytes) -> tuple[int, int, bytes]:
    start, stop = _stretch(chance, data)
    return start, stop, bytes(stop - start)


def _line_ends_changed(chance: Random, data: bytes, other: bytes) -> tuple[int, int, bytes]:
    start, stop = _stretch(chance, data)
    return start, stop, re.sub(rb"\r?\n", chance.choice((b"\n", b"\r\n", b"\r")), data[start:stop])


KINDS: dict[str, Callable[[Random, bytes, bytes], tuple[int, int, bytes]]] = {
    "byte flipped": _flipped,
    "byte inserted": _inserted,
    "cut off": _cut_off,
    "stretch cut out": _cut_out,
    "stretch doubled": _doubled,
    "spliced": _spliced,
    "zeroed": _zeroed,
    "line ends changed": _line_ends_changed,
}


def units(importer: str, name: str, data: bytes, count: int) -> list[Unit]:
    """Return where the `count` records of a file stand that is read record by record.

    Nothing for JSON, HTML and the like, and where the rules do not find as many.
    """
    is_table = name.lower().endswith((".csv", ".tsv"))
    if not is_table and importer not in ("vcard", "mail"):
        return []
    text, encoding = _text(data)

    def place(index: int) -> int:
        return len(text[:index].encode(encoding))

    found = _rows(text, count) if is_table else _cards(text) if importer == "vcard" else _messages(text)
    places = [Unit(place(unit.start), place(unit.mark), place(unit.stop), unit.is_open) for unit in found]
    return places if len(places) == count else []


def _text(data: bytes) -> tuple[str, str]:
    """Return what stands for the bytes, and the encoding that turns it into them again."""
    if data[:200].count(0) > len(data[:200]) // 4:
        encoding = "utf-16-le" if data[:4].find(0) % 2 else "utf-16-be"
        return data.decode(encoding), encoding
    return data.decode("latin-1"), "latin-1"


def _cards(text: str) -> list[Unit]:
    begins = re.compile(r"(?im)^(?:\ufeff|ï»¿)?[ \t]*BEGIN:VCARD[ \t\r]*$")
    found = [each for each in begins.finditer(text) if not re.search(r"(?i)\nAGENT:\s*$", text[: each.start()])]
    cards = []
    for i, each in enumerate(found):
        limit = found[i + 1].start() if found[i + 1 :] else len(text)
        ends = list(re.finditer(r"(?im)^END:VCARD[ \t\r]*\n?", text[each.end() : limit]))
        stop = each.end() + ends[-1].end() if ends else limit
        cards.append(Unit(each.start(), each.end(), stop, not ends))
    return cards


def _messages(text: str) -> list[Unit]:
    begins = re.compile(r"(?m)^From (?:-|.*\b\d{4}(?: [+-]\d{4})?)[ \t\r]*\n[!-9;-~]+[ \t]*:")
    found = [(each.start(), each.end()) for each in begins.finditer(text)]
    found = found if found[:1] and found[0][0] == 0 else [(0, len(text.partition(":")[0])), *found]
    return [
        Unit(start, mark, stop, not re.search(r"\n\r?\n", text[start:stop]))
        for (start, mark), (stop, _) in pairwise([*found, (len(text), 0)])
    ]


def _rows(text: str, count: int) -> list[Unit]:
    """Cut a table at the ends of its rows; where quotes do not add up, a row is the line it begins on.

    The header row is the first that has as many cells as most have; a table of `count` rows has none.
    """
    lines = re.findall(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$", text)
    starts = [0, *accumulate(map(len, lines))]
    delimiter = max(",;\t", key=text[:2000].count)
    rows: list[tuple[Unit, int]] = []
    line = 0
    while line < len(lines):
        reader = csv.reader(lines[line:], delimiter=delimiter, strict=True)
        try:
            cells, behind = next(reader), line + reader.line_num
        except csv.Error:
            cells, behind = [lines[line]], line + 1
        if any(map(str.strip, cells)):
            rows.append((Unit(starts[line], starts[line], starts[behind]), len(cells)))
        line = behind
    usual = mode(width for _, width in rows) if rows else 0
    header = next((i for i, (_, width) in enumerate(rows) if width == usual), 0)
    return [unit for unit, _ in (rows if len(rows) == count else rows[header + 1 :])]


def touched(unit: Unit, damage: Damage, data: bytes) -> bool:
    """Tell whether damage reaches into a record."""
    if damage.start == damage.stop:
        unended = damage.start == unit.stop and not data[: unit.stop].endswith((b"\n", b"\r", b"\n\0"))
        return unit.start < damage.start < unit.stop or unended
    return damage.start < unit.stop and unit.start < damage.stop


def joined(unit: Unit, behind: Unit | None, damage: Damage) -> bool:
    """Tell whether damage, outside of a record, reaches what tells it from the one before or the one behind."""
    before = damage.start <= unit.start and damage.stop >= unit.start - NEAR
    after = behind is not None and damage.start <= behind.mark and damage.stop >= behind.start - NEAR
    return before or (unit.is_open and after)


def recognisable(unit: Unit, damage: Damage, data: bytes, importer: str) -> bool:
    """Tell whether damage leaves anything of a record that a reader could tell of.

    A message whose From_ line is damaged, or no longer begins a line, is text of the message before: nobody can tell
    it from a quotation.
    """
    if importer == "mail" and damage.start <= unit.mark and damage.stop >= unit.start:
        return False
    rest = data[unit.start : max(unit.start, damage.start)] + data[max(unit.start, damage.stop) : unit.stop]
    return re.search(rb"[^\s\0,;\"]", rest) is not None
