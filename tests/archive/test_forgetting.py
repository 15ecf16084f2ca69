"""A forgotten person leaves no trace in the file, does not come back by any import, and takes nobody along."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import (
    AS_OF,
    CARDS,
    CORRESPONDENCE,
    KATIE,
    ME,
    NOW,
    TEO,
    Mail,
    WholeMail,
    answers,
    card,
    exchanged,
    take_in,
    write_cards,
    write_everything,
    write_facebook,
    write_linkedin,
    write_mbox,
)
from invented_forgetting import bytes_of, forget_all, last_account, names, query, undo_all

import reconnect
from importers import Export, MailImporter
from reconnect.archive import Archive
from reconnect.archive.forgetting import allow, forget, held, to_forget
from reconnect.errors import NoSuchPerson, ThatIsMe
from reconnect.plugins import Claim, Registered

ROUND: list[Mail] = [
    (TEO, f"{KATIE}, {ME}", "2024-01-02", "Who brings the clay?"),
    (KATIE, f"{TEO}, {ME}", "2024-01-03", "I bring the glaze"),
    (ME, f"{KATIE}, {TEO}", "2024-01-04", "Bring both"),
]


def test_no_byte_of_a_forgotten_person_is_left_in_the_file_or_its_log(archive: Archive, tmp_path: Path) -> None:
    paths = write_everything(tmp_path)
    for path in paths:
        take_in(archive, path)
    archive.undo_import(2)  # what was deleted before anybody was forgotten lies in the file as well
    take_in(archive, paths[1])
    archive.draft([archive.person("katie@harbour.example")], AS_OF, NOW)
    archive.decide_me("katie@harbour.example", mine=False)
    everywhere = bytes_of(archive)
    words = [b"katie", b"katherine", b"o'neil", b"harbour.example", b"555 0142", b"the kiln", b"design lead"]
    assert [word for word in words if word not in everywhere] == []
    forget_all(archive, "O'Neil")
    everywhere = bytes_of(archive)
    assert [word for word in words if word in everywhere] == []


def test_what_was_deleted_before_is_swept_out_of_the_file(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf"))
    with closing(sqlite3.connect(archive.path, isolation_level=None)) as conn:
        conn.execute("pragma secure_delete = off")
        conn.execute("insert into settings (key, value) values ('about', 'Katie of old')")
        conn.execute("delete from settings")
    assert b"katie of old" in bytes_of(archive)
    forget_all(archive, "katie")
    assert b"katie of old" not in bytes_of(archive)


def test_hashes_are_all_that_is_kept(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf"))
    forget_all(archive, "katie")
    stones = query(archive, "select distinct kind, typeof(value), typeof(name), person from tombstones order by kind")
    assert stones == [(kind, "integer", "integer", 1) for kind in ("email", "key", "name", "phone", "record")]
    assert query(archive, "select length(key) from forgetting_key") == [(64,)]


def test_two_databases_hash_alike_nothing(tmp_path: Path) -> None:
    hashes = []
    for name in ("a.db", "b.db"):
        archive = reconnect.open(tmp_path / name)
        take_in(archive, write_cards(tmp_path / "a.vcf"))
        forget_all(archive, "katie")
        hashes.append({value for (value,) in query(archive, "select value from tombstones")})
    assert hashes[0].isdisjoint(hashes[1])


def test_the_rest_of_the_archive_answers_as_if_they_had_never_been(archive: Archive, tmp_path: Path) -> None:
    mails = [mail for mail in CORRESPONDENCE if KATIE not in mail]
    never = reconnect.open(tmp_path / "never.db")
    for each, some in ((archive, CORRESPONDENCE), (never, mails)):
        take_in(each, write_mbox(tmp_path / "mail.mbox", some))
        each.decide_me("ines@duarte.example", mine=True)
    forget_all(archive, "katie")
    assert without(answers(archive), "record") == without(answers(never), "record")


def without(value: Any, left_out: str) -> Any:
    if isinstance(value, dict):
        return {key: without(each, left_out) for key, each in value.items() if key != left_out}
    return [without(each, left_out) for each in value] if isinstance(value, list) else value


@settings(max_examples=6)
@given(st.permutations(range(4)))
def test_no_later_import_brings_them_back_in_any_order(order: list[int]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        folder = Path(name)
        paths, archive = write_everything(folder), reconnect.open(folder / "data" / "a.db")
        take_in(archive, *paths)
        forget_all(archive, "O'Neil")
        before = answers(archive)
        undo_all(archive)
        for place in order:
            take_in(archive, paths[place])
            last_account(archive)
        assert answers(archive) == before
        assert b"o'neil" not in bytes_of(archive)


def test_the_same_export_elsewhere_skips_them_and_counts_them(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"), write_cards(tmp_path / "a.vcf"))
    forget_all(archive, "O'Neil")
    run = take_in(archive, write_mbox(tmp_path / "b.mbox", CORRESPONDENCE[::-1]))
    assert (run.imports[0].brought.skipped, last_account(archive)) == (
        {"forgotten": 12}, {"read": 23, "unchanged": 11, "skipped": 12},
    )  # fmt: skip
    take_in(archive, write_cards(tmp_path / "b.vcf", CARDS[::-1]))
    assert last_account(archive) == {"read": 3, "unchanged": 2, "skipped": 1}


def test_an_unchanged_export_is_still_known(archive: Archive, tmp_path: Path) -> None:
    paths = [write_mbox(tmp_path / "a.mbox"), write_cards(tmp_path / "a.vcf")]
    take_in(archive, *paths)
    forget_all(archive, "O'Neil")
    before, runs = answers(archive), archive.imports()
    assert [each.brought.same_as for each in take_in(archive, *paths).imports] == list(map(str, paths))
    (tmp_path / "copy.vcf").write_bytes(paths[1].read_bytes())
    assert take_in(archive, tmp_path / "copy.vcf").imports[0].brought.same_as == str(paths[1])
    assert (names(archive), archive.imports()[:2]) == (sorted(x["name"] for x in before["people"]), runs)


def test_messages_with_others_stay_without_them(archive: Archive, tmp_path: Path) -> None:
    mails = [*CORRESPONDENCE, *ROUND]
    take_in(archive, write_mbox(tmp_path / "a.mbox", mails))
    person, share = to_forget(archive, "katie@harbour.example")
    assert (len(share.contacts), len(share.theirs), len(share.others)) == (1, 13, 2)
    forget(archive.path, person["id"])
    sql = """
        select subject, group_concat(contacts.key || ' ' || role, ', ') from interactions
        join participants on interaction_id = interactions.id join contacts on contacts.id = contact_id
        where subject like '%bring%' group by interactions.id order by subject
    """
    stay = [
        ("Bring both", f"Ines Duarte <ines@duarte.example> from, {TEO} to"),
        ("Who brings the clay?", f"Ines Duarte <ines@duarte.example> to, {TEO} from"),
    ]
    assert [(subject, ", ".join(sorted(parties.split(", ")))) for subject, parties in query(archive, sql)] == stay
    take_in(archive, write_mbox(tmp_path / "b.mbox", mails[::-1]))
    assert [(subject, ", ".join(sorted(parties.split(", ")))) for subject, parties in query(archive, sql)] == stay
    assert last_account(archive) == {"read": 26, "unchanged": 13, "skipped": 13}


def test_new_messages_with_others_come_in_without_them(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"))
    forget_all(archive, "katie")
    take_in(archive, write_mbox(tmp_path / "b.mbox", [*ROUND, CORRESPONDENCE[0]]))
    assert last_account(archive) == {"read": 4, "new": 2, "skipped": 2}
    assert query(archive, "select count(*) from contacts where key like '%katie%'") == [(0,)]
    assert query(archive, "select count(*) from interactions where subject like '%glaze%'") == [(0,)]


def test_a_new_address_of_mine_does_not_let_them_in_as_a_third(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"))
    forget_all(archive, "katie")
    mine = "Ines <ines@workshop.example>"
    delivered = "Hello\nDelivered-To: ines@workshop.example"
    take_in(
        archive,
        write_mbox(
            tmp_path / "b.mbox", [(KATIE, mine, "2024-05-05", delivered), (mine, KATIE, "2024-05-06", "Re: Hello")]
        ),
    )
    assert last_account(archive) == {"read": 2, "skipped": 2}


def read(archive: Archive, path: Path, reader: Any) -> dict[str, int]:
    archive.import_exports([Claim(Export(path), Registered(reader, "1"))], NOW)
    return last_account(archive)


@pytest.mark.parametrize("forgotten_first", ["katie", "teo"])
def test_a_mailbox_that_grows_is_told_as_if_it_were_read_whole(forgotten_first: str, tmp_path: Path) -> None:
    path = tmp_path / "mail.mbox"
    told = []
    for reader in (MailImporter(), WholeMail()):
        archive = reconnect.open(tmp_path / f"{type(reader).__name__}.db")
        accounts = []
        mails = [*CORRESPONDENCE, *ROUND]
        for more in ([], exchanged(KATIE, ["2026-02-01"], "Glaze"), exchanged(TEO, ["2026-02-05"], "Keys")):
            mails += more
            accounts.append(read(archive, write_mbox(path, mails), reader))
            if not more:
                forget_all(archive, forgotten_first)
        told.append((accounts, answers(archive), query(archive, "select * from skipped order by 1, 2")))
    assert told[0] == told[1]


def test_taking_imports_back_leaves_nothing_but_the_hashes(archive: Archive, tmp_path: Path) -> None:
    mails = [*CORRESPONDENCE, *ROUND]
    take_in(archive, *write_everything(tmp_path))
    take_in(archive, write_mbox(tmp_path / "more.mbox", mails))
    forget_all(archive, "O'Neil")
    take_in(archive, write_mbox(tmp_path / "again.mbox", mails[::-1]))
    undo_all(archive)
    for table in ("imports", "members", "contacts", "sightings", "interactions", "participants", "seen", "problems"):
        assert query(archive, f"select count(*) from {table}") == [(0,)], table


ROCHAS = [
    card(
        "Artur Rocha",
        "N:Rocha;Artur;;;",
        "EMAIL:rochas@mail.example",
        "EMAIL:artur@rocha.example",
        "TEL:+351 21 555 0101",
    ),
    card("Helena Rocha", "N:Rocha;Helena;;;", "EMAIL:rochas@mail.example", "TEL:+351 21 555 0101"),
]


def test_who_shares_a_mailbox_with_them_stays(archive: Archive, tmp_path: Path) -> None:
    shared = [
        *exchanged("Artur Rocha <rochas@mail.example>", ["2020-01-02"], "From Artur"),
        *exchanged("Helena Rocha <rochas@mail.example>", ["2020-02-02"], "From Helena"),
    ]  # fmt: skip
    take_in(
        archive, write_cards(tmp_path / "a.vcf", ROCHAS), write_mbox(tmp_path / "a.mbox", [*CORRESPONDENCE, *shared])
    )
    forget_all(archive, "Artur")
    for again in ("b", "c"):
        take_in(archive, write_cards(tmp_path / f"{again}.vcf", ROCHAS[::-1]))
        take_in(archive, write_mbox(tmp_path / f"{again}.mbox", shared[::-1]))
        assert "Helena Rocha" in names(archive)
        assert "Artur Rocha" not in names(archive)
        undo_all(archive)
    assert b"artur" not in bytes_of(archive)


def test_who_comes_to_share_an_address_of_theirs_stays_what_they_are(archive: Archive, tmp_path: Path) -> None:
    helena = ("Helena Rocha", "UID:h1", "EMAIL:helena@rocha.example")
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Artur Rocha", "EMAIL:rochas@mail.example"), card(*helena)]))
    forget_all(archive, "Artur")
    take_in(archive, write_cards(tmp_path / "b.vcf", [card(*helena, "EMAIL:rochas@mail.example")]))
    assert last_account(archive) == {"read": 1, "changed": 1}


def test_a_namesake_elsewhere_is_somebody_else(archive: Archive, tmp_path: Path) -> None:
    facebook = write_facebook(tmp_path / "facebook-ines-2026-11-18")
    take_in(archive, facebook)
    forget_all(archive, "Bela Nagy")
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Bela Nagy", "EMAIL:bela@nagy.example")]))
    assert names(archive) == ["Bela Nagy", "Katie O'Neil"]
    archive.undo_import(1)
    take_in(archive, facebook)
    importers = [contact.importer for row, contacts in archive.listed("Bela") for contact in contacts]
    assert (importers, last_account(archive)) == (["vcard"], {"read": 4, "new": 2, "skipped": 2})
    assert [allow(archive.path, text) for text in ("Nagy, Béla", "Bela Nagy")] == [1, 0]


def test_a_namesake_in_the_same_service_is_told_apart_by_the_record(archive: Archive, tmp_path: Path) -> None:
    def friends(path: Path) -> Path:
        friends = [{"name": "Bela Nagy", "timestamp": stamp} for stamp in (1300000000, 1400000000)]
        file = write_facebook(path) / "connections/friends/your_friends.json"
        file.write_text(json.dumps({"friends_v2": friends}), encoding="utf-8")
        return path

    take_in(archive, friends(tmp_path / "facebook-ines-2026-11-18"))
    persons = [row["id"] for row, contacts in archive.listed("Bela") if contacts[0].contact.since == "2011-03-13"]
    forget(archive.path, persons[0])
    before = query(archive, "select key from contacts order by key")
    undo_all(archive)
    take_in(archive, friends(tmp_path / "facebook-ines-2026-11-19"))
    assert query(archive, "select key from contacts order by key") == before
    assert [key for (key,) in before if key.startswith("Bela Nagy\x1f1")] == ["Bela Nagy\x1f1400000000"]


@pytest.mark.parametrize("changed", ["EMAIL:Katie+x@Harbour.example", "UID:k1"])
def test_one_thing_in_common_is_enough(changed: str, archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf"))
    forget_all(archive, "katie")
    take_in(archive, write_cards(tmp_path / "b.vcf", [card("K. Byrne", changed), card("Kim Byrne", "UID:k2")]))
    assert last_account(archive) == {"read": 2, "new": 1, "skipped": 1}


def test_an_address_within_another_takes_nobody_along(archive: Archive, tmp_path: Path) -> None:
    ana = write_cards(tmp_path / "a.vcf", [card("Ana Reis", "EMAIL:ana@example.org")])
    joana = write_cards(tmp_path / "b.vcf", [card("Joana Freitas", "EMAIL:joana@example.org")])
    take_in(archive, ana, joana)
    number = archive.person("joana@example.org")["id"]
    archive.draft([archive.person("joana@example.org")], AS_OF, NOW)
    archive.undo_import(2)
    forget_all(archive, "ana@example.org")
    take_in(archive, joana)
    assert archive.person("joana@example.org")["id"] == number
    assert [draft["person"] for draft in archive.drafts()] == [number]


def test_an_office_s_address_keeps_nobody_else_of_the_office_out(archive: Archive, tmp_path: Path) -> None:
    office = "EMAIL:info@firma.example"
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Otto Alt", office)]))
    forget_all(archive, "Otto")
    take_in(archive, write_cards(tmp_path / "b.vcf", [card("Ida Blau", office), card("Otto Alt", office, "UID:2")]))
    assert last_account(archive) == {"read": 2, "new": 1, "skipped": 1}


def test_a_profile_is_enough_in_any_service(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_linkedin(tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"))
    forget_all(archive, "Amara")
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("A. O.", "URL:https://linkedin.com/in/Amara-Osei/")]))
    assert last_account(archive) == {"read": 1, "skipped": 1}


def test_decisions_and_drafts_go_with_them_and_their_number_is_given_to_nobody(
    archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, *write_everything(tmp_path))
    last, other = max(row["id"] for row, _ in archive.listed()), archive.person("katie@harbour.example")
    archive.join(other["id"], last, NOW)
    person = archive.person(str(last))
    archive.draft([person, archive.person("teo@trieste.example")], AS_OF, NOW)
    forget(archive.path, person["id"])
    assert [row["name"] for row in archive.drafts()] == ["Teo Marchetti"]
    assert query(archive, "select count(*) from decisions") == [(0,)]
    take_in(archive, write_cards(tmp_path / "new.vcf", [card("Noor Haddad", "EMAIL:noor@haddad.example")]))
    assert archive.person("noor@haddad.example")["id"] > last
    with pytest.raises(NoSuchPerson):
        archive.person(str(last))


def test_an_address_in_the_key_of_an_entry_that_was_taken_back_goes_as_well(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"))
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Zoltan Byrne", "EMAIL:katie@harbour.example")]))
    first, second = archive.listed("katie@harbour.example")
    archive.join(first[0]["id"], second[0]["id"], NOW)
    archive.undo_import(2)
    forget_all(archive, "katie")
    assert b"harbour.example" not in bytes_of(archive)


def test_a_line_of_theirs_that_could_not_be_read_is_no_problem_any_more(archive: Archive, tmp_path: Path) -> None:
    cards = [card("Katie O'Neil", "EMAIL:katie@harbour.example", "NOTE;x"), card("Teo Marchetti", "NOTE;y", "UID:t1")]
    take_in(archive, write_cards(tmp_path / "a.vcf", cards))
    assert [row["record"] for row in archive.problems()] == [1, 2]
    forget_all(archive, "katie")
    assert [row["record"] for row in archive.problems()] == [2]
    assert take_in(archive, write_cards(tmp_path / "b.vcf", cards[::-1])).imports[0].brought.damaged == 1


def test_a_home_region_that_is_told_later_hides_no_number(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Katie O'Neil", "TEL:01 555 0142 00")]))
    forget_all(archive, "katie")
    archive.set("home_region", "IE")
    take_in(archive, write_cards(tmp_path / "b.vcf", [card("Kate", "TEL:(01) 555-0142-00")]))
    assert last_account(archive) == {"read": 1, "skipped": 1}


@pytest.mark.parametrize("wanted", ["ines@duarte.example", "0"])
def test_i_am_not_forgotten(wanted: str, archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"))
    with pytest.raises(ThatIsMe):
        to_forget(archive, wanted)
    with pytest.raises(NoSuchPerson):
        to_forget(archive, "Noor Haddad")


def test_whoever_is_allowed_again_comes_back_by_a_new_reading(archive: Archive, tmp_path: Path) -> None:
    paths = [write_mbox(tmp_path / "a.mbox"), write_cards(tmp_path / "a.vcf")]
    take_in(archive, *paths)
    before = answers(archive)
    forget_all(archive, "katie")
    forget_all(archive, "teo")
    assert [
        allow(archive.path, text) for text in ("noor@haddad.example", "+353 1 555 0142", "teo@trieste.example")
    ] == [0, 1, 1]
    undo_all(archive)
    take_in(archive, *paths)
    assert answers(archive) == before


def test_the_file_is_not_swept_while_somebody_reads_it(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf"))
    with archive.reading() as conn:
        conn.execute("begin")
        conn.execute("select * from contacts").fetchone()
        assert not forget(archive.path, archive.person("katie")["id"])
    assert forget(archive.path, archive.person("teo")["id"])
    assert b"katie" not in bytes_of(archive)


def test_all_that_is_stored_is_listed(archive: Archive, tmp_path: Path) -> None:
    take_in(
        archive, write_cards(tmp_path / "a.vcf"), write_mbox(tmp_path / "a.mbox", [*CORRESPONDENCE[:2], *ROUND[:1]])
    )
    take_in(archive, write_cards(tmp_path / "b.vcf", [CARDS[0].replace("Katherine O'Neil", "Katie Byrne", 1)]))
    archive.decide_me("ines@duarte.example", mine=True)
    found = held(archive, archive.person("katie@harbour.example")["id"])
    told = [(x["importer"], [each["fields"]["formatted_name"] for each in x["sightings"]]) for x in found["contacts"]]
    assert sorted(told) == [("mail", ["Katie O'Neil"]), ("vcard", ["Katherine O'Neil", "Katie Byrne"])]
    counts = {(row["kind"], row["role"], row["year"]): row["messages"] for row in found["messages"]}
    assert counts == {("personal", "from", 2016): 1, ("personal", "to", 2016): 1, ("personal", "to", 2024): 1}
    assert [(row["day"], row["subject"]) for row in found["theirs"]] == [
        ("2016-03-01", "The kiln"), ("2016-03-02", "Re: The kiln"),
    ]  # fmt: skip
    assert (found["others"], found["drafts"], found["decisions"]) == (1, [], [])
    assert found["days"] == [{"channel": "mail", "year": 2016, "days": 2}]
