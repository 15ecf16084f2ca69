"""What became of a draft is found in the next import: that it was sent, answered, or came back, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import format_datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import (
    AS_OF,
    KATIE,
    ME,
    NOW,
    TEO,
    Mail,
    card,
    exchanged,
    take_in,
    write_cards,
    write_facebook,
    write_linkedin,
    write_mbox,
)
from invented_reports import FAILURES, OTHERS

from reconnect.archive import Archive
from reconnect.archive.forgetting import forget
from reconnect.archive.outbox import export_drafts
from reconnect.archive.remembering import outcome, reopen
from reconnect.archive.reporting import ties_as_of
from reconnect.report.rests import AFTER
from reconnect.store import letters

OLD = exchanged(KATIE, ["2016-03-01", "2017-01-20", "2019-02-11"], "The kiln")
LETTER = (ME, KATIE, "2026-11-22T12:00", "The kiln")
ANSWER = (KATIE, ME, "2026-11-24T08:00", "Re: The kiln")
SENT, ANSWERED = (1, "sent", "2026-11-22"), (1, "answered", "2026-11-24")


@pytest.fixture
def known(archive: Archive, tmp_path: Path) -> Archive:
    """An archive that knows Katie and me, and keeps draft 1 to her, made at nine on 22 November."""
    take_in(archive, write_mbox(tmp_path / "old.mbox", [*OLD, (TEO, ME, "2025-03-02", "A room?")]))
    archive.decide_me("ines@duarte.example", mine=True)
    drafted(archive, "katie")
    return archive


def drafted(archive: Archive, who: str, now: datetime = NOW) -> int:
    (row,) = archive.draft([archive.person(who)], now.date(), now)
    return int(row["id"])


def became(archive: Archive) -> list[tuple[int, str, str]]:
    """What the imports show to have become of drafts."""
    with archive.reading() as conn:
        return [(row["draft"], row["outcome"], row["day"]) for row in letters.found(conn)]


def after(archive: Archive, folder: Path, *mails: Mail) -> list[tuple[int, str, str]]:
    """What is found when these mails come in."""
    take_in(archive, write_mbox(folder / "new.mbox", mails))
    return became(archive)


def message_id(archive: Archive, folder: Path) -> str:
    """The Message-ID of the first draft as it was exported."""
    export_drafts(archive, folder / "out", "eml")
    (path,) = (folder / "out").glob("1-*.eml")
    return str(message_from_bytes(path.read_bytes())["Message-ID"])


def write_own(archive: Archive, path: Path, to: str = KATIE, at: str = "2026-11-23T12:00") -> Path:
    """Write the exported letter as a mail program sends it, which keeps its Message-ID."""
    day = format_datetime(datetime.fromisoformat(at).replace(tzinfo=UTC))
    head = f"From: {ME}\nTo: {to}\nDate: {day}\nMessage-ID: {message_id(archive, path.parent)}\nSubject: The kiln\n"
    path.write_text(f"From a@mail.example Thu Jan  1 00:00:00 2026\n{head}\nHello.\n\n")
    return path


def write_report(path: Path, report: str, message: str, at: str = "2026-11-23T13:00") -> Path:
    day = format_datetime(datetime.fromisoformat(at).replace(tzinfo=UTC))
    told = report.format(at=day, message=message, failed="katie@harbour.example")
    path.write_text(f"From MAILER-DAEMON Thu Jan  1 00:00:00 2026\n{told}\n\n")
    return path


def test_the_letter_with_its_own_message_id_and_the_answer_are_found(known: Archive, tmp_path: Path) -> None:
    answer = write_mbox(tmp_path / "answer.mbox", [ANSWER])
    run = take_in(known, write_own(known, tmp_path / "sent.mbox"), answer)
    assert became(known) == [(1, "sent", "2026-11-23"), ANSWERED]
    assert [(row["name"], row["outcome"]) for row in run.outcomes] == [
        ("Katie O'Neil", "sent"), ("Katie O'Neil", "answered")
    ]  # fmt: skip
    assert [(row["outcome"], row["outcome_day"]) for row in known.drafts()] == [("answered", "2026-11-24")]
    assert take_in(known, answer).outcomes == []


def test_the_letter_is_known_by_its_message_id_wherever_it_was_sent(known: Archive, tmp_path: Path) -> None:
    take_in(known, write_own(known, tmp_path / "sent.mbox", to="k.oneil@studio.example", at="2028-01-01T12:00"))
    assert became(known) == [(1, "sent", "2028-01-01")]


def test_it_is_known_by_its_message_id_whatever_the_person_is_called_by_then(known: Archive, tmp_path: Path) -> None:
    own = write_own(known, tmp_path / "sent.mbox", to="k.oneil@studio.example")
    take_in(known, write_cards(tmp_path / "new.vcf", [card("Katherine O'Neil", "EMAIL:katie@harbour.example")]), own)
    assert became(known) == [(1, "sent", "2026-11-23")]


def test_an_older_mail_with_its_message_id_is_of_another_archive(known: Archive, tmp_path: Path) -> None:
    take_in(known, write_own(known, tmp_path / "sent.mbox", to="a@other.example", at="2026-11-01T12:00"))
    assert became(known) == []


def test_the_exported_letter_itself_is_no_sending(known: Archive, tmp_path: Path) -> None:
    export_drafts(known, tmp_path / "out", "eml")
    take_in(known, tmp_path / "out")
    assert became(known) == []


FIRST: dict[str, tuple[list[Mail], list[tuple[int, str, str]]]] = {
    "my first message after it": ([LETTER, (ME, KATIE, "2026-11-23", "And more")], [SENT]),
    "the same second": ([(ME, KATIE, "2026-11-22T09:00", "The kiln")], [SENT]),
    "earlier that day": ([(ME, KATIE, "2026-11-22T08:59", "The kiln")], []),
    "to somebody else": ([(ME, TEO, "2026-11-22T12:00", "The kiln")], []),
    "a copy": ([(ME, f"{TEO}\nCc: {KATIE}", "2026-11-22T12:00", "The kiln")], []),
    "to a crowd": ([(ME, ", ".join([KATIE, *(f"a{n}@x.example" for n in range(10))]), "2026-11-23", "News")], []),
    "half a year later": ([(ME, KATIE, "2027-05-20", "A question")], [(1, "sent", "2027-05-20")]),
    "about something else": ([(ME, KATIE, "2027-05-22", "A question")], []),
    "and their first after that": ([LETTER, ANSWER, (KATIE, ME, "2026-11-25", "P.S.")], [SENT, ANSWERED]),
    "an answer of the same day": (
        [LETTER, (KATIE, ME, "2026-11-22T12:01", "Re: The kiln")], [SENT, (1, "answered", "2026-11-22")]
    ),
    "what they wrote in between": ([(KATIE, ME, "2026-11-22T11:00", "Hello?"), LETTER], [SENT]),
    "what a machine answers": ([LETTER, (*ANSWER[:3], "Away\nAuto-Submitted: auto-replied")], [SENT]),
    "years later": ([LETTER, (KATIE, ME, "2029-01-01", "Hello")], [SENT, (1, "answered", "2029-01-01")]),
}  # fmt: skip


@pytest.mark.parametrize(("mails", "found"), FIRST.values(), ids=FIRST)
def test_a_message_of_mine_after_the_draft_is_the_letter(
    known: Archive, tmp_path: Path, mails: list[Mail], found: list[tuple[int, str, str]]
) -> None:
    assert after(known, tmp_path, *mails) == found


def test_a_message_over_another_channel_is_the_letter_as_well(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "old.mbox", OLD), write_cards(tmp_path / "contacts.vcf"))
    archive.decide_me("ines@duarte.example", mine=True)
    drafted(archive, "katie@harbour.example", datetime(2021, 1, 1, tzinfo=UTC))
    take_in(archive, write_linkedin(tmp_path / "linkedin.zip"))
    assert became(archive) == [(1, "sent", "2021-02-01")]


def test_an_answer_that_names_the_draft_is_found_where_what_i_sent_is_not_imported(
    known: Archive, tmp_path: Path
) -> None:
    reply = (*ANSWER[:3], f"Re: The kiln\nIn-Reply-To: {message_id(known, tmp_path)}")
    assert after(known, tmp_path, (KATIE, ME, "2026-11-23", "Hello"), reply) == [ANSWERED]


def test_what_follows_a_later_draft_is_that_ones(known: Archive, tmp_path: Path) -> None:
    after(known, tmp_path, LETTER)
    second = drafted(known, "katie", NOW + timedelta(days=100))
    take_in(
        known,
        write_mbox(tmp_path / "later.mbox", [(ME, KATIE, "2027-03-10", "Again"), (KATIE, ME, "2027-03-12", "Hi")]),
    )
    assert became(known) == [SENT, (second, "sent", "2027-03-10"), (second, "answered", "2027-03-12")]


@pytest.mark.parametrize("report", FAILURES.values(), ids=FAILURES)
def test_a_letter_that_came_back_is_found_by_its_message_id(known: Archive, tmp_path: Path, report: str) -> None:
    sent = write_own(known, tmp_path / "sent.mbox")
    take_in(known, sent, write_report(tmp_path / "back.mbox", report, message_id(known, tmp_path)))
    assert became(known) == [(1, "sent", "2026-11-23"), (1, "bounced", "2026-11-23")]
    (row,) = known.drafts()
    assert (row["outcome"], row["outcome_day"]) == ("bounced", "2026-11-23")


def test_a_letter_comes_back_where_what_i_sent_is_not_imported(known: Archive, tmp_path: Path) -> None:
    take_in(known, write_report(tmp_path / "back.mbox", FAILURES["Postfix"], message_id(known, tmp_path)))
    assert became(known) == [(1, "bounced", "2026-11-23")]


NAMELESS = FAILURES["qmail"].replace("Message-ID: {message}\n", "")
WEEK = {"2026-11-22T11:59": False, "2026-11-22T12:00": True, "2026-11-29T11:59": True, "2026-11-29T12:00": False}


@pytest.mark.parametrize(("at", "is_found"), WEEK.items(), ids=WEEK)
def test_a_report_without_a_message_is_known_by_whom_it_names_for_a_week(
    known: Archive, tmp_path: Path, at: str, is_found: bool
) -> None:
    back = write_report(tmp_path / "back.mbox", NAMELESS, "", at)
    take_in(known, write_mbox(tmp_path / "sent.mbox", [LETTER]), back)
    assert became(known) == [SENT, (1, "bounced", at[:10])][: 1 + is_found]


def test_a_report_on_another_message_is_not_the_letters(known: Archive, tmp_path: Path) -> None:
    back = write_report(tmp_path / "back.mbox", FAILURES["Postfix"], "<other@mail.example>")
    take_in(known, write_mbox(tmp_path / "sent.mbox", [LETTER]), back)
    assert became(known) == [SENT]


@pytest.mark.parametrize("report", OTHERS.values(), ids=OTHERS)
def test_neither_a_delay_nor_a_receipt_nor_an_absence_is_anything(known: Archive, tmp_path: Path, report: str) -> None:
    sent = write_own(known, tmp_path / "sent.mbox")
    take_in(known, sent, write_report(tmp_path / "back.mbox", report, message_id(known, tmp_path)))
    assert became(known) == [(1, "sent", "2026-11-23")]


def test_who_never_got_the_letter_answers_only_another(known: Archive, tmp_path: Path) -> None:
    sent = write_own(known, tmp_path / "sent.mbox")
    back = write_report(tmp_path / "back.mbox", FAILURES["Gmail"], message_id(known, tmp_path))
    take_in(known, sent, back, write_mbox(tmp_path / "hello.mbox", [(KATIE, ME, "2026-12-01", "Hello")]))
    lost = [(1, "sent", "2026-11-23"), (1, "bounced", "2026-11-23")]
    assert became(known) == lost
    again = [(ME, KATIE, "2026-12-02", "Re: Hello"), (KATIE, ME, "2026-12-03", "Yes")]
    take_in(known, write_mbox(tmp_path / "again.mbox", again))
    assert became(known) == [*lost, (1, "answered", "2026-12-03")]


def test_who_answered_did_get_the_letter(known: Archive, tmp_path: Path) -> None:
    sent = write_own(known, tmp_path / "sent.mbox")
    back = write_report(tmp_path / "back.mbox", FAILURES["Exim"], message_id(known, tmp_path), "2026-11-25T08:00")
    take_in(known, sent, write_mbox(tmp_path / "answer.mbox", [ANSWER]), back)
    assert became(known) == [(1, "sent", "2026-11-23"), ANSWERED]


def test_undoing_the_import_takes_back_what_it_showed(known: Archive, tmp_path: Path) -> None:
    run = take_in(known, write_mbox(tmp_path / "new.mbox", [LETTER, ANSWER]))
    assert became(known) == [SENT, ANSWERED]
    known.undo_import(run.imports[0].brought.id)
    assert became(known) == []
    assert [row["outcome"] for row in known.drafts()] == [None]


def test_it_is_found_for_whom_somebody_is_now(known: Archive, tmp_path: Path) -> None:
    new = "Kate <kate@studio.example>"
    assert after(known, tmp_path, (ME, new, "2026-11-22T12:00", "The kiln"), (new, ME, "2026-11-24", "Re:")) == []
    known.join(known.person("katie@harbour.example")["id"], known.person("kate@studio.example")["id"], NOW)
    assert became(known) == [SENT, ANSWERED]
    (contact,) = [
        each.id
        for each in known.contacts_of(known.person("katie@harbour.example")["id"])
        if "Kate " in each.contact.key
    ]
    known.part(known.person("katie@harbour.example")["id"], contact, NOW)
    assert became(known) == []


def test_whoever_i_am_not_sent_nothing(known: Archive, tmp_path: Path) -> None:
    assert after(known, tmp_path, LETTER) == [SENT]
    known.decide_me("ines@duarte.example", mine=False)
    assert became(known) == []


def test_forgetting_takes_it_along(known: Archive, tmp_path: Path) -> None:
    after(known, tmp_path, LETTER, ANSWER)
    forget(known.path, known.person("katie")["id"])
    with known.reading() as conn:
        assert conn.execute("select * from found_outcomes").fetchall() == []


SAID: dict[str, tuple[str, int, str]] = {
    "sent, which is followed by the answer": ("sent", 0, "answered 2026-11-24"),
    "sent, said late": ("sent", 9, "answered 2026-11-24"),
    "dropped, which stays": ("dropped", 0, "dropped 2026-11-22"),
    "declined, which stays": ("declined", 3, "declined 2026-11-25"),
    "answered, which stays": ("answered", 5, "answered 2026-11-27"),
    "put off, and then sent": ("later", -1, "answered 2026-11-24"),
    "put off after all that was found": ("later", 4, "later 2026-11-26"),
}


@pytest.mark.parametrize(("said", "days", "shown"), SAID.values(), ids=SAID)
def test_what_was_said_counts_before_what_is_found(
    known: Archive, tmp_path: Path, said: str, days: int, shown: str
) -> None:
    after(known, tmp_path, LETTER, ANSWER)
    outcome(known, 1, said, AS_OF + timedelta(days=days))  # type: ignore[arg-type]
    (row,) = known.drafts()
    assert f"{row['outcome']} {row['outcome_day']}" == shown
    reopen(known, 1)
    (row,) = known.drafts()
    assert f"{row['outcome']} {row['outcome_day']}" == "answered 2026-11-24"


def test_an_answer_to_a_letter_that_i_say_i_sent_is_found(known: Archive, tmp_path: Path) -> None:
    assert after(known, tmp_path, ANSWER) == []
    outcome(known, 1, "sent", AS_OF)
    assert became(known) == [ANSWERED]
    reopen(known, 1)
    assert became(known) == []


def days(archive: Archive, who: str = "katie") -> tuple[int, int, bool]:
    """On how many days they wrote, on how many I did, and whether they are left in peace for having been written to."""
    id = archive.person(who)["id"]
    with archive.reading() as conn:
        ties = ties_as_of(conn, AS_OF + timedelta(days=60))
    (at,) = (place for place, person in enumerate(ties.person.tolist()) if person == id)
    return int(ties.days_in[at]), int(ties.days_out[at]), bool(ties.resting[at])


def test_a_letter_that_was_found_is_no_second_day_of_contact(known: Archive, tmp_path: Path) -> None:
    before = days(known)
    after(known, tmp_path, LETTER)
    assert days(known) == (before[0], before[1] + 1, True)
    outcome(known, 1, "sent", AS_OF)
    assert days(known) == (before[0], before[1] + 1, True)


def test_two_letters_without_an_answer_are_enough(archive: Archive, tmp_path: Path) -> None:
    old: list[Mail] = [(ME, KATIE, "2019-01-01", "Hello"), (KATIE, ME, "2019-01-02", "Re: Hello")]
    take_in(archive, write_mbox(tmp_path / "old.mbox", old))
    archive.decide_me("ines@duarte.example", mine=True)
    for number, at in enumerate((NOW - timedelta(days=120), NOW)):
        drafted(archive, "katie", at)
        assert not days(archive)[2]
        written = (ME, KATIE, (at + timedelta(hours=1)).isoformat()[:16], "Hello again")
        take_in(archive, write_mbox(tmp_path / f"{number}.mbox", [written]))
    assert days(archive)[2]
    assert [found[:2] for found in became(archive)] == [(1, "sent"), (2, "sent")]


def test_who_never_got_the_letter_does_not_rest_and_gets_another_draft(known: Archive, tmp_path: Path) -> None:
    take_in(known, write_own(known, tmp_path / "sent.mbox", to="k.oneil@studio.example"))
    katie = known.person("katie@harbour.example")
    told = known.explained(katie, AS_OF + timedelta(days=3))
    assert told.verdict == "Not listed until 21 February 2027: draft 1 to them: sent on 23 November 2026."
    assert days(known)[1] == len(OLD) // 2 + 1
    take_in(known, write_report(tmp_path / "back.mbox", FAILURES["Postfix"], message_id(known, tmp_path)))
    told = known.explained(katie, AS_OF + timedelta(days=3))
    assert "draft 1" not in told.verdict
    assert days(known)[1] == len(OLD) // 2
    assert AFTER["bounced"] == timedelta(0)
    assert drafted(known, "katie@harbour.example", NOW + timedelta(days=3)) == 2


def parts(known: Archive, folder: Path) -> list[Path]:
    """Exports that tell of one draft: the letter, a report, another letter, an answer, and Facebook's."""
    return [
        write_own(known, folder / "sent.mbox"),
        write_report(folder / "back.mbox", FAILURES["Gmail"], message_id(known, folder)),
        write_mbox(folder / "again.mbox", [(ME, KATIE, "2026-11-30", "Once more")]),
        write_mbox(folder / "answer.mbox", [(KATIE, ME, "2026-12-02", "Re: Once more")]),
        write_facebook(folder / "facebook-ines-2026-11-18"),
    ]


