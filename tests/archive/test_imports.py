"""What importing promises: twice adds nothing, the order does not matter, and undo leaves no trace."""

from __future__ import annotations

import itertools
import os
import zipfile
from pathlib import Path

import pytest
from invented import (
    AS_OF,
    CARDS,
    CORRESPONDENCE,
    KATIE,
    ME,
    NOW,
    answers,
    card,
    exchanged,
    take_in,
    write_cards,
    write_everything,
    write_linkedin,
    write_mbox,
)

import reconnect
from reconnect.archive import Archive, resolving


def accounts(archive: Archive) -> list[tuple[int, ...]]:
    keys = ("read", "new", "changed", "unchanged", "skipped", "problems")
    return [tuple(row[key] for key in keys) for row in archive.imports()]


def test_the_accounts_of_every_import_add_up(archive: Archive, tmp_path: Path) -> None:
    run = take_in(archive, *write_everything(tmp_path))
    assert [(each.importer, each.brought.read) for each in run.imports] == [
        ("mail", 23), ("vcard", 3), ("linkedin", 7), ("facebook", 4),
    ]  # fmt: skip
    for read, *parts in accounts(archive):
        assert read == sum(parts)


def test_importing_twice_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    paths = write_everything(tmp_path)
    take_in(archive, *paths)
    before, runs = answers(archive), archive.imports()
    again = take_in(archive, *paths)
    assert [(each.brought.new, each.brought.changed, each.brought.same_as) for each in again.imports] == [
        (0, 0, str(path)) for path in paths
    ]
    assert (answers(archive), archive.imports()) == (before, runs)


