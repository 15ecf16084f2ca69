"""Damage in a packed mailbox costs no message that precedes it."""

from __future__ import annotations

import gzip
from pathlib import Path

from invented_mail import mailbox, read

from importers.records import Interaction, Origin, Problem


def test_messages_before_the_end_of_a_cut_off_gzip_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox.gz"
    path.write_bytes(gzip.compress(mailbox(1_000) * 2)[:-20])
    problem, *messages = read(path)  # messages come a block at a time
    assert len(messages) > 1_900
    assert all(isinstance(record, Interaction) for record in messages)
    reason = "the rest of the file could not be read: the gzip is cut off; download it again"
    assert problem == Problem(Origin("letters.mbox"), reason)
