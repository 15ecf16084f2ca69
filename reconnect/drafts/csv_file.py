"""Drafts as a CSV table for reading and mail merge: one row a draft, and no cell that a spreadsheet would run.

The body is one cell with line breaks in it. RFC 4180.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reconnect.drafts.facts import Draft
from reconnect.drafts.plain import one_line, plain_text
from reconnect.spreadsheet import disarmed

COLUMNS = ("person", "name", "to", "profile", "subject", "body")


def write(drafts: Iterable[Draft]) -> str:
    """Return a table with a header row; `person` is the person's id, what is unknown is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(disarmed, _cells(draft)) for draft in drafts)
    return text.getvalue()


def _cells(draft: Draft) -> list[str]:
    lines = map(one_line, (draft.name, draft.to, draft.profile, draft.subject))
    return [str(draft.person), *lines, plain_text(draft.body)]