def test_the_order_of_imports_changes_nothing(known: Archive, tmp_path: Path) -> None:
    exports = parts(known, tmp_path)
    for order in list(permutations(exports))[::17]:
        runs = [take_in(known, export) for export in order]
        assert became(known) == [(1, "sent", "2026-11-23"), (1, "bounced", "2026-11-23"), (1, "answered", "2026-12-02")]
        for run in runs:
            known.undo_import(run.imports[0].brought.id)
        assert became(known) == []


hours = st.integers(-30, 300)


@settings(max_examples=12)
@given(st.lists(st.tuples(st.booleans(), hours), min_size=1, max_size=5, unique_by=lambda each: each[1]), st.data())
def test_whatever_was_written_the_order_of_imports_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, written: Sequence[tuple[bool, int]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("order")
    told = []
    for name, order in (("a", written), ("b", data.draw(st.permutations(written)))):
        archive = Archive(folder / name / "reconnect.db")
        take_in(archive, write_mbox(folder / "old.mbox", OLD))
        archive.decide_me("ines@duarte.example", mine=True)
        drafted(archive, "katie")
        for is_mine, hour in order:
            at = (NOW + timedelta(hours=hour)).isoformat()[:16]
            sides = (ME, KATIE) if is_mine else (KATIE, ME)
            take_in(archive, write_mbox(folder / f"{hour}.mbox", [(*sides, at, "Hello")]))
        told.append(became(archive))
    assert told[0] == told[1]
    mine = [hour for is_mine, hour in sorted(written, key=lambda each: each[1]) if is_mine and hour >= 0]
    theirs = [hour for is_mine, hour in written if mine and not is_mine and hour > mine[0]]
    days = [("sent", mine[0])] if mine else []
    days += [("answered", min(theirs))] if theirs else []
    assert told[0] == [(1, what, (NOW + timedelta(hours=hour)).date().isoformat()) for what, hour in days]
