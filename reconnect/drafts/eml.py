"""A draft as an .eml file that a mail program opens for writing on: `X-Unsent: 1`, and no Date.

The standard library is not enough to keep a hostile name out of the headers, since its `Address` lets a vertical tab
through: names and subjects are made plain first, and addresses are checked (`addresses`). RFC 5322.
"""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from anyascii import anyascii

from importers.records import digest64
from reconnect.drafts.addresses import parts
from reconnect.drafts.facts import Draft
from reconnect.drafts.plain import one_line, plain_text

DOMAIN = "reconnect.invalid"  # a Message-ID needs one; nobody owns this (RFC 2606)
LONGEST_LINE = 200  # characters of a name or subject; what is longer is no name
LONGEST_SLUG = 40


def write(draft: Draft, sender: str, sender_name: str, draft_id: int) -> bytes:
    """Return the file: lines end in CRLF, the text is UTF-8, and there is one recipient or none.

    Errors: UnwritableAddress for an address of the draft or of the sender that is none; "" leaves the header out.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Message-ID"] = message_id(draft, draft_id)
    if sender:
        message["From"] = mailbox(sender_name, sender)
    if draft.to:
        message["To"] = mailbox(draft.name, draft.to)
    message["Subject"] = header_text(draft.subject)
    message.set_content(plain_text(draft.body).strip("\n") + "\n", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def message_id(draft: Draft, draft_id: int) -> str:
    """Return the id under which a draft is found again, however often it is written and wherever it was put."""
    digest = digest64(f"{draft_id} {draft.person} {draft.name} {draft.to}".encode("utf-8", "surrogatepass"))
    return f"<draft-{draft_id}-{digest & (1 << 64) - 1:016x}@{DOMAIN}>"


def file_name(draft: Draft, draft_id: int) -> str:
    """Return a name such as "9-katie-o-neil.eml", of letters, digits and hyphens only."""
    words = re.findall(r"[a-z0-9]+", anyascii(one_line(draft.name)[:LONGEST_LINE]).lower())
    slug = "-".join(words)[:LONGEST_SLUG].strip("-")
    return f"{draft_id}-{slug}.eml" if slug else f"{draft_id}.eml"


def mailbox(name: str, addr_spec: str) -> Address:
    """Return a display name with an addr-spec. Errors: UnwritableAddress."""
    return Address(header_text(name), *parts(addr_spec))


def header_text(text: str) -> str:
    """Return text for a header: one line, not too long, and nothing that a reader would decode (RFC 2047)."""
    return one_line(text).replace("=?", "= ?")[:LONGEST_LINE]
