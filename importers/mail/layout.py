"""Which files are mail is told by their heads, and in folders that keep mail by their names as well.

A Maildir may hold a hundred thousand files, so a name that only mail has is believed without a look inside. A folder
or ZIP is claimed when everything in it is mail or a known companion of mail. Layouts: samples/mail/FORMAT.md.
"""

from __future__ import annotations

import re

from importers.export import Export, Member
from importers.mail.mbox import opens_mailbox, split_message

HEAD = 16 << 10

_MARKS = re.compile(rb"\n(?:From|Date|Subject|Received|Message-ID|MIME-Version|Content-Type)[ \t]*+:", re.IGNORECASE)
_FIRST_LINE = re.compile(rb"\n(?!BEGIN:)[!-9;-~]++[ \t]*+:", re.IGNORECASE)  # BEGIN: opens vCards and calendars

_MAIL_NAME = re.compile(r"\.(?:eml|mbox)$|(?:^|/)(?:cur|new)/(?:[^/]*[:;]2,[A-Za-z]*|\d{8,}\.[^/]*)$", re.IGNORECASE)
_IN_MAILDIR = re.compile(r"(?:^|/)(?:cur|new)/[^/]*$")
_COMPANION = re.compile(
    r"(?:^|/)(?:[^/]*\.(?:msf|plist)|msgFilterRules\.dat|popstate\.dat|filterlog\.html|virtualFolders\.dat"
    r"|table_of_contents|content_index|maildirfolder|maildirsize|subscriptions|courier[^/]*|dovecot[-.][^/]*"
    r"|\.mbsyncstate[^/]*|\.uidvalidity|\.mh_sequences)$",
    re.IGNORECASE,
)
_UNDELIVERED = re.compile(r"(^|.*/)tmp/[^/]*$")

_OUTLOOK = (
    (
        b"\xd0\xcf\x11\xe0",
        "this is a message in Outlook's own format; open it in Outlook, save it as .eml and import that",
    ),
    (
        b"!BDN",
        "this is Outlook's own mail store; turn it into mbox with readpst, or save messages as .eml, and import that",
    ),
)
_OUTLOOK_STREAM = "__substg1.0_".encode("utf-16-le")


def is_mail(head: bytes) -> bool:
    """Tell whether a file that begins so is an mbox or a message."""
    return opens_mailbox(head) or is_header(split_message(head)[1])


def is_header(block: bytes) -> bool:
    """Tell whether a header block is that of a message, by its first line and the names in it."""
    return _FIRST_LINE.match(block) is not None and _MARKS.search(block) is not None


def is_one_message(name: str) -> bool:
    """Tell whether a file is a single message by its place: in a Maildir it is, whatever stands in it."""
    return _IN_MAILDIR.search(name) is not None


def outlook_refusal(member: Member) -> str:
    """Return what to do instead with a file in one of Outlook's own formats, or ""."""
    head = member.head()
    sentence = next((sentence for magic, sentence in _OUTLOOK if head.startswith(magic)), "")
    is_message = member.name.lower().endswith(".msg") or _OUTLOOK_STREAM in head
    return sentence if is_message or head.startswith(b"!BDN") else ""  # Word and Excel files are OLE as well


def is_mail_export(export: Export) -> bool:
    """Tell whether an export is mail as a whole."""
    if export.is_single_file:
        (member,) = export.members
        return _is_empty_mailbox(member) or is_mail(member.head(HEAD)) or bool(outlook_refusal(member))
    members = mail_members(export)
    if not members:
        return any(map(_is_empty_mailbox, export.members))
    return all(_MAIL_NAME.search(member.name) or is_mail(member.head(HEAD)) for member in members)


def mail_members(export: Export) -> list[Member]:
    """Return the members that hold mail: all but empty files, mail still being delivered, and known companions."""
    maildirs = {found[1] for member in export.members if (found := re.match(r"(.*/|)(?:cur|new)/[^/]*$", member.name))}
    return [
        member
        for member in export.members
        if member.size
        and not _COMPANION.search(member.name)
        and not ((tmp := _UNDELIVERED.match(member.name)) and tmp[1] in maildirs)
    ]


def _is_empty_mailbox(member: Member) -> bool:
    return not member.size and member.name.lower().endswith(".mbox")
