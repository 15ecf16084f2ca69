"""Mail of any program is read header by header: mbox, Maildir, .eml files, Apple's and Thunderbird's folders, Takeout.

No body is ever parsed; a mailbox of any size is read through one buffer, a large one through several at once. A
message's key is its Message-ID without angle brackets; one without gets `without-id-` and a hash of its time, From and
Subject.
Formats: samples/mail/FORMAT.md.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from importers.ahead import worthwhile
from importers.export import Export, Member, UnreadableExport
from importers.mail.columns import Columns
from importers.mail.facts import FAST, Way
from importers.mail.gathering import gather
from importers.mail.layout import HEAD, is_mail_export, is_one_message, mail_members, outlook_refusal
from importers.mail.left_out import reason_by_name
from importers.mail.mbox import read_message, read_range
from importers.mail.ranges import RANGE, numbered_on, parts, read_part
from importers.mail.workers import read_side_by_side
from importers.reading import unbroken
from importers.records import Origin, Problem, Record

__all__ = ["MailImporter"]


class MailImporter:
    """Reads mail as blocks of interactions; deleted mail, spam, drafts and trash are skipped.

    `way` tells how header blocks are read; both ways give the same facts (`importers.mail.facts`). A mailbox on disk
    above two ranges (of so many bytes) is read by so many processes; 0 stands for what the machine has cores for.
    """

    name = "mail"
    title = "Mail (mbox, Maildir, .eml)"
    where = (
        "Gmail: takeout.google.com, choose Mail alone; it takes hours. The others are at hand: Apple Mail: Mailbox, "
        "Export Mailbox; Thunderbird: the folders Mail and ImapMail of its profile; any other program: save messages "
        "as .eml, or name the Maildir itself."
    )

    def __init__(self, way: Way = FAST, processes: int = 0, range_size: int = RANGE) -> None:
        self._way, self._processes, self._range_size = way, processes, range_size

    def identify(self, export: Export) -> bool:
        """Claim a file that begins with a From_ line or a mail header, and a folder or ZIP that holds only such.

        Outlook's own files are claimed as well, to say what to do with them.
        """
        return is_mail_export(export)

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield blocks of messages, and among them what was skipped or unreadable, each of both in file order."""
        columns = Columns()
        for member in mail_members(export):
            yield from unbroken(member, self._records(member, columns))
        if columns:
            yield columns.take()

    def _records(self, member: Member, columns: Columns) -> Iterator[Record]:
        """Gather the messages of one file in the columns; yield these when they are full, and what is no message."""
        left_out = reason_by_name(member.export.name, member.name)
        on_read = member.export.on_read if member.path else _ignore  # what comes out of a ZIP is counted already
        with _open(member) as stream:
            head = stream.read(HEAD) or b""
            if refusal := outlook_refusal(member, head):
                yield Problem(Origin(member.name, 1), refusal)
                return
            if is_one_message(member.name, head):
                message = read_message(head, stream, on_read)
                yield from gather([message], member.name, left_out, self._way, columns)
                return
        if member.path and member.size > 2 * self._range_size:
            if columns:
                yield columns.take()
            yield from self._large(member, str(member.path), left_out)
            return
        with _open(member) as stream:
            yield from gather(read_range(stream, on_read=on_read), member.name, left_out, self._way, columns)

    def _large(self, member: Member, path: str, left_out: str) -> Iterator[Record]:
        """Yield what is in a large mailbox on disk, range by range."""
        cut = parts(path, member.name, left_out, member.size, self._range_size)
        processes = self._processes or worthwhile()
        one_by_one = (read_part(part, self._way) for part in cut)
        outcomes = read_side_by_side(cut, self._way, processes) if processes > 1 else one_by_one
        for part, (records, broken) in zip(cut, numbered_on(outcomes), strict=True):
            yield from records
            if broken:
                raise UnreadableExport(broken)
            member.export.on_read((part.stop or member.size) - part.start)


def _open(member: Member) -> io.RawIOBase | io.BufferedIOBase:
    """Open a file on disk without a buffer of its own, or one inside of a ZIP, which has no path."""
    return io.FileIO(member.path) if member.path else member.open(endless=True)


def _ignore(_: int) -> None:
    """Count nothing."""
