"""Mail of any program is read header by header: mbox, Maildir, MH, .eml files, Apple's and Thunderbird's, Takeout.

No body is ever parsed but the report of a server that gave a message up (`importers.mail.bounces`); a mailbox of any
size is read through one buffer, a large one through several at once. A message's key is its Message-ID without angle
brackets; one without gets `without-id-` and a hash of its time, From and Subject.
Formats: samples/mail/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from importers.ahead import worthwhile
from importers.bookmarks import Bookmark, Kept
from importers.containers import Opened
from importers.export import Export, Member, UnreadableExport
from importers.mail.columns import Columns
from importers.mail.facts import FAST, Way
from importers.mail.gathering import gather
from importers.mail.growth import Growth
from importers.mail.layout import HEAD, in_maildir, is_mail_export, is_one_message, mail_members, outlook_refusal
from importers.mail.letters import LETTERS, Batch, batches
from importers.mail.mbox import Message, read_message, read_range
from importers.mail.places import Place, Places
from importers.mail.ranges import RANGE, Outcome, Part, numbered_on, parts
from importers.mail.workers import read_side_by_side
from importers.reading import unbroken
from importers.records import InteractionBlock, Origin, Problem, Record

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
        "as .eml, or name the Maildir itself. Or name the server itself: imaps://you@host/."
    )

    def __init__(self, way: Way = FAST, processes: int = 0, range_size: int = RANGE) -> None:
        self._way, self._processes, self._range_size = way, processes, range_size

    def identify(self, export: Export) -> bool:
        """Claim a file that begins with a From_ line or a mail header, and a folder or container that holds only such.

        Outlook's own files are claimed as well, to say what to do with them.
        """
        return is_mail_export(export)

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield blocks of messages, and among them what was skipped or unreadable, each of both in file order."""
        return (record for record in self.resume(export, ()) if not isinstance(record, (Bookmark, Kept)))

    def resume(self, export: Export, bookmarks: Sequence[Bookmark]) -> Iterator[Record | Bookmark | Kept]:
        """Yield as `extract` does what is new: other files than before, and what has been added to a mailbox."""
        columns, growth, places = Columns(), Growth(bookmarks), Places()
        for is_maildir, members in groupby(mail_members(export), key=_is_letter):
            if is_maildir:
                yield from self._letters(list(members), places, columns, growth)
                continue
            for member in members:
                yield from unbroken(member, self._records(member, places.of(member), columns, growth))
        if columns:
            yield columns.take()
        yield from growth.bookmarks

    def _records(self, member: Member, place: Place, columns: Columns, growth: Growth) -> Iterator[Record | Kept]:
        """Gather the messages of one file in the columns; yield these when they are full, and what is no message."""
        if known := growth.unchanged(member):
            yield Kept(member.name, known)
            return
        is_packed = member.export.is_packed
        on_read = _ignore if is_packed else member.export.on_read  # what comes out of a container is counted already
        with _open(member) as stream:
            head = stream.read(HEAD) or b""
            if refusal := outlook_refusal(member, head):
                yield Problem(Origin(member.name, 1), refusal)
                return
            if is_one_message(member.name, head):
                message = read_message(head, stream, on_read)
                yield from gather([message], place, self._way, columns)
                growth.note_message(member)
                return
        if path := member.path:
            yield from self._mailbox(member, path, place, columns, growth)
            return
        with _open(member) as stream:
            yield from gather(read_range(stream, on_read=on_read), place, self._way, columns)

    def _mailbox(
        self, member: Member, path: Path, place: Place, columns: Columns, growth: Growth
    ) -> Iterator[Record | Kept]:
        """Yield what is in a mailbox on disk, behind what is known of it."""
        status = path.stat()
        known, start = growth.known_part(path, status, place)
        records = 0
        if known:
            yield Kept(member.name, known)
            records = known.records
        if start or status.st_size > 2 * self._range_size:
            if columns:
                yield columns.take()
            cut = parts(str(path), place, status.st_size, self._range_size, start)
            records = yield from self._ranges(member, cut, status.st_size, records)
        else:
            with _open(member) as stream:
                messages = _Counted(read_range(stream, on_read=member.export.on_read))
                yield from gather(messages, place, self._way, columns)
            records = messages.number
        growth.note_mailbox(place, path, status, records)

    def _letters(
        self, members: list[Member], places: Places, columns: Columns, growth: Growth
    ) -> Iterator[Record | Kept]:
        """Yield what is in the files of a Maildir on disk, those that are not known."""
        if columns:
            yield columns.take()
        fresh = []
        for member in members:
            if known := growth.unchanged(member):
                yield Kept(member.name, known)
            else:
                fresh.append(member)
        outcomes = self._side_by_side(batches(fresh, places))
        for start, (records, _) in zip(range(0, len(fresh), LETTERS), outcomes, strict=True):
            yield from records
            unread = {each.origin.member for each in records if isinstance(each, Problem) and not each.origin.record}
            for member in fresh[start : start + LETTERS]:
                member.export.on_read(member.size)
                if member.name not in unread:
                    growth.note_message(member)

    def _ranges(self, member: Member, cut: list[Part], size: int, before: int) -> Generator[Record, None, int]:
        """Yield what is in a large mailbox on disk, range by range; return how many records it has then in all."""
        for part, (records, broken) in zip(cut, numbered_on(self._side_by_side(cut), before), strict=True):
            for record in records:
                yield record
                before += len(record) if isinstance(record, InteractionBlock) else 1
            if broken:
                raise UnreadableExport(broken)
            member.export.on_read((part.stop or size) - part.start)
        return before

    def _side_by_side(self, parts: Sequence[Part | Batch]) -> Iterator[Outcome]:
        return read_side_by_side(parts, self._way, self._processes or worthwhile())


class _Counted:
    """Messages on their way; `number` is how many have passed."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self._messages, self.number = messages, 0

    def __iter__(self) -> Iterator[Message]:
        for message in self._messages:
            self.number += 1
            yield message


def _is_letter(member: Member) -> bool:
    """Tell whether a file is a message of a Maildir on disk."""
    return not member.export.is_packed and in_maildir(member.name)


def _open(member: Member) -> Opened:
    """Open a file on disk without a buffer of its own, or one in a container, where what comes out is counted."""
    return member.open(endless=True) if member.export.is_packed else member.open_unbuffered()


def _ignore(_: int) -> None:
    """Count nothing."""
