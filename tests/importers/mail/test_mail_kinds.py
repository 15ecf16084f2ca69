"""What no person made is known by a header, and the header is told."""

from __future__ import annotations

import pytest
from invented_mail import facts_of


@pytest.mark.parametrize(
    ("lines", "kind", "witness"),
    [
        (["From: ada@example.org"], "personal", ""),
        (["List-Id: <kilns.example.org>"], "list", "List-Id"),
        (["List-Post: <mailto:kilns@example.org>"], "list", "List-Post"),
        (["List-Post: NO (announcements)"], "personal", ""),
        (["Precedence: list"], "list", "Precedence"),
        (["Precedence: bulk"], "bulk", "Precedence"),
        (["precedence:  JUNK "], "bulk", "Precedence"),
        (["Precedence: first-class"], "personal", ""),
        (["List-Unsubscribe: <https://example.org/u>"], "bulk", "List-Unsubscribe"),
        (["Feedback-ID: 1:2:mailer"], "bulk", "Feedback-ID"),
        (["X-Campaign: spring"], "bulk", "X-Campaign"),
        (["X-CampaignID: 7"], "bulk", "X-CampaignID"),
        (["X-Campaign-ID: 7"], "bulk", "X-Campaign-ID"),
        (["X-MC-User: 7"], "bulk", "X-MC-User"),
        (["Auto-Submitted: auto-replied"], "automatic", "Auto-Submitted"),
        (["Auto-Submitted: no"], "personal", ""),
        (["Auto-Submitted: No"], "personal", ""),
        (["Content-Type: text/calendar; method=REQUEST"], "calendar", "Content-Type"),
        (["Content-Type: TEXT/Calendar"], "calendar", "Content-Type"),
        (["Content-Type: text/plain"], "personal", ""),
        (["Content-Class: urn:content-classes:calendarmessage"], "calendar", "Content-Class"),
        (["From: noreply@example.org", "List-Unsubscribe: <https://example.org/u>"], "bulk", "List-Unsubscribe"),
        (["List-Unsubscribe: <https://example.org/u>", "List-Id: <kilns.example.org>"], "list", "List-Id"),
        (["Auto-Submitted: auto-generated", "Content-Type: text/calendar"], "calendar", "Content-Type"),
    ],
)
def test_the_first_mark_tells_the_kind(lines: list[str], kind: str, witness: str) -> None:
    facts = facts_of(*lines)
    assert (facts.kind, facts.witness) == (kind, witness)


@pytest.mark.parametrize(
    ("local", "is_machine"),
    [
        ("noreply", True),
        ("no-reply", True),
        ("No.Reply", True),
        ("no_reply+7", True),
        ("noreply7", True),
        ("donotreply", True),
        ("do-not-reply", True),
        ("messages-noreply", True),
        ("nicht-antworten", True),
        ("ne_pas_repondre", True),
        ("MAILER-DAEMON", True),
        ("postmaster", True),
        ("bounce", True),
        ("bounces+17", True),
        ("kilns-bounces", True),
        ("reply", False),
        ("eleanoreply", False),
        ("nora.reply", False),
        ("bouncer", False),
        ("ada", False),
    ],
)
def test_no_reply_and_bounce_senders_are_machines(local: str, is_machine: bool) -> None:
    facts = facts_of(f"From: Somebody <{local}@example.org>")
    assert (facts.kind, facts.witness) == (("automatic", "From") if is_machine else ("personal", ""))
