"""Drafts as files of a Maildir, each with the flag D; a mail program may rename them, but keeps what is unique.

They have no flag S: nobody has looked at them yet, and as long as one is shown as unread it is still to be read.
Format: https://cr.yp.to/proto/maildir.html; what Dovecot adds to a name stands behind a comma ("Maildir Mailbox
Format", section "Filename extensions").
"""

from __future__ import annotations

import re

from reconnect.drafts import eml
from reconnect.drafts.facts import Draft

FOLDERS = ("tmp", "new", "cur")


def file_name(draft: Draft, draft_id: int) -> str:
    """Return the name of a draft's file in `cur`, such as "draft-9-0f1e2d3c4b5a6978:2,D"."""
    return f"{eml.key(draft, draft_id)}:2,D"


def unique(file_name: str) -> str:
    """Return the part of a name that stays whatever a mail program does with the message."""
    return re.split("[:;,]", file_name, maxsplit=1)[0]
