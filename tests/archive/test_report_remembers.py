"""The report has a memory: whoever was written to, put off or let go is left in peace as long as they should be."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from invented import AS_OF, KATIE, ME, NOW, TEO, card, exchanged, take_in, write_cards, write_everything, write_mbox

from reconnect.archive import Archive
from reconnect.archive.forgetting import forget
from reconnect.archive.remembering import mark, note, notes, outcome, take_back
from reconnect.archive.remembering import report as remember
from reconnect.errors import LeftInPeace, NoSuchDraft, NoSuchNote, NotAPastDay
from reconnect.report import Group
from reconnect.report.facts import MarkKind, OutcomeKind

DAYS = ["2016-03-01", "2016-06-10", "2017-01-20", "2018-05-05", "2019-02-11", "2020-08-08"]
NORA = "Nora Lund <nora@lund.example>"


@pytest.fixture
def known(archive: Archive, tmp_path: Path) -> Archive:
    """An archive with two lapsed ties and a message that waits."""
    waiting = (TEO, ME, "2025-03-02", "A room in Trieste?")
    take_in(
        archive,
        write_mbox(tmp_path / "a.mbox", [*exchanged(KATIE, DAYS, "The kiln"), *exchanged(NORA, DAYS, "Ice"), waiting]),
    )
    return archive


def listed(archive: Archive, as_of: date = AS_OF, *, new_only: bool = False) -> dict[str, Group | None]:
    return {row.name: row.group for row in archive.report(as_of, 0, new_only=new_only).rows}


def id_of(archive: Archive, name: str) -> int:
    return int(archive.person(name)["id"])


def letter(archive: Archive, name: str) -> int:
    """Draft a letter, and return its number."""
    return int(archive.draft([archive.person(name)], AS_OF, NOW)[0]["id"])


EVERYBODY = {"Katie O'Neil": "lapsed", "Nora Lund": "lapsed", "Teo Marchetti": "unanswered"}


def test_nobody_rests_before_anything_is_decided(known: Archive) -> None:
    assert listed(known) == EVERYBODY


def test_who_has_a_draft_is_told_again_after_thirty_days(known: Archive) -> None:
    letter(known, "Nora")
    assert "Nora Lund" not in listed(known)
    assert "Nora Lund" not in listed(known, AS_OF + timedelta(days=29))
    (row,) = (row for row in known.report(AS_OF + timedelta(days=30), 0).rows if row.name == "Nora Lund")
    assert row.reasons[-1] == "Draft 1 to them waits since 22 November 2026."


def test_drafting_again_gives_the_drafts_that_wait(known: Archive) -> None:
    letter(known, "Nora")
    with_open_drafts = [row.name for row in known.report(AS_OF, 0, drafted_too=True).rows]
    assert with_open_drafts == list(EVERYBODY)


@pytest.mark.parametrize(("became", "days"), [("dropped", 180), ("declined", 365), ("later", 90)])
def test_what_became_of_a_draft_keeps_a_person_off_for_its_time(known: Archive, became: OutcomeKind, days: int) -> None:
    outcome(known, letter(known, "Teo"), became, AS_OF)
    before, after = listed(known, AS_OF + timedelta(days=days - 1)), listed(known, AS_OF + timedelta(days=days))
    assert "Teo Marchetti" not in before
    assert ("Teo Marchetti" in after) == (became != "declined")  # who declined has had my answer


def test_a_letter_that_was_sent_is_a_day_of_contact(known: Archive) -> None:
    outcome(known, letter(known, "Nora"), "sent", AS_OF)
    (tie,) = known.ties(AS_OF).query("name == 'Nora Lund'").to_dict("records")
    assert (tie["last_contact"].date(), tie["days_in"], tie["days_out"], tie["silent_days"]) == (AS_OF, 6, 7, 0)
    assert tie["channels"] == "mail, draft"
    assert known.ties(AS_OF - timedelta(days=1)).query("name == 'Nora Lund'")["days_out"].tolist() == [6]


def test_somebody_who_answered_is_no_longer_forgotten(known: Archive) -> None:
    id = letter(known, "Teo")
    outcome(known, id, "sent", AS_OF)
    outcome(known, id, "answered", AS_OF + timedelta(days=3))
    for days in (4, 100, 300):
        assert "Teo Marchetti" not in listed(known, AS_OF + timedelta(days=days))


def test_a_letter_that_the_imports_show_two_days_later_is_the_same_letter(known: Archive, tmp_path: Path) -> None:
    outcome(known, letter(known, "Nora"), "sent", AS_OF)
    take_in(known, write_mbox(tmp_path / "b.mbox", [(ME, NORA, "2026-11-24", "Ice, again")]))
    (tie,) = known.ties(date(2027, 1, 1)).query("name == 'Nora Lund'").to_dict("records")
    assert (tie["last_contact"].date(), tie["days_out"], tie["channels"]) == (date(2026, 11, 24), 7, "mail")


def test_a_letter_that_the_imports_show_counts_on_its_own_day(known: Archive, tmp_path: Path) -> None:
    id = letter(known, "Nora")
    take_in(known, write_mbox(tmp_path / "b.mbox", [(ME, NORA, "2026-11-23", "Ice, again")]))
    outcome(known, id, "sent", AS_OF + timedelta(days=3))
    (tie,) = known.ties(date(2027, 1, 1)).query("name == 'Nora Lund'").to_dict("records")
    assert (tie["last_contact"].date(), tie["days_out"], tie["channels"]) == (date(2026, 11, 23), 7, "mail")


def test_two_letters_in_vain_leave_a_person_in_peace_for_a_year(known: Archive) -> None:
    for month in (1, 5):
        id = letter(known, "Nora")
        outcome(known, id, "sent", date(2025, month, 1))
    assert "Nora Lund" not in listed(known, date(2026, 4, 30))


@pytest.mark.parametrize("how", ["never", "died"])
def test_whoever_is_marked_never_or_died_is_in_no_list_and_no_draft(known: Archive, how: MarkKind) -> None:
    id = letter(known, "Katie")
    mark(known, id_of(known, "Katie"), how, NOW)
    far = [AS_OF - timedelta(days=3000), AS_OF, AS_OF + timedelta(days=9000)]
    assert not any("Katie O'Neil" in listed(known, day) for day in far)
    assert all(known.at_random(AS_OF + timedelta(weeks=week)).rows == () for week in range(20))
    assert known.drafts() == []
    with pytest.raises(LeftInPeace, match=f"you marked them {how}"):
        known.draft([known.person("Katie")], AS_OF, NOW)
    with pytest.raises(NoSuchDraft):
        known.draft_of(id)
    mark(known, id_of(known, "Katie"), None, NOW)
    assert [row["id"] for row in known.drafts()] == [id]


def test_a_mark_for_later_ends_on_its_day(known: Archive) -> None:
    mark(known, id_of(known, "Katie"), "later", NOW, AS_OF + timedelta(days=20))
    assert "Katie O'Neil" not in listed(known, AS_OF + timedelta(days=19))
    assert "Katie O'Neil" in listed(known, AS_OF + timedelta(days=20))
    mark(known, id_of(known, "Katie"), None, NOW)
    assert listed(known) == EVERYBODY


def test_a_mark_survives_import_join_and_part(known: Archive, tmp_path: Path) -> None:
    other = take_in(known, write_cards(tmp_path / "a.vcf", [card("K. O. Neill", "EMAIL:kon@harbour.example", "UID:9")]))
    assert other.people == 4
    mark(known, id_of(known, "kon@harbour.example"), "never", NOW)
    known.join(id_of(known, "katie@harbour.example"), id_of(known, "kon@harbour.example"), NOW)
    assert listed(known).keys() == {"Nora Lund", "Teo Marchetti"}
    person = known.person("katie@harbour.example")
    (card_of,) = (each.id for each in known.contacts_of(person["id"]) if each.importer == "vcard")
    known.part(person["id"], card_of, NOW)
    assert "Katie O'Neil" in listed(known)


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("Katie O'Neil", "CATEGORIES:friends,deceased", "deceased"),
        ("Katie O'Neil", "NOTE:Died in May 2021.", "Died in May 2021."),
        ("† Katie O'Neil", "TITLE:Potter", "† Katie O'Neil"),
    ],
)
def test_an_entry_that_says_that_somebody_died_is_enough(
    known: Archive, tmp_path: Path, name: str, line: str, said: str
) -> None:
    gone = card(name, "EMAIL:katie@harbour.example", line, "BDAY:--1130", "UID:1")
    take_in(known, write_cards(tmp_path / "a.vcf", [gone]))
    assert listed(known).keys() == {"Nora Lund", "Teo Marchetti"}
    with pytest.raises(LeftInPeace, match=f'their entry or your note says "{said}"'):
        known.draft([known.person("katie@harbour.example")], AS_OF, NOW)


def test_a_noted_talk_is_a_day_both_ways(known: Archive) -> None:
    person = id_of(known, "Katie")
    note(known, person, "spoke", "", NOW, date(2026, 11, 1))
    (tie,) = known.ties(AS_OF).query(f"person == {person}").to_dict("records")
    assert (tie["silent_days"], tie["days_in"], tie["days_out"], tie["channels"]) == (21, 7, 7, "mail, note")
    assert "Katie O'Neil" not in listed(known)
    (only,) = notes(known, person)
    assert take_back(known, person, only.id) == only
    assert listed(known) == EVERYBODY


def test_a_talk_still_to_come_and_a_note_that_is_not_there_are_refused(known: Archive) -> None:
    with pytest.raises(NotAPastDay, match="2026-11-23: this day is still to come"):
        note(known, id_of(known, "Katie"), "spoke", "", NOW, date(2026, 11, 23))
    with pytest.raises(NoSuchNote, match="note 7: there is none of that number"):
        take_back(known, id_of(known, "Katie"), 7)


def test_words_that_were_noted_stand_in_the_row_and_are_no_day(known: Archive) -> None:
    before = known.ties(AS_OF)
    note(known, id_of(known, "Katie"), "met", "PyCon 2019", NOW)
    assert known.ties(AS_OF).equals(before)
    (row,) = (row for row in known.report(AS_OF, 0).rows if row.name == "Katie O'Neil")
    assert row.reasons[-1] == "You noted: met: PyCon 2019."


def test_what_was_noted_holds_for_both_numbers_of_one_person(known: Archive) -> None:
    katie, nora = id_of(known, "Katie"), id_of(known, "Nora")
    note(known, katie, "interest", "kilns", NOW)
    note(known, nora, "goal", "a studio", NOW)
    known.join(katie, nora, NOW)
    assert [each.words for each in notes(known, id_of(known, str(katie)))] == ["interest: kilns", "goal: a studio"]


def test_only_who_is_new_since_the_report_before_is_told(known: Archive, tmp_path: Path) -> None:
    remember(known, known.report(AS_OF, 1), NOW)
    assert listed(known, new_only=True) == {}
    take_in(
        known, write_cards(tmp_path / "a.vcf", [card("Oksana Hrytsenko", "EMAIL:oksana@kyiv.example", "BDAY:--1129")])
    )
    assert listed(known, new_only=True) == {"Oksana Hrytsenko": "news"}
    assert listed(known, AS_OF - timedelta(days=1), new_only=True) == {**EVERYBODY, "Oksana Hrytsenko": "news"}


def test_who_changes_the_group_is_told_anew(known: Archive) -> None:
    remember(known, known.report(AS_OF, 0), NOW)
    nobody_waits = AS_OF + timedelta(days=600)
    assert listed(known, nobody_waits, new_only=True) == {}
    outcome(known, letter(known, "Nora"), "later", AS_OF, AS_OF + timedelta(days=1))
    remember(known, known.report(AS_OF, 0), NOW)
    assert listed(known, AS_OF + timedelta(days=1), new_only=True) == {"Nora Lund": "lapsed"}


def test_a_number_that_was_told_and_joined_since_is_not_new(known: Archive) -> None:
    remember(known, known.report(AS_OF, 0), NOW)
    known.join(id_of(known, "Katie"), id_of(known, "Nora"), NOW)
    assert listed(known, new_only=True) == {}


def test_of_many_reports_the_last_few_are_kept(known: Archive) -> None:
    for days in range(15):
        remember(known, known.report(AS_OF + timedelta(days=days), 0), NOW)
    with known.reading() as conn:
        kept = [day for (day,) in conn.execute("select as_of from reports order by as_of")]
    assert (kept[0], kept[-1], len(kept)) == ("2026-11-27", "2026-12-06", 10)


def test_forgetting_takes_notes_marks_outcomes_and_reports_along(known: Archive) -> None:
    person = id_of(known, "Katie")
    note(known, person, "interest", "kilns", NOW)
    outcome(known, letter(known, "Katie"), "later", AS_OF)
    mark(known, person, "later", NOW, AS_OF)
    remember(known, known.report(AS_OF, 0), NOW)
    note(known, id_of(known, "Nora"), "interest", "ice", NOW)
    nora = id_of(known, "Nora")
    forget(known.path, person)
    with known.reading() as conn:
        assert counts(conn) == {"notes": 1, "marks": 0, "drafts": 0, "outcomes": 0}
        ((told,),) = conn.execute("select listed from reports").fetchall()
    assert [told.count(f"[{id},") for id in (nora, person)] == [1, 0]


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    return {
        table: conn.execute(f"select count(*) from {table}").fetchone()[0]
        for table in ("notes", "marks", "drafts", "outcomes")
    }


def test_the_report_is_the_same_for_the_same_database_and_day(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, *write_everything(tmp_path))
    first = archive.report(AS_OF, 0)
    remember(archive, first, NOW)
    assert archive.report(AS_OF, 0) == first


def test_a_birthday_of_another_year_is_news_again(known: Archive, tmp_path: Path) -> None:
    oksana = card("Oksana Hrytsenko", "EMAIL:oksana@kyiv.example", "BDAY:--1129")
    take_in(known, write_cards(tmp_path / "a.vcf", [oksana]))
    remember(known, known.report(AS_OF, 0), NOW)
    assert listed(known, AS_OF + timedelta(days=5), new_only=True) == {}
    assert listed(known, AS_OF + timedelta(days=365), new_only=True) == {"Oksana Hrytsenko": "news"}


def test_who_was_drawn_stays_the_person_of_the_week_when_drafted(known: Archive, tmp_path: Path) -> None:
    take_in(known, write_cards(tmp_path / "a.vcf", [card(f"Ada {name}", f"UID:{name}") for name in ("Berg", "Lund")]))
    (drawn,) = known.at_random(AS_OF).rows
    letter(known, str(drawn.person))
    assert [row.person for row in known.at_random(AS_OF).rows] == [drawn.person]


def test_talks_alone_are_not_called_writing(known: Archive, tmp_path: Path) -> None:
    take_in(known, write_cards(tmp_path / "a.vcf", [card("Ada Berg", "TEL:+45 32 55 01 42", "UID:1")]))
    ada = id_of(known, "Ada Berg")
    for day in ("2020-01-01", "2021-01-01", "2022-01-01"):
        note(known, ada, "spoke", "", NOW, date.fromisoformat(day))
    (row,) = (row for row in known.report(AS_OF, 0).rows if row.name == "Ada Berg")
    assert row.reasons[0].startswith("You were in touch in 3 conversations from 2020 to 2022.")
