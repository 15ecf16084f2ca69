"""Mail of any program is read header by header: mbox, Maildir, .eml files, Apple's and Thunderbird's folders, Takeout.

No body is ever parsed; a mailbox of any size is read through one buffer. A message's key is its Message-ID without
angle brackets; one without gets `without-id-` and a hash of its time, From and Subject.
Formats: samples/mail/FORMAT.md.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from importers.export import Export, Member
from importers.mail.columns import MESSAGES_A_BLOCK, Columns
from importers.mail.facts import FAST, Way, read_facts
from importers.mail.layout import HEAD, is_header, is_mail_export, is_one_message, mail_members, outlook_refusal
from importers.mail.left_out import reason_by_name
from importers.mail.mbox import opens_mailbox, read_message, read_range
from importers.reading import unbroken
from importers.records import Origin, Problem, Record, Skipped

__all__ = ["MailImporter"]

NO_HEADER = "it has no mail header; it may be damaged, or no mail at all"


class MailImporter:
    """Reads mail as blocks of interactions; deleted mail, spam, drafts and trash are skipped.

    `way` tells how header blocks are read; both ways give the same facts (`importers.mail.facts`).
    """

    name = "mail"
    title = "Mail (mbox, Maildir, .eml)"
    where = (
        "Gmail: takeout.google.com, choose Mail; Apple Mail: Mailbox, Export Mailbox; Thunderbird: the folders Mail "
        "and ImapMail of the profile; other programs: save messages as .eml, or point at the Maildir."
    )

    def __init__(self, way: Way = FAST) -> None:
        self._way = way

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
        by_name = reason_by_name(member.export.name, member.name)
        for record, (from_line, block) in enumerate(_messages(member), 1):
            if not from_line and not is_header(block):
                yield Problem(Origin(member.name, record), outlook_refusal(member) or NO_HEADER)
                continue
            try:
                facts = read_facts(block, from_line, self._way)
            except (ValueError, RecursionError, OverflowError) as error:
                yield Problem(Origin(member.name, record), f"its header could not be read ({type(error).__name__})")
                continue
            if reason := by_name or facts.left_out:
                yield Skipped(Origin(member.name, record), reason)
            else:
                columns.add(member.name, record, facts)
                if len(columns) == MESSAGES_A_BLOCK:
                    yield columns.take()


def _messages(member: Member) -> Iterator[tuple[bytes, bytes]]:
    """Yield the From_ line, b"" where there is none, and the header block of each message of a file."""
    path = member.path
    on_read = member.export.on_read if path else _ignore  # what comes out of a ZIP is counted already
    with _open(member, path) as stream:
        head = stream.read(HEAD) or b""
        is_mailbox = opens_mailbox(head) and not is_one_message(member.name)
        if not is_mailbox:
            yield read_message(head, stream, on_read)
    if is_mailbox:
        with _open(member, path) as stream:
            yield from read_range(stream, on_read=on_read)


def _open(member: Member, path: Path | None) -> io.RawIOBase | io.BufferedIOBase:
    """Open a file on disk without a buffer of its own, or one inside of a ZIP, which has no path."""
    return io.FileIO(path) if path else member.open(endless=True)


def _ignore(_: int) -> None:
    """Count nothing."""
