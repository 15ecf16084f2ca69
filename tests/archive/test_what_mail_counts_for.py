"""What a mail counts for, and for whom, from its headers to the tie: one test a rule, on mailboxes as they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from invented import AS_OF, ME, Mail, exchanged, take_in, write_mbox

import reconnect
from reconnect.archive import Archive

KATIE = "Katie Bell <katie@bell.example>"
OMAR = "Omar Haddad <omar@haddad.example>"
LENA = "Lena Vogt <lena@vogt.example>"
ZOE = "Zoe Quist <zoe@quist.example>"
DAY, LATER = "2020-02-02", "2020-03-03"
DAYS = ["2016-03-01", "2016-06-10", "2017-01-20", "2018-05-05"]
FRIENDS = [mail for friend in (KATIE, OMAR, LENA) for mail in exchanged(friend, DAYS, f"From {friend[:4]}")]
"""Enough correspondence to tell whose mailbox it is."""

Counted = dict[str, tuple[str, int, int]]


def counted(folder: Path, mails: Iterable[Mail], friends: Iterable[Mail] = FRIENDS) -> Counted:
    """Return what each correspondent beside the friends is, and on how many days they wrote, and I."""
    archive = reconnect.open(folder / "a.db")
    take_in(archive, write_mbox(folder / "mail.mbox", [*friends, *mails]))
    return of_others(archive)


def of_others(archive: Archive) -> Counted:
    ties = archive.ties(AS_OF)
    days = {row["person"]: (row["days_in"], row["days_out"]) for row in ties.to_dict("records")}
    return {
        contacts[0].contact.emails[0]: (row["kind"], *days.get(row["id"], (0, 0)))
        for row, contacts in archive.listed()
        if row["name"] not in ("Katie Bell", "Omar Haddad", "Lena Vogt")
    }


def test_a_mail_to_me_is_a_day_in_and_my_answer_a_day_out(tmp_path: Path) -> None:
    mails = [(ZOE, ME, DAY, "Hives"), (ME, ZOE, LATER, "Re: Hives")]
    assert counted(tmp_path, mails) == {"zoe@quist.example": ("person", 1, 1)}


def test_ten_recipients_are_a_letter_and_eleven_an_announcement(tmp_path: Path) -> None:
    crowd = [f"Guest{n} <g{n}@guests.example>" for n in range(10)]
    ten = ", ".join([ME, *crowd[:9]])
    mails = [
        (ZOE, ten, DAY, "Ten"), (ZOE, f"{ten}, {crowd[9]}", LATER, "Eleven in To"),
        (ZOE, ten, "2020-04-04", f"Eleven with a copy\nCc: {crowd[9]}"),
        (ZOE, ME, "2020-05-05", f"Ten with copies\nCc: {', '.join(crowd[:8])}\nBcc: {crowd[8]}"),
    ]  # fmt: skip
    found = counted(tmp_path, mails)
    assert found["zoe@quist.example"] == ("person", 2, 0)
    assert found["g1@guests.example"] == ("person", 0, 0)


def test_a_copy_keeps_a_person_known_and_counts_for_nothing(tmp_path: Path) -> None:
    mails = [
        (KATIE, OMAR, DAY, f"To others\nCc: {ME}, {ZOE}"),
        (ME, KATIE, "2018-05-06", "Mine\nBcc: Bo Ek <bo@ek.example>\nCc: Cy Okoro <cy@okoro.example>"),
    ]
    assert counted(tmp_path, mails) == dict.fromkeys(
        ("zoe@quist.example", "bo@ek.example", "cy@okoro.example"), ("person", 0, 0)
    )


def test_a_hidden_copy_that_reached_me_counts_for_nobody(tmp_path: Path) -> None:
    mails = [(ZOE, "Bo Ek <bo@ek.example>", DAY, "Secret\nDelivered-To: ines@duarte.example")]
    assert counted(tmp_path, mails) == dict.fromkeys(("zoe@quist.example", "bo@ek.example"), ("person", 0, 0))


def test_a_note_to_myself_counts_for_nobody(tmp_path: Path) -> None:
    assert counted(tmp_path, [(ME, ME, DAY, "Milk"), (ME, "ines+notes@duarte.example", LATER, "Bread")]) == {}


MARKS = [
    "List-Id: <hives.club.example>", "List-Post: <mailto:hives@club.example>", "List-Unsubscribe: <https://x.example>",
    "Precedence: bulk", "Precedence: list", "Precedence: junk", "Auto-Submitted: auto-replied", "Feedback-ID: 1:x",
    "X-Campaign: spring",
]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_a_sender_of_nothing_but_machine_made_mail_is_no_person(mark: str, tmp_path: Path) -> None:
    assert counted(tmp_path, [(ZOE, ME, DAY, f"News\n{mark}")]) == {"zoe@quist.example": ("robot", 0, 0)}


def test_not_submitted_by_a_machine_is_written_by_hand(tmp_path: Path) -> None:
    assert counted(tmp_path, [(ZOE, ME, DAY, "Hello\nAuto-Submitted: no")]) == {"zoe@quist.example": ("person", 1, 0)}


@pytest.mark.parametrize("mark", MARKS)
def test_a_person_who_sends_such_mail_too_is_counted_by_what_they_write_by_hand(mark: str, tmp_path: Path) -> None:
    mails = [(ZOE, ME, DAY, f"News\n{mark}"), (ZOE, ME, LATER, "Hello")]
    assert counted(tmp_path, mails) == {"zoe@quist.example": ("person", 1, 0)}


def test_my_answer_to_a_bulk_sender_is_a_day_out_and_nothing_that_the_report_would_list(tmp_path: Path) -> None:
    weekly = "Harbour Weekly <weekly@letters.example>"
    mails = [(weekly, ME, DAY, "On\nPrecedence: bulk"), *((ME, weekly, day, "Re: On") for day in (DAY, LATER))]
    assert counted(tmp_path, mails) == {"weekly@letters.example": ("person", 0, 2)}
    report = reconnect.open(tmp_path / "a.db").report(AS_OF, 0)
    assert {row.name for row in report.rows} == {"Katie Bell", "Omar Haddad", "Lena Vogt"}


def test_to_unsubscribe_is_no_letter_to_anybody(tmp_path: Path) -> None:
    mails = [
        (ME, f"{address}@letters.example", DAY, "unsubscribe") for address in ("unsubscribe", "unsub-7f", "leave-3")
    ]
    assert set(counted(tmp_path, mails).values()) == {("robot", 0, 0)}


def test_an_author_on_a_list_is_no_contact_but_his_own_mail_is(tmp_path: Path) -> None:
    kilns, of_list = "Kilns <kilns@club.example>", "List-Id: <kilns.club.example>"
    mails = [
        (ZOE, kilns, DAY, f"Glazes\n{of_list}"), (ZOE, f"{kilns}, {ME}", "2020-02-20", f"Copied\n{of_list}"),
        ("Bo Ek <bo@ek.example>", kilns, DAY, f"Re: Glazes\n{of_list}"), (ZOE, ME, LATER, "About your kiln"),
        (ME, kilns, LATER, "My kiln"),
    ]  # fmt: skip
    assert counted(tmp_path, mails) == {
        "zoe@quist.example": ("person", 1, 0), "bo@ek.example": ("robot", 0, 0), "kilns@club.example": ("group", 0, 0),
    }  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "reply+abc@market.example", "1a2b3c@reply.market.example", "1a2b3c@relay.example", "5f3a@sale.craigslist.org",
        "x7f@privaterelay.appleid.com", "bounces+1-ines=duarte.example@news.example",
        "srs0=hash=tt=quist.example=zoe@forwarder.example", "zoe=quist.example@forwarder.example",
        "notifications@github.com", "no-reply@shop.example", "mailer-daemon@shop.example",
    ],
)  # fmt: skip
def test_a_relay_or_a_machine_is_no_person_even_if_i_answer(address: str, tmp_path: Path) -> None:
    mails = [(f"Zoe Quist <{address}>", ME, DAY, "Bike"), (ME, f"Zoe Quist <{address}>", LATER, "Re: Bike")]
    assert counted(tmp_path, mails) == {address: ("robot", 0, 0)}


def test_whom_a_service_writes_for_is_no_person_by_it_and_stays_one_by_their_own_mail(tmp_path: Path) -> None:
    mails = [
        ("Zoe Quist via Harbour <harbour@town.example>", ME, DAY, "Signed"), (ZOE, ME, LATER, "Hello"),
        ("'Bo Ek' via Harbour <harbour@town.example>", ME, DAY, "Signed too"),
    ]  # fmt: skip
    assert sorted(counted(tmp_path, mails).items()) == [
        ("harbour@town.example", ("robot", 0, 0)), ("zoe@quist.example", ("person", 1, 0)),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["", "Info", "Counter", "Town", "Town Team"])
@pytest.mark.parametrize("role", ["info", "team", "office", "sales", "support"])
def test_a_shared_mailbox_is_no_person(role: str, name: str, tmp_path: Path) -> None:
    mailbox = f"{name} <{role}@town.example>"
    ((kind, *days),) = counted(tmp_path, [(mailbox, ME, DAY, "Hours"), (ME, mailbox, LATER, "Re: Hours")]).values()
    assert (kind in ("robot", "organisation"), days) == (True, [0, 0])


@pytest.mark.parametrize("folders", [("a.mbox", "a.mbox"), ("Inbox.mbox", "All mail.mbox")])
def test_the_same_message_in_two_folders_or_archives_counts_once(folders: tuple[str, ...], tmp_path: Path) -> None:
    archive = reconnect.open(tmp_path / "a.db")
    copies = [(ZOE, ME, DAY, "Hives"), (ZOE, ME, DAY, "Hives")]
    for name, copy in zip(folders, copies, strict=True):
        take_in(archive, write_mbox(tmp_path / name, [*FRIENDS, *(copies if len(set(folders)) == 1 else [copy])]))
    assert of_others(archive) == {"zoe@quist.example": ("person", 1, 0)}
    with archive.reading() as conn:
        assert conn.execute("select count(*) from interactions where subject = 'Hives'").fetchone() == (1,)


def test_a_received_copy_with_more_headers_counts_once_as_well(tmp_path: Path) -> None:
    text = write_mbox(tmp_path / "sent.mbox", [(ME, ZOE, DAY, "Hives")]).read_text(encoding="utf-8")
    received = text.replace("Subject:", "Delivered-To: zoe@quist.example\nSubject:")
    (tmp_path / "received.mbox").write_text(received, encoding="utf-8")
    archive = reconnect.open(tmp_path / "a.db")
    take_in(archive, write_mbox(tmp_path / "mail.mbox", FRIENDS), tmp_path / "sent.mbox", tmp_path / "received.mbox")
    assert of_others(archive) == {"zoe@quist.example": ("person", 0, 1)}


def test_an_invitation_by_calendar_counts_for_nothing_and_keeps_its_people_known(tmp_path: Path) -> None:
    mails = [(ZOE, ME, DAY, "Lunch\nContent-Type: text/calendar; method=REQUEST")]
    assert counted(tmp_path, mails) == {"zoe@quist.example": ("person", 0, 0)}


def test_mail_to_my_address_with_a_tag_is_to_me(tmp_path: Path) -> None:
    mails = [(ZOE, "ines+shop@duarte.example", DAY, "Hives"), (ZOE, "Ines <INES@Duarte.example>", LATER, "Bees")]
    assert counted(tmp_path, mails) == {"zoe@quist.example": ("person", 2, 0)}


def test_an_alias_that_mail_is_only_delivered_to_is_mine_if_it_spells_my_name(tmp_path: Path) -> None:
    days = [f"2019-0{month}-11" for month in range(1, 8)]
    alias = [
        (ZOE, "hello.ines@duarte.example", day, f"{day}\nX-Original-To: hello.ines@duarte.example") for day in days
    ]
    usual = [(KATIE, ME, day, f"{day}\nDelivered-To: ines@duarte.example") for day in DAYS * 3]
    assert counted(tmp_path, [*alias, *usual]) == {"zoe@quist.example": ("person", 7, 0)}


def test_a_reply_address_that_never_writes_or_receives_is_no_person(tmp_path: Path) -> None:
    mails = [(ZOE, ME, DAY, "Hives\nReply-To: Zoe's desk <desk@quist.example>")]
    assert counted(tmp_path, mails) == {
        "zoe@quist.example": ("person", 1, 0),
        "desk@quist.example": ("robot", 0, 0),
    }


def test_without_my_own_mail_the_report_says_so_and_nobody_waits_for_an_answer(tmp_path: Path) -> None:
    received = [(KATIE, ME, f"2019-{month:02}-01", "The kiln") for month in range(1, 10)]
    sent = exchanged(OMAR, DAYS, "The boat")[1::2]
    archive = reconnect.open(tmp_path / "a.db")
    archive_of = {"Inbox.mbox": [*received, (ZOE, ME, "2026-10-10", "A room?")], "Sent.mbox": sent}
    seen = []
    for name, mails in archive_of.items():
        take_in(archive, write_mbox(tmp_path / name, mails))
        archive.decide_me("ines@duarte.example", mine=True)
        report = archive.report(AS_OF, 0)
        seen.append((report.one_sided.partition(":")[0], [(row.group, row.name) for row in report.rows]))
    assert seen == [
        ("None of your mail is from you (others wrote to you on 10 days)", []),
        ("", [("unanswered", "Zoe Quist")]),
    ]
