"""What a letter may stand on follows from who wrote, when, and where; it claims no exchange that never was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from invented import AS_OF, KATIE, ME, NOW, TEO, Mail, card, exchanged, take_in, write_cards, write_linkedin, write_mbox

from reconnect.archive import Archive, remembering
from reconnect.archive.drafting import Background, situation
from reconnect.archive.editing import looked_over
from reconnect.drafts.facts import Fact, Situation, Source
from reconnect.errors import NotAPerson

ROOM = "A room in Trieste?"
SIX_TIMES = ["2018-03-01", "2018-06-10", "2019-01-20", "2020-05-05", "2021-02-11", "2022-08-08"]
THREE_YEARS_AGO = "2023-11-22"


def found(archive: Archive, who: str, *exports: Path, as_of: date = AS_OF) -> Situation:
    if exports:
        take_in(archive, *exports)
    archive.decide_me("ines@duarte.example", mine=True)
    with archive.reading() as conn:
        person = archive.person(who)
        return situation(conn, person, Background.of(conn, [person["id"]], as_of))


def of_kind(found: Situation, *kinds: str) -> list[tuple[str, str, date | None]]:
    return [(fact.kind, fact.value, fact.day) for fact in found.facts if fact.kind in kinds]


def test_a_message_that_waits_is_named_with_its_day_subject_and_place(archive: Archive, tmp_path: Path) -> None:
    teo = found(archive, "teo@trieste.example", write_mbox(tmp_path / "mail.mbox", [(TEO, ME, "2025-03-02", ROOM)]))
    assert teo.group == "unanswered"
    source = Source(str(tmp_path / "mail.mbox"), "mail.mbox", 1)
    asked = Fact("asked", ROOM, "mail.mbox, record 1", date(2025, 3, 2), None, (source,), teo.facts[0].message_id)
    assert teo.facts == (asked,)
    assert teo.facts[0].message_id.endswith("@mail.example")


UNANSWERED: dict[str, list[Mail]] = {
    "after one exchange": [*exchanged(TEO, ["2019-01-05"], "Hello"), (TEO, ME, "2025-03-02", ROOM)],
    "three years ago": [(TEO, ME, THREE_YEARS_AGO, ROOM)],
    "I had written that morning": [(ME, TEO, "2025-03-02T09:00", "Hello"), (TEO, ME, "2025-03-02T19:00", ROOM)],
    "to others too": [(TEO, f"{ME}, {KATIE}", "2025-03-02", ROOM)],
    "yesterday": [(TEO, ME, "2026-11-21", ROOM)],
}


@pytest.mark.parametrize("mails", UNANSWERED.values(), ids=UNANSWERED)
def test_who_still_waits_for_an_answer_is_unanswered(archive: Archive, tmp_path: Path, mails: list[Mail]) -> None:
    teo = found(archive, "teo@trieste.example", write_mbox(tmp_path / "mail.mbox", mails))
    assert teo.group == "unanswered"
    assert of_kind(teo, "asked") == [("asked", ROOM, date.fromisoformat(mails[-1][2][:10]))]


LAPSED: dict[str, tuple[list[Mail], list[str]]] = {
    "I answered": (exchanged(TEO, ["2025-03-02"], ROOM), ["wrote"]),
    "I answered on the same day": (
        [(TEO, ME, "2025-03-02T09:00", ROOM), (ME, TEO, "2025-03-02T19:00", f"Re: {ROOM}")],
        ["wrote"],
    ),
    "a real tie, the last word theirs": (
        [*exchanged(TEO, SIX_TIMES, "Hello"), (TEO, ME, "2024-02-02", "Thanks!")],
        ["wrote"],
    ),
    "longer ago": ([(TEO, ME, "2023-11-21", ROOM)], []),
    "a reply to many": ([(TEO, f"{ME}, {KATIE}", "2025-03-02", f"Re: {ROOM}\nIn-Reply-To: <a@b.example>")], []),
    "only I wrote": ([(ME, TEO, "2025-03-02", ROOM)], []),
}


@pytest.mark.parametrize(("mails", "kinds"), LAPSED.values(), ids=LAPSED)
def test_everybody_else_with_a_word_is_lapsed_and_no_exchange_is_claimed(
    archive: Archive, tmp_path: Path, mails: list[Mail], kinds: list[str]
) -> None:
    teo = found(archive, "teo@trieste.example", write_mbox(tmp_path / "mail.mbox", mails))
    assert teo.group == "lapsed"
    assert [fact.kind for fact in teo.facts if fact.kind in ("asked", "wrote")] == kinds


def test_an_answer_on_another_channel_is_an_answer(archive: Archive, tmp_path: Path) -> None:
    mails = write_mbox(tmp_path / "mail.mbox", [(KATIE, ME, "2021-01-30", "The kiln")])
    katie = found(archive, "katie@harbour.example", mails, write_linkedin(tmp_path / "linkedin.zip"))
    soon_after = found(archive, "katie@harbour.example", as_of=date(2021, 2, 20))
    between = found(archive, "katie@harbour.example", as_of=date(2021, 1, 31))
    assert [katie.group, soon_after.group, between.group] == ["lapsed", "lapsed", "unanswered"]


def test_who_never_wrote_and_was_never_written_to_is_a_stranger(archive: Archive, tmp_path: Path) -> None:
    oksana = found(archive, "Oksana", write_cards(tmp_path / "contacts.vcf"))
    assert (oksana.group, of_kind(oksana, "asked", "wrote")) == ("stranger", [])


CROWD = ", ".join(f"Guest {number} <guest{number}@crowd.example>" for number in range(12))


@pytest.mark.parametrize(
    ("sender", "traces"), [(KATIE, [("both_copied", "Choir weekend", date(2020, 4, 1))]), (TEO, []), (ME, [])]
)
def test_only_a_message_of_somebody_else_went_to_both_of_us(
    archive: Archive, tmp_path: Path, sender: str, traces: list[tuple[str, str, date]]
) -> None:
    invitation = (sender, f"{ME}, {TEO}, {CROWD}", "2020-04-01", "Choir weekend")
    mails = [*exchanged(KATIE, SIX_TIMES, "The kiln"), invitation]
    teo = found(archive, "teo@trieste.example", write_mbox(tmp_path / "mail.mbox", mails))
    assert teo.group == "stranger"
    assert of_kind(teo, "both_copied") == traces


@pytest.mark.parametrize(
    ("days", "subjects"),
    [
        (  # what I wrote in vain is no part of our last exchange
            ["2018-03-01", "2019-06-10"],
            [("last_subject", "Re: The kiln", date(2019, 6, 11)), ("first_subject", "The kiln", date(2018, 3, 1))],
        ),
        (["2022-03-01", "2023-06-10"], [("last_subject", "Re: The kiln", date(2023, 6, 11))]),
    ],
    ids=["a LinkedIn message came last", "a LinkedIn message came first"],
)
def test_a_subject_is_the_last_or_the_first_only_where_no_other_message_lies_beyond(
    archive: Archive, tmp_path: Path, days: list[str], subjects: list[tuple[str, str, date]]
) -> None:
    mails = write_mbox(tmp_path / "mail.mbox", exchanged(KATIE, days, "The kiln"))
    katie = found(archive, "katie@harbour.example", mails, write_linkedin(tmp_path / "linkedin.zip"))
    assert of_kind(katie, "last_subject", "first_subject") == subjects


def test_a_letter_fits_the_group_in_which_the_report_lists_the_person(archive: Archive, tmp_path: Path) -> None:
    mails = [
        *exchanged(KATIE, SIX_TIMES, "The kiln"),
        (KATIE, ME, "2024-09-01", "Thanks!"),
        (TEO, ME, "2025-03-02", ROOM),
    ]
    take_in(archive, write_mbox(tmp_path / "mail.mbox", mails), write_cards(tmp_path / "contacts.vcf"))
    archive.decide_me("ines@duarte.example", mine=True)
    rows = archive.report(AS_OF, 0).rows
    drafts = archive.draft([archive.person(str(row.person)) for row in rows], AS_OF, NOW)
    assert [row.group for row in rows] == ["lapsed", "unanswered", "stranger"]
    assert [draft["template"].split("/")[0] for draft in drafts] == ["lapsed", "unanswered", "stranger"]


def test_every_fact_says_where_it_stands(archive: Archive, tmp_path: Path) -> None:
    """Katie: two years of mail, an address book, LinkedIn, and notes."""
    book = [card("Katherine O'Neil", "N:O'Neil;Katherine;;;", "EMAIL:katie@harbour.example", "UID:k1")]
    take_in(archive, write_mbox(tmp_path / "mail.mbox", exchanged(KATIE, SIX_TIMES, "The kiln")))
    take_in(archive, write_cards(tmp_path / "book.vcf", book), write_linkedin(tmp_path / "linkedin.zip"))
    archive.decide_me("ines@duarte.example", mine=True)
    person = archive.person("katie@harbour.example")["id"]
    noted = (("met", "ceramics fair"), ("interest", "kilns"), ("interest", "old kilns"), ("goal", "a studio"))
    for kind, value in noted:
        remembering.note(archive, person, kind, value, NOW)  # type: ignore[arg-type]
    remembering.note(archive, person, "spoke", "", NOW, date(2019, 5, 1))
    katie = found(archive, "katie@harbour.example")
    mails, zipped = str(tmp_path / "mail.mbox"), str(tmp_path / "linkedin.zip")
    first, last = Source(mails, "mail.mbox", 1), Source(mails, "mail.mbox", 12)
    row, ends = Source(zipped, "Connections.csv", 1), "mail.mbox, record 1; mail.mbox, record 12"
    told = [(fact.kind, fact.value, fact.origin, fact.day, fact.until, fact.sources) for fact in katie.facts]
    assert told == [
        ("spoke", "", "your note 5", date(2019, 5, 1), None, ()),
        ("goal", "a studio", "your note 4", None, None, ()),
        ("interest", "old kilns", "your note 3", None, None, ()),
        ("interest", "kilns", "your note 2", None, None, ()),
        ("met", "ceramics fair", "your note 1", None, None, ()),
        ("wrote", "mail", ends, date(2018, 3, 1), date(2022, 8, 9), (first, last)),
        ("last_subject", "Re: The kiln", "mail.mbox, record 12", date(2022, 8, 9), None, (last,)),
        ("first_subject", "The kiln", "mail.mbox, record 1", date(2018, 3, 1), None, (first,)),
        ("connected", "linkedin", "linkedin.zip, Connections.csv, record 1", date(2016, 6, 2), None, (row,)),
        ("listed", "vcard", "book.vcf, record 1", None, None, (Source(str(tmp_path / "book.vcf"), "book.vcf", 1),)),
        ("position", "Design lead", "linkedin.zip, Connections.csv, record 1", None, None, (row,)),
        ("organization", "Harbour Studio", "linkedin.zip, Connections.csv, record 1", None, None, (row,)),
    ]
    assert (katie.group, katie.full_name, katie.language) == ("lapsed", "Katherine O'Neil", "en")


def test_who_is_in_touch_is_not_told_that_it_grew_quiet(archive: Archive, tmp_path: Path) -> None:
    lately = [*SIX_TIMES, "2026-10-01"]
    teo = found(archive, "teo@trieste.example", write_mbox(tmp_path / "mail.mbox", exchanged(TEO, lately, "Hello")))
    assert (teo.group, of_kind(teo, "wrote", "asked")) == ("lapsed", [])


def test_a_change_between_two_exports_is_news_with_both_records(archive: Archive, tmp_path: Path) -> None:
    for made, title in (("2024-05-03", "Designer"), ("2026-11-18", "Design lead")):
        revised = f"REV:{made.replace('-', '')}T090000Z"
        work = card("Oksana Hrytsenko", f"TITLE:{title}", "ORG:Harbour", "UID:o1", revised)
        take_in(archive, write_cards(tmp_path / f"contacts-{made}.vcf", [work]))
    oksana = found(archive, "Oksana")
    assert (oksana.group, of_kind(oksana, "new_work", "old_work")) == (
        "news",
        [
            ("new_work", "Design lead, Harbour", date(2026, 11, 18)),
            ("old_work", "Designer, Harbour", date(2024, 5, 3)),
        ],
    )
    origins = [fact.origin for fact in oksana.facts if fact.kind in ("new_work", "old_work")]
    assert origins == ["contacts-2026-11-18.vcf, record 1", "contacts-2024-05-03.vcf, record 1"]


@pytest.mark.parametrize(
    ("field", "kind"), [("BDAY:1980-12-01", "birthday"), ("ANNIVERSARY:2001-12-01", "anniversary")]
)
def test_a_day_to_come_is_news(archive: Archive, tmp_path: Path, field: str, kind: str) -> None:
    oksana = found(archive, "Oksana", write_cards(tmp_path / "a.vcf", [card("Oksana Hrytsenko", field, "UID:o1")]))
    assert (oksana.group, of_kind(oksana, "birthday", "anniversary")) == ("news", [(kind, "", date(2026, 12, 1))])


AT_NORTHWIND = [("Bela <bela@northwind.example>", ME, "2015-03-02", "Lunch")]


@pytest.mark.parametrize(
    ("organization", "mine", "shared"),
    [
        ("Northwind Traders", "ines@northwind.example", ["Northwind Traders"]),
        ("Harbour Studio", "ines@northwind.example", []),  # nothing says whose domain it is
        ("Northwind Traders", "ines@duarte.example", []),
    ],
)
def test_colleagues_had_an_address_at_the_organization_where_i_had_one(
    archive: Archive, tmp_path: Path, organization: str, mine: str, shared: list[str]
) -> None:
    jan = card("Jan Novak", f"ORG:{organization}", "EMAIL:jan@northwind.example")
    take_in(archive, write_mbox(tmp_path / "a.mbox", AT_NORTHWIND), write_cards(tmp_path / "b.vcf", [jan]))
    archive.decide_me(mine, mine=True)
    found_facts = of_kind(found(archive, "bela@northwind.example"), "colleagues")
    assert found_facts == [("colleagues", each, None) for each in shared]


def test_an_entry_of_mine_tells_where_i_work(archive: Archive, tmp_path: Path) -> None:
    me = card("Ines Duarte", "ORG:Harbour Studio", "EMAIL:ines@duarte.example")
    take_in(archive, write_mbox(tmp_path / "a.mbox"), write_cards(tmp_path / "b.vcf", [me]))
    amara = found(archive, "Amara", write_linkedin(tmp_path / "linkedin.zip"))
    assert of_kind(amara, "colleagues") == [("colleagues", "Harbour Studio", None)]


def test_what_we_both_care_about_is_said_unless_it_is_asked_about(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "contacts.vcf"))
    archive.set("interests", "old kilns, choirs; bread")
    for value in ("Kilns, bread", "choirs", "sailing", "bread"):
        remembering.note(archive, archive.person("Oksana")["id"], "interest", value, NOW)
    told = [(fact.value, fact.origin) for fact in found(archive, "Oksana").facts if fact.kind == "common"]
    assert told == [("choirs", "your note 2 and your settings"), ("Kilns", "your note 1 and your settings")]


def test_what_is_noted_and_not_said_stands_beside_the_draft(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "contacts.vcf"))
    oksana = archive.person("Oksana")
    for kind, value in (("note", "She has moved to Lviv."), ("met", "the choir weekend"), ("skill", "bookbinding")):
        remembering.note(archive, oksana["id"], kind, value, NOW)  # type: ignore[arg-type]
    (row,) = archive.draft([oksana], AS_OF, NOW)
    assert "choir weekend" in row["body"]
    assert looked_over(archive, [row])[row["id"]].ideas == ["She has moved to Lviv."]


@pytest.mark.parametrize(
    ("notes", "setting", "subjects", "language", "familiar"),
    [
        ((), "en", ["The kiln"], "en", None),
        ((), "de", ["The kiln and what to do with it"], "en", None),
        ((("language", "de"), ("terms", "first-name")), "en", ["The kiln"], "de", True),
        ((("language", "de"), ("language", "fr"), ("terms", "formal")), "en", ["The kiln"], "fr", False),
    ],
)
def test_the_language_is_that_of_a_note_or_of_our_mails_or_else_mine(
    archive: Archive,
    tmp_path: Path,
    notes: tuple[tuple[str, str], ...],
    setting: str,
    subjects: list[str],
    language: str,
    familiar: bool | None,
) -> None:
    mails = [mail for subject in subjects for mail in exchanged(KATIE, SIX_TIMES, subject)]
    take_in(archive, write_mbox(tmp_path / "mail.mbox", mails))
    archive.set("language", setting)
    for kind, value in notes:
        remembering.note(archive, archive.person("katie@harbour.example")["id"], kind, value, NOW)  # type: ignore[arg-type]
    katie = found(archive, "katie@harbour.example")
    assert (katie.language, katie.familiar, katie.author.language) == (language, familiar, setting)


def test_a_late_answer_answers_their_mail_and_an_old_thread_is_revived(archive: Archive, tmp_path: Path) -> None:
    mails = [*exchanged(KATIE, SIX_TIMES, "The kiln"), (TEO, ME, "2025-03-02", ROOM)]
    take_in(archive, write_mbox(tmp_path / "mail.mbox", mails))
    archive.decide_me("ines@duarte.example", mine=True)
    with archive.reading() as conn:
        keys = dict(conn.execute("select subject, key from interactions order by at").fetchall())
    teo, katie = archive.draft(
        [archive.person("teo@trieste.example"), archive.person("katie@harbour.example")], AS_OF, NOW
    )
    revived = {"The kiln": "The kiln"}.get(katie["subject"])
    assert (teo["template"].split("/")[0], teo["reply_to"]) == ("unanswered", keys[ROOM])
    assert (katie["template"].split("/")[0], katie["reply_to"]) == ("lapsed", revived and keys["Re: The kiln"])


def test_a_talk_makes_no_correspondence_of_mails_in_vain(archive: Archive, tmp_path: Path) -> None:
    in_vain = [(ME, TEO, f"201{year}-01-01", "Hello") for year in (7, 8, 9)]
    take_in(archive, write_mbox(tmp_path / "mail.mbox", in_vain))
    remembering.note(archive, archive.person("teo@trieste.example")["id"], "spoke", "", NOW, date(2020, 5, 5))
    teo = found(archive, "teo@trieste.example")
    assert (teo.group, of_kind(teo, "wrote", "last_subject", "spoke")) == ("lapsed", [("spoke", "", date(2020, 5, 5))])


def test_who_talked_with_me_lately_has_not_fallen_quiet(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "mail.mbox", exchanged(TEO, SIX_TIMES, "Hello")))
    remembering.note(archive, archive.person("teo@trieste.example")["id"], "spoke", "", NOW, date(2026, 11, 20))
    assert of_kind(found(archive, "teo@trieste.example"), "wrote", "spoke") == []


def test_what_i_wrote_in_vain_since_is_no_part_of_a_correspondence(archive: Archive, tmp_path: Path) -> None:
    in_vain = [(ME, TEO, f"2024-0{month}-01", "Once more") for month in (1, 2)]
    mails = write_mbox(tmp_path / "mail.mbox", [*exchanged(TEO, SIX_TIMES, "Hello"), *in_vain])
    (wrote,) = (fact for fact in found(archive, "teo@trieste.example", mails).facts if fact.kind == "wrote")
    assert (wrote.day, wrote.until) == (date(2018, 3, 1), date(2022, 8, 9))


@pytest.mark.parametrize(
    ("title", "group"), [("Design lead", "news"), ("Cancer nurse", "stranger"), ("x" * 70, "stranger")]
)
def test_new_work_that_cannot_be_said_is_none_to_congratulate_on(
    archive: Archive, tmp_path: Path, title: str, group: str
) -> None:
    for made, work in (("2024-05-03", "Potter"), ("2026-11-18", title)):
        oksana = card("Oksana Hrytsenko", f"TITLE:{work}", "UID:o1", f"REV:{made.replace('-', '')}T090000Z")
        take_in(archive, write_cards(tmp_path / f"contacts-{made}.vcf", [oksana]))
    assert found(archive, "Oksana").group == group


def test_an_organisation_gets_no_letter(archive: Archive, tmp_path: Path) -> None:
    mails = [("Acme GmbH <info@acme.example>", ME, "2025-03-02", "Offer")]
    take_in(archive, write_mbox(tmp_path / "mail.mbox", mails))
    with pytest.raises(NotAPerson, match="Acme GmbH: this is no human being, so there is no letter to them"):
        archive.draft([archive.person("Acme GmbH")], AS_OF, NOW)