def test_the_same_records_in_another_file_are_all_unchanged(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"), write_cards(tmp_path / "a.vcf"))
    before = answers(archive)
    mails, cards = [*CORRESPONDENCE[1:], CORRESPONDENCE[0]], [*CARDS[1:], CARDS[0]]
    run = take_in(archive, write_mbox(tmp_path / "b.mbox", mails), write_cards(tmp_path / "b.vcf", cards))
    assert [(each.brought.new, each.brought.changed) for each in run.imports] == [(0, 0), (0, 0)]
    assert answers(archive)["report"] == before["report"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[1::5])
def test_the_order_of_imports_does_not_matter(order: tuple[int, ...], tmp_path: Path) -> None:
    paths = write_everything(tmp_path)
    straight, shuffled = reconnect.open(tmp_path / "a.db"), reconnect.open(tmp_path / "b.db")
    take_in(straight, *paths)
    for place in order:
        take_in(shuffled, paths[place])
    assert answers(shuffled) == answers(straight)


@pytest.mark.parametrize("place", range(4))
def test_after_undo_the_archive_answers_as_if_it_had_never_been_imported(place: int, tmp_path: Path) -> None:
    paths = write_everything(tmp_path)
    without, undone = reconnect.open(tmp_path / "a.db"), reconnect.open(tmp_path / "b.db")
    take_in(without, *(path for path in paths if path != paths[place]))
    run = take_in(undone, *paths)
    assert undone.undo_import(run.imports[place].brought.id) == str(paths[place])
    assert answers(undone) == answers(without)


def test_undo_keeps_what_another_import_saw_too(archive: Archive, tmp_path: Path) -> None:
    first, second = write_mbox(tmp_path / "a.mbox"), write_mbox(tmp_path / "b.mbox", CORRESPONDENCE[::-1])
    alone = reconnect.open(tmp_path / "alone.db")
    take_in(alone, second)
    run = take_in(archive, first)
    take_in(archive, second)
    archive.undo_import(run.imports[0].brought.id)
    assert answers(archive) == answers(alone)


def test_undoing_everything_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    for each in take_in(archive, *write_everything(tmp_path)).imports:
        archive.undo_import(each.brought.id)
    with archive.reading() as conn:
        tables = ("contacts", "sightings", "interactions", "participants", "seen", "members", "people", "links",
                  "contact_days", "problems", "skipped", "coverage", "imports")  # fmt: skip
        assert {
            table: conn.execute(f"select count(*) from {table}").fetchone()[0] for table in tables
        } == dict.fromkeys(tables, 0)


def test_an_older_export_never_overrules_a_newer_one(archive: Archive, tmp_path: Path) -> None:
    newer = write_cards(tmp_path / "contacts-2026-05-01.vcf", [card("Katie O'Neil", "ORG:Harbour Studio", "UID:k1")])
    older = write_cards(tmp_path / "contacts-2019-05-01.vcf", [card("Katie O'Neil", "ORG:Acme", "UID:k1")])
    take_in(archive, newer)
    run = take_in(archive, older)
    assert run.imports[0].brought.changed == 1
    assert [row["organization"] for row, _ in archive.listed()] == ["Harbour Studio"]


def test_two_records_with_one_key_are_both_kept(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Ada Byron", "UID:x"), card("Grace Murray", "UID:x")]))
    assert sorted(row["name"] for row, _ in archive.listed()) == ["Ada Byron", "Grace Murray"]


def test_the_same_message_in_two_folders_is_one_interaction(archive: Archive, tmp_path: Path) -> None:
    mails = exchanged(KATIE, ["2020-01-01"], "The kiln")
    run = take_in(archive, write_mbox(tmp_path / "a.mbox", [*mails, *mails]))
    brought = run.imports[0].brought
    assert (brought.read, brought.new, brought.unchanged, brought.interactions) == (4, 2, 2, 2)


def test_a_person_keeps_the_id_when_more_is_learned(archive: Archive, tmp_path: Path) -> None:
    paths = write_everything(tmp_path)
    take_in(archive, paths[0])
    katie = archive.person("katie@harbour.example")["id"]
    take_in(archive, *paths[1:])
    assert archive.person("katie@harbour.example")["id"] == katie


def test_a_person_keeps_the_id_when_the_import_that_gave_it_is_undone(archive: Archive, tmp_path: Path) -> None:
    paths = write_everything(tmp_path)
    first = take_in(archive, paths[0]).imports[0].brought.id
    katie = archive.person("katie@harbour.example")["id"]
    take_in(archive, *paths[1:])
    archive.undo_import(first)
    assert archive.person("katie@harbour.example")["id"] == katie


def test_a_draft_stays_with_its_person_when_two_people_become_one(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Katie O'Neil", "UID:1"), card("K. O'Neil-Byrne", "UID:2")]))
    first, second = (row["id"] for row, _ in archive.listed())
    (draft,) = archive.draft([archive.person(str(second))], AS_OF, NOW)
    archive.join(first, second, NOW)
    assert [(row["id"], row["person"]) for row in archive.drafts()] == [(draft["id"], first)]
    assert archive.person(str(second))["id"] == first


def test_parting_undoes_joining(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Katie O'Neil", "UID:1"), card("Bela Nagy", "UID:2")]))
    before = answers(archive)
    first, second = (row["id"] for row, _ in archive.listed())
    archive.join(first, second, NOW)
    ((_, contacts),) = archive.listed()
    assert {each.contact.formatted_name for each in contacts} == {"Katie O'Neil", "Bela Nagy"}
    archive.part(first, contacts[1].id, NOW)
    assert answers(archive)["people"] == before["people"]


def test_saying_who_i_am_changes_directions_without_a_new_import(archive: Archive, tmp_path: Path) -> None:
    mails = [(KATIE, "Bela Nagy <bela@nagy.example>", "2020-01-01", "One"), (KATIE, ME, "2020-01-02", "Two")]
    take_in(archive, write_mbox(tmp_path / "a.mbox", mails))
    archive.decide_me("katie@harbour.example", mine=True)
    archive.decide_me("ines@duarte.example", mine=False)
    ties = archive.ties(AS_OF)
    assert sorted(ties["name"]) == ["Bela Nagy", "Ines Duarte"]
    assert list(ties["days_out"]) == [1, 1]


def test_newsletters_are_never_people(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "mail.mbox"))
    kinds = {row["name"]: row["kind"] for row, _ in archive.listed()}
    assert kinds == {"Katie O'Neil": "person", "Teo Marchetti": "person", "Harbour News": "robot"}


def test_a_linkedin_archive_alone_tells_who_i_am(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_linkedin(tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"))
    assert {(row["kind"], row["value"]) for row in archive.me()} == {
        ("name", "Ines Duarte"), ("url", "https://www.linkedin.com/in/ines-duarte"),
    }  # fmt: skip


def test_equals_stand_in_the_same_order_whatever_was_imported_first(tmp_path: Path) -> None:
    days = ["2016-03-01", "2016-06-10", "2017-01-20", "2018-05-05"]
    names = ("Ada Byron <ada@a.example>", "Bela Nagy <bela@b.example>", "Cy Okoro <cy@c.example>")
    paths = [write_mbox(tmp_path / f"{place}.mbox", exchanged(name, days, "Hives")) for place, name in enumerate(names)]
    straight, reverse = reconnect.open(tmp_path / "a.db"), reconnect.open(tmp_path / "b.db")
    for archive, order in ((straight, paths), (reverse, paths[::-1])):
        for path in order:
            take_in(archive, path)
    report = straight.report(AS_OF, 0)
    assert [row.name for row in report.rows] == ["Ada Byron", "Bela Nagy", "Cy Okoro"]
    assert answers(reverse) == answers(straight)


def test_a_contact_that_is_not_me_after_all_is_a_person_like_any_other(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "mail.mbox"))
    archive.decide_me("ines@duarte.example", mine=False)
    people = {row["name"]: (row["id"] > 0, len(contacts)) for row, contacts in archive.listed()}
    assert people["Ines Duarte"] == (True, 1)
    assert archive.person("ines@duarte.example")["name"] == "Ines Duarte"


def test_parting_gives_each_their_own_id_and_letters_back(archive: Archive, tmp_path: Path) -> None:
    for name, uid in (("Zed Adler", "2"), ("Ada Byron", "1")):
        take_in(archive, write_cards(tmp_path / f"{uid}.vcf", [card(name, f"UID:{uid}", f"EMAIL:{uid}@x.example")]))
    before = {row["name"]: row["id"] for row, _ in archive.listed()}
    archive.draft([archive.person("Zed Adler")], AS_OF, NOW)
    archive.join(before["Zed Adler"], before["Ada Byron"], NOW)
    ((person, contacts),) = archive.listed()
    ada = next(each.id for each in contacts if each.contact.formatted_name == "Ada Byron")
    archive.part(person["id"], ada, NOW)
    assert {row["name"]: row["id"] for row, _ in archive.listed()} == before
    assert [(row["name"], row["to"]) for row in archive.drafts()] == [("Zed Adler", "2@x.example")]


def test_a_run_that_ended_before_people_were_worked_out_is_finished_by_the_next(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reconnect.open(tmp_path / "whole.db")
    first, second = CORRESPONDENCE[:5], CORRESPONDENCE
    paths = [write_mbox(tmp_path / "a.mbox", first), write_mbox(tmp_path / "b.mbox", second)]
    take_in(whole, *paths)
    take_in(archive, paths[0])

    def ended(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(resolving, "resolve", ended)
    with pytest.raises(KeyboardInterrupt):
        take_in(archive, paths[1])
    monkeypatch.undo()
    take_in(archive, paths[1])
    assert answers(archive) == answers(whole)


def test_an_undo_that_is_interrupted_has_not_happened(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = take_in(archive, *write_everything(tmp_path))
    before = answers(archive)

    def ended(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(resolving, "resolve", ended)
    with pytest.raises(KeyboardInterrupt):
        archive.undo_import(run.imports[0].brought.id)
    assert answers(archive) == before


def test_a_copy_under_another_name_stands_by_itself(archive: Archive, tmp_path: Path) -> None:
    first, copy = write_cards(tmp_path / "contacts.vcf"), write_cards(tmp_path / "contacts (1).vcf")
    alone = reconnect.open(tmp_path / "alone.db")
    take_in(alone, copy)
    run = take_in(archive, first)
    assert take_in(archive, copy).imports[0].brought.new == 0
    archive.undo_import(run.imports[0].brought.id)
    assert answers(archive) == answers(alone)


def test_an_id_that_was_taken_back_is_never_given_again(archive: Archive, tmp_path: Path) -> None:
    first = take_in(archive, write_cards(tmp_path / "a.vcf")).imports[0].brought.id
    archive.undo_import(first)
    assert take_in(archive, write_mbox(tmp_path / "b.mbox")).imports[0].brought.id == first + 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_last_message_of_a_day_is_the_latest_whatever_was_read_first(
    order: tuple[int, int], archive: Archive, tmp_path: Path
) -> None:
    days = exchanged(KATIE, ["2016-03-01", "2016-06-10", "2017-01-20"], "The kiln")
    morning, evening = (KATIE, ME, "2019-05-05T08:00", "Morning"), (KATIE, ME, "2019-05-05T18:00", "Evening")
    paths = [write_mbox(tmp_path / "m.mbox", [*days, morning]), write_mbox(tmp_path / "e.mbox", [*days, evening])]
    for place in order:
        take_in(archive, paths[place])
    archive.decide_me("ines@duarte.example", mine=True)
    (row,) = archive.report(AS_OF, 0).rows
    assert 'Last: "Evening", 5 May 2019.' in row.reasons


def test_a_date_in_the_future_does_not_make_an_export_the_newest(archive: Archive, tmp_path: Path) -> None:
    old = [card("Katie O'Neil", "ORG:Acme", "UID:k1", "REV:2099-01-01T00:00:00Z")]
    new = [card("Katie O'Neil", "ORG:Harbour Studio", "UID:k1", "REV:2026-11-01T00:00:00Z")]
    paths = [write_cards(tmp_path / "a.vcf", old), write_cards(tmp_path / "b.vcf", new)]
    os.utime(paths[0], (1_500_000_000, 1_500_000_000))
    take_in(archive, *paths)
    assert [row["organization"] for row, _ in archive.listed()] == ["Harbour Studio"]


def test_a_key_that_looks_numbered_takes_nobody_s_place(archive: Archive, tmp_path: Path) -> None:
    cards = [card("Ann Day", "UID:x#2"), card("Bob Ek", "UID:x"), card("Cid Fry", "UID:x")]
    take_in(archive, write_cards(tmp_path / "a.vcf", cards))
    assert sorted(row["name"] for row, _ in archive.listed()) == ["Ann Day", "Bob Ek", "Cid Fry"]


def test_a_file_name_that_is_not_utf_8_is_shown_with_its_bytes(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "Downloads"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.vcf")).write_text(CARDS[0], encoding="utf-8")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    run = take_in(archive, folder)
    assert [each.path for each in run.imports] == [f"{folder}/caf\\xe9.vcf"]
    ((_, (contact,)),) = archive.listed()
    assert contact.contact.origin.member == "caf\\xe9.vcf"


def test_two_members_of_a_zip_that_clean_to_one_name_are_both_read(archive: Archive, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "cards.zip", "w") as packed:
        packed.writestr("a.vcf", CARDS[0])
        packed.writestr("./a.vcf", CARDS[1])
    take_in(archive, tmp_path / "cards.zip")
    assert sorted(row["name"] for row, _ in archive.listed()) == ["Katherine O'Neil", "Teo Marchetti"]
