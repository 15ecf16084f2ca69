"""A report tells whom a message did not reach, and which message; a delay, a receipt or an absence tells neither."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_mail import letter, read
from invented_reports import FAILURES, OTHERS

from importers.mail.bounces import MOST_REPORT, returned
from importers.mail.facts import Facts, read_facts
from importers.mail.mbox import read_range, split_message
from importers.mail.plain import read_facts_plainly
from importers.records import Interaction

DAY = "Tue, 24 Nov 2026 08:00:00 +0000"
FROM_LINE = b"From MAILER-DAEMON Tue Nov 24 08:00:00 2026\n"


def filled(report: str, failed: str = "katie@harbour.example") -> bytes:
    return report.format(at=DAY, message="<draft-9@reconnect.invalid>", failed=failed).encode()


def facts_of(message: bytes) -> Facts:
    _, block, rest = split_message(message)
    facts = read_facts(block, rest=rest or b"")
    assert facts == read_facts_plainly(block, rest=rest or b"")
    return facts


def told(facts: Facts) -> tuple[str, str, list[str]]:
    failed = [box.address for role, party in facts.parties if role == "failed" for box in party.mailboxes]
    return facts.kind, facts.reply_to, failed


@pytest.mark.parametrize("report", FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["LF", "CR LF"])
def test_a_failure_names_the_message_and_whom_it_did_not_reach(report: str, ending: bytes) -> None:
    facts = facts_of(filled(report).replace(b"\n", ending))
    assert told(facts) == ("automatic", "draft-9@reconnect.invalid", ["katie@harbour.example"])


@pytest.mark.parametrize("report", OTHERS.values(), ids=OTHERS)
def test_nothing_else_that_a_machine_writes_is_a_failure(report: str) -> None:
    kind, _, failed = told(facts_of(filled(report)))
    assert (kind, failed) == ("automatic", [])


def test_each_recipient_has_a_fate_of_their_own() -> None:
    report = filled(FAILURES["Postfix"]).replace(
        b"\n--b1/mail\nContent-Type: message/rfc822",
        b"\nFinal-Recipient: rfc822; <teo@trieste.example>\nAction: delayed\n\n"
        b"Final-Recipient: rfc822; oksana@kyiv.example\nACTION: Failed (gone)\n"
        b"\n--b1/mail\nContent-Type: message/rfc822",
    )
    assert told(facts_of(report))[2] == ["katie@harbour.example", "oksana@kyiv.example"]


def test_what_a_person_wrote_is_not_looked_into() -> None:
    head, body = filled(FAILURES["Exim"]).split(b"\n\n", 1)
    head = head.replace(b"MAILER-DAEMON", b"katie").replace(b"Auto-Submitted: auto-replied\n", b"")
    assert told(facts_of(head + b"\n\n" + body)) == ("personal", "", [])


def test_a_report_of_more_than_is_read_tells_what_is_read() -> None:
    report = filled(FAILURES["Postfix"])
    long = report.replace(b"could not be delivered", b"could not " + b"really " * MOST_REPORT + b"be delivered")
    assert told(facts_of(long)) == ("automatic", "", [])


@pytest.mark.parametrize("name", ["mail.mbox", "saved/1.eml", "Maildir/cur/1.M1P1.desk:2,S"])
@pytest.mark.parametrize("said", ["", "a line of what is said to people\n" * 900], ids=["short", "long"])
def test_a_report_is_read_wherever_it_stands(tmp_path: Path, name: str, said: str) -> None:
    report = filled(FAILURES["Postfix"]).replace(b"Your message could", said.encode() + b"Your message could")
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    for empty in ("new", "tmp") if "Maildir" in name else ():
        (tmp_path / "Maildir" / empty).mkdir()
    path.write_bytes(FROM_LINE + report + b"\n\n" + FROM_LINE + letter(1) if name == "mail.mbox" else report)
    (first, *_) = read(path if name == "mail.mbox" else tmp_path / name.split("/")[0])
    assert isinstance(first, Interaction)
    assert [each.mailbox.address for each in first.participants if each.role == "failed"] == ["katie@harbour.example"]
    assert first.reply_to == "draft-9@reconnect.invalid"


def test_the_report_ends_where_the_next_message_begins() -> None:
    head = filled(FAILURES["Postfix"]).split(b"\n\n", 1)[0]
    data = FROM_LINE + head + b"\n\ncut off\n" + FROM_LINE + filled(FAILURES["Postfix"])
    cut = [told(read_facts(block, line, rest=rest)) for line, block, rest in read_range(io.BytesIO(data))]
    assert [failed for *_, failed in cut] == [[], ["katie@harbour.example"]]


@given(st.binary(max_size=200), st.lists(st.sampled_from([b"Action: failed", b"Final-Recipient: x;", b"a@b.c", b"\n"])))
def test_whatever_stands_in_a_report_is_no_error(noise: bytes, words: list[bytes]) -> None:
    report = b"\nContent-Type: message/delivery-status\n\n" + b"\n".join([*words, noise])
    read = returned({b"Content-Type": b"multipart/report"}, report)
    assert (read.failed == b"") <= (read.message == b"")


def test_a_draft_that_was_exported_is_no_mail() -> None:
    header = b"X-Unsent: 1\nMessage-ID: <draft-9@reconnect.invalid>\nFrom: ines@duarte.example\n"
    assert facts_of(header + b"\nHello").left_out == "drafts"
    assert facts_of(header + f"Date: {DAY}\n".encode() + b"\nHello").left_out == ""
