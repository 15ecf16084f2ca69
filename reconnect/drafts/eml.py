"""A draft as an .eml file that a mail program opens for writing on: `X-Unsent: 1`, and no Date.

Every line of the text is kept by all readers: one that begins with "From " would end a letter in an mbox, so its first
letter is written as a code. The same draft is always the same bytes, by which a file that was changed is told. RFC
5322; text: RFC 2045, section 6.7, and RFC 2049, section 3.
"""

from __future__ import annotations

import re
from binascii import b2a_qp
from collections.abc import Iterator

from anyascii import anyascii

from importers.records import digest64
from reconnect.drafts import headers
from reconnect.drafts.facts import Draft
from reconnect.drafts.plain import one_line, plain_text

DOMAIN = "reconnect.invalid"  # a Message-ID needs one; nobody owns this (RFC 2606)
LONGEST_SLUG = 40


def write(draft: Draft, sender: str, sender_name: str, draft_id: int) -> bytes:
    """Return the file: lines end in CRLF, the text is UTF-8, and there is one recipient or none.

    Where there is none, `X-Reconnect-Profile` names the page at which the text can be given to them. `In-Reply-To` and
    `References` stand where the draft answers an old message. Errors: UnwritableAddress for an address of the draft or
    of the sender that is none; "" leaves the header out.
    """
    head = "".join(f"{name}: {value}\r\n" for name, value in _headers(draft, sender, sender_name, draft_id))
    return head.encode("ascii") + b"\r\n" + _text(draft.body)


def _headers(draft: Draft, sender: str, sender_name: str, draft_id: int) -> Iterator[tuple[str, str]]:
    yield "X-Unsent", "1"
    yield "Message-ID", message_id(draft, draft_id)
    if sender:
        yield "From", headers.mailbox(sender_name, sender)
    if draft.to:
        yield "To", headers.mailbox(draft.name, draft.to)
    elif profile := headers.url(draft.profile):
        yield "X-Reconnect-Profile", profile
    yield "Subject", headers.subject(draft.subject)
    if answered := headers.message_id(draft.reply_to):
        yield "In-Reply-To", answered
        yield "References", answered
    yield "MIME-Version", "1.0"
    yield "Content-Type", 'text/plain; charset="utf-8"'
    yield "Content-Transfer-Encoding", "quoted-printable"


def _text(body: str) -> bytes:
    text = b2a_qp((plain_text(body).strip("\n") + "\n").encode("utf-8"), istext=True)
    return re.sub(rb"^F(?=rom )", b"=46=\n", text, flags=re.MULTILINE).replace(b"\n", b"\r\n")


def message_id(draft: Draft, draft_id: int) -> str:
    """Return the id under which a draft is found again, however often it is written and wherever it was put."""
    return f"<{key(draft, draft_id)}@{DOMAIN}>"


def key(draft: Draft, draft_id: int) -> str:
    """Return the name of a draft such as "draft-9-0f1e2d3c4b5a6978"; no change of text, name or address changes it."""
    digest = digest64(f"{draft_id} {draft.created_at}".encode())
    return f"draft-{draft_id}-{digest & (1 << 64) - 1:016x}"


def file_name(draft: Draft, draft_id: int) -> str:
    """Return a name such as "9-katie-o-neil.eml", of letters, digits and hyphens only."""
    words = re.findall(r"[a-z0-9]+", anyascii(one_line(draft.name)[: headers.LONGEST_TEXT]).lower())
    slug = "-".join(words)[:LONGEST_SLUG].strip("-")
    return f"{draft_id}-{slug}.eml" if slug else f"{draft_id}.eml"
