"""Which files are mail is told by their heads, and in folders that keep mail by their names as well.

A Maildir may hold a hundred thousand files, so a name that only mail has is believed without a look inside. A folder
or ZIP is claimed when everything in it is mail or a known companion of mail. Layouts: samples/mail/FORMAT.md.
"""

from __future__ import annotations

import re

from importers.export import Export, Member, cheapest_first
from importers.mail.mbox import MOST_HEADER, holds_separator, opens_mailbox, split_message

HEAD = 16 << 10

_MARKS = re.compile(rb"\n(?:From|Date|Subject|Received|Message-ID|MIME-Version|Content-Type)[ \t]*+:", re.IGNORECASE)
_FIRST_LINE = re.compile(rb"\n(?!BEGIN:)[!-9;-~]++[ \t]*+:", re.IGNORECASE)  # BEGIN: opens vCards and calendars

_MAIL_NAME = re.compile(r"\.(?:eml|mbox)$|(?:^|/)(?:cur|new)/(?:[^/]*[:;]2,[A-Za-z]*|\d{8,}\.[^/]*)$", re.IGNORECASE)
_NAMED_MBOX = re.compile(r"\.mbo?x$", re.IGNORECASE)
_MAILBOX_NAME = re.compile(r"\.mbo?x$|(?:^|/)(?!\d+$)[^/.]+$", re.IGNORECASE)  # MH names messages by number
_IN_MAILDIR = re.compile(r"(?:^|/)(?:cur|new)/[^/]*$")
_COMPANION = re.compile(
    r"(?:^|/)(?:[^/]*\.(?:msf|plist)|msgFilterRules\.dat|popstate\.dat|filterlog\.html|virtualFolders\.dat"
    r"|table_of_contents|content_index|maildirfolder|maildirsize|subscriptions|courier[^/]*|dovecot[-.][^/]*"
    r"|\.mbsyncstate[^/]*|\.uidvalidity|\.mh_sequences|\.xmhcache|\.(?:claws|sylpheed)_(?:cache|mark|tags)"
    r"|User Settings/[^/]*\.json)$",
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


def is_mail(member: Member) -> bool:
    """Tell whether a file is an mbox or a message by its beginning, and where that is damaged, by its name as well.

    One without the ending of a mailbox must still begin as one does, or have a header behind its first line: a talk
    with a mail server has neither.
    """
    head = member.head(HEAD)
    if opens_mailbox(head) or is_header(split_message(head)[1]):
        return True
    begins_so = head.startswith(b"From ") or _FIRST_LINE.match(head, max(head.find(b"\n"), 0)) is not None
    looks_so = _MAILBOX_NAME if begins_so else _NAMED_MBOX
    return looks_so.search(member.name) is not None and holds_separator(member.head(MOST_HEADER))


def is_header(block: bytes) -> bool:
    """Tell whether a header block is that of a message, by its first line and the names in it."""
    return _FIRST_LINE.match(block) is not None and _MARKS.search(block) is not None


def is_one_message(name: str, head: bytes) -> bool:
    """Tell whether a file is a single message: in a Maildir it is, whatever stands in it.

    Elsewhere it is one unless it begins with a From_ line, or has the name of a mailbox that has lost its first.
    """
    return in_maildir(name) or not (opens_mailbox(head) or _MAILBOX_NAME.search(name))


def in_maildir(name: str) -> bool:
    """Tell whether a file is one of a Maildir's messages."""
    return _IN_MAILDIR.search(name) is not None


def outlook_refusal(member: Member, head: bytes) -> str:
    """Return what to do instead with a file in one of Outlook's own formats, which begins so, or ""."""
    sentence = next((sentence for magic, sentence in _OUTLOOK if head.startswith(magic)), "")
    if not sentence or head.startswith(b"!BDN") or member.name.lower().endswith(".msg"):
        return sentence
    return sentence if _OUTLOOK_STREAM in member.head() else ""  # Word and Excel files are OLE as well


def is_mail_export(export: Export) -> bool:
    """Tell whether an export is mail as a whole."""
    if export.is_single_file:
        (member,) = export.members
        return _is_empty_mailbox(member) or is_mail(member) or bool(outlook_refusal(member, member.head(HEAD)))
    members = mail_members(export)
    if not members:
        return any(map(_is_empty_mailbox, export.members))
    return all(_MAIL_NAME.search(member.name) or is_mail(member) for member in members)


def mail_members(export: Export) -> list[Member]:
    """Return the members that hold mail: all but empty files, mail still being delivered, and known companions.

    They come in the order in which they are read in one go.
    """
    maildirs = {found[1] for member in export.members if (found := re.match(r"(.*/|)(?:cur|new)/[^/]*$", member.name))}
    return cheapest_first(
        member
        for member in export.members
        if member.size
        and not _COMPANION.search(member.name)
        and not ((tmp := _UNDELIVERED.match(member.name)) and tmp[1] in maildirs)
    )


def _is_empty_mailbox(member: Member) -> bool:
    return not member.size and member.name.lower().endswith(".mbox")
