"""A forgotten person stays out whatever the key, the number, the order or the spelling, and nobody else does."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from invented import AS_OF, ME, NOW, card, exchanged, take_in, write_cards, write_mbox
from invented_forgetting import bytes_of, forget_all, last_account, names, query, undo_all

from reconnect.archive import Archive
from reconnect.archive.forgetting import allow, forget, to_forget
from reconnect.store.opening import open_store

KEYS = "select key from contacts order by key"

OF_ONE_KEY = [
    card("Katie O'Neil", "UID:1", "EMAIL:katie@harbour.example"),
    card("Teo Marchetti", "UID:1", "EMAIL:teo@x.example"),
]


@pytest.mark.parametrize("taken_back", [False, True])
@pytest.mark.parametrize("turned", [1, -1])
@pytest.mark.parametrize(("forgotten", "stays"), [("Katie", "Teo Marchetti"), ("Teo", "Katie O'Neil")])
def test_of_two_records_of_one_key_one_is_forgotten_and_the_other_stays(
    forgotten: str, stays: str, turned: int, taken_back: bool, archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", OF_ONE_KEY))
    forget_all(archive, forgotten)
    if taken_back:
        undo_all(archive)
    for name in ("b.vcf", "c.vcf"):
        take_in(
            archive, write_cards(tmp_path / name, [*OF_ONE_KEY[::turned], card("Amir Haddad", "UID:2", f"NOTE:{name}")])
        )
    assert (names(archive), last_account(archive)["skipped"]) == (["Amir Haddad", stays], 1)


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_records_that_differ_in_nothing_one_is_left(which: int, archive: Archive, tmp_path: Path) -> None:
    cards = [card("Bela Nagy", f"NOTE:{number}") for number in (1, 2)]
    take_in(archive, write_cards(tmp_path / "a.vcf", cards))
    keys = [contacts[0].contact.key for _, contacts in sorted(archive.listed("Bela"), key=lambda each: each[0]["id"])]
    forget(archive.path, sorted(row["id"] for row, _ in archive.listed("Bela"))[which])
    stays = [(keys[1 - which],)]
    assert query(archive, KEYS) == stays
    undo_all(archive)
    for name in ("b.vcf", "c.vcf"):
        take_in(archive, write_cards(tmp_path / name, [*cards, card("Teo Marchetti", "UID:t", f"NOTE:{name}")]))
        assert query(archive, KEYS) == [*stays, ("t",)]


@pytest.mark.parametrize("through", [(), ("carol",)])
def test_who_was_joined_by_hand_and_taken_back_stays_out_as_well(
    through: tuple[str, ...], archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf"))
    known_as = {name: card(f"{name.title()} Byrne", f"EMAIL:{name}@byrne.example") for name in (*through, "zoe")}
    for name, text in known_as.items():
        take_in(archive, write_cards(tmp_path / f"{name}.vcf", [text]))
    chain = ["katie@harbour.example", *(f"{name}@byrne.example" for name in known_as)]
    for one, other in pairwise(chain):
        archive.join(archive.person(one)["id"], archive.person(other)["id"], NOW)
    for place in range(len(known_as)):
        archive.undo_import(2 + place)
    forget_all(archive, "katie")
    assert b"byrne" not in bytes_of(archive)
    take_in(archive, write_cards(tmp_path / "b.vcf", [*known_as.values(), card("Noor Haddad")]))
    take_in(archive, write_mbox(tmp_path / "b.mbox", exchanged("Z <zoe@byrne.example>", ["2024-01-02"], "Glaze")))
    assert names(archive) == ["Noor Haddad", "Oksana Hrytsenko", "Teo Marchetti"]


ARTUR = card("Artur Rocha", "EMAIL:rochas@mail.example", "EMAIL:artur@rocha.example", "UID:a")
HELENA = card("Helena Rocha", "EMAIL:rochas@mail.example", "EMAIL:helena@rocha.example", "UID:h")
COUPLE = {"Artur Rocha": ARTUR, "Helena Rocha": HELENA}


@pytest.mark.parametrize("by", ["{}@rocha.example", "{} Rocha"])
@pytest.mark.parametrize("allowed", ["Artur", "Helena"])
@pytest.mark.parametrize("order", [["Artur", "Helena"], ["Helena", "Artur"]])
def test_of_a_couple_both_forgotten_one_is_allowed_and_the_other_stays_out(
    order: list[str], allowed: str, by: str, archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [*COUPLE.values()]))
    for name in order:
        forget_all(archive, name)
    undo_all(archive)
    assert allow(archive.path, by.format(allowed)) == 1
    mails = exchanged("Artur Rocha <rochas@mail.example>", ["2020-01-02"], "From Artur")
    mails += exchanged("Helena Rocha <rochas@mail.example>", ["2020-02-02"], "From Helena")
    for name, turned in (("b", 1), ("c", -1)):
        take_in(archive, write_mbox(tmp_path / f"{name}.mbox", mails[::turned]))
        take_in(archive, write_cards(tmp_path / f"{name}.vcf", [*COUPLE.values()][::turned]))
        told = {row["name"] for row, contacts in archive.listed("Rocha") for each in contacts}
        assert told == {f"{allowed} Rocha"}
        undo_all(archive)


def test_what_both_of_a_couple_have_allows_both(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [*COUPLE.values()]))
    forget_all(archive, "Artur")
    forget_all(archive, "Helena")
    undo_all(archive)
    assert allow(archive.path, "rochas@mail.example") == 2
    take_in(archive, write_cards(tmp_path / "b.vcf", [*COUPLE.values()]))
    assert names(archive) == [*COUPLE]


@pytest.mark.parametrize("name", ["Rocha", "Fam\u00edlia Rocha", "H. Rocha", "Helena"])
def test_what_either_of_a_couple_may_be_called_stays_with_who_stays(
    name: str, archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [*COUPLE.values()]))
    forget_all(archive, "Artur")
    mails = exchanged(f"{name} <rochas@mail.example>", ["2020-02-02"], "From us")
    mails += exchanged("A. Rocha <rochas@mail.example>", ["2020-03-02"], "From Artur")
    take_in(archive, write_mbox(tmp_path / "a.mbox", mails))
    assert query(archive, "select distinct subject from interactions where subject like 'From%'") == [("From us",)]


def test_while_both_of_a_couple_are_forgotten_their_mailbox_tells_them_by_itself(
    archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [*COUPLE.values()]))
    forget_all(archive, "Artur")
    forget_all(archive, "Helena")
    take_in(archive, write_mbox(tmp_path / "a.mbox", exchanged("rochas@mail.example", ["2020-01-02"], "From us")))
    assert (names(archive), last_account(archive)) == ([], {"read": 2, "skipped": 2})


def test_who_came_to_share_an_address_of_theirs_comes_in_again_after_being_taken_back(
    archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Artur Rocha", "EMAIL:rochas@mail.example")]))
    take_in(archive, write_cards(tmp_path / "b.vcf", [card("Helena Rocha", "UID:h")]))
    forget_all(archive, "Artur")
    shared = [HELENA, card("Artur Rocha", "EMAIL:rochas@mail.example", "UID:2")]
    take_in(archive, write_cards(tmp_path / "c.vcf", shared))
    undo_all(archive)
    take_in(archive, write_cards(tmp_path / "d.vcf", shared[::-1]))
    assert (names(archive), last_account(archive)) == (["Helena Rocha"], {"read": 2, "new": 1, "skipped": 1})


KILLED = """
import os, signal, sys
from pathlib import Path
from reconnect.archive import Archive
from reconnect.archive.forgetting import forget
from reconnect.store import sweeping
sweeping.sweep = lambda db: os.kill(os.getpid(), signal.SIGKILL)
archive = Archive(Path(sys.argv[1]))
forget(archive.path, archive.person("katie@harbour.example")["id"])
"""


def test_a_sweep_that_was_cut_off_is_ended_by_who_writes_next(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf"))
    done = subprocess.run([sys.executable, "-c", KILLED, str(archive.path)], check=False)
    assert (done.returncode, b"katie" in bytes_of(archive)) == (-signal.SIGKILL, True)
    due = "select sweep_is_due from forgetting_key"
    assert (names(archive), query(archive, due)) == (["Oksana Hrytsenko", "Teo Marchetti"], [(1,)])
    archive.set("about", "I make pianos")
    assert (b"katie" in bytes_of(archive), query(archive, due)) == (False, [(0,)])


def test_nobody_waits_for_a_sweep_that_is_due_while_somebody_reads(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf"))
    with archive.reading() as conn:
        conn.execute("begin")
        conn.execute("select * from contacts").fetchone()
        assert not forget(archive.path, archive.person("katie")["id"])
        with closing(open_store(archive.path)) as db:
            assert db.conn.execute("pragma busy_timeout").fetchone() == (5_000,)
            assert db.conn.execute("select sweep_is_due from forgetting_key").fetchone() == (1,)
    open_store(archive.path).close()
    assert b"katie" not in bytes_of(archive)


SWITCHBOARD = "TEL:+353 1 555 0100"
OTTO = card("Otto Alt", SWITCHBOARD, "EMAIL:otto@firma.example")


def of_the_firm(name: str, *lines: str) -> str:
    return card(name, *lines, f"EMAIL:{name.replace(' ', '.').lower()}@firma.example")


def test_a_switchboard_of_theirs_keeps_no_colleague_out(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [OTTO]))
    forget_all(archive, "Otto")
    colleagues = ["Ida Blau", "Otto Neu", "Emil Alt", "Ida"]
    take_in(archive, write_cards(tmp_path / "b.vcf", [of_the_firm(name, SWITCHBOARD) for name in colleagues]))
    assert (sorted(names(archive)), last_account(archive)) == (sorted(colleagues), {"read": 4, "new": 4})


@pytest.mark.parametrize(
    "name", ["Otto Alt", "Alt, Otto", "OTTO ALT", "Dr. Otto Alt", "Otto Karl Alt", "Otto", "Alt", "O. Alt", "Dad", ""]
)
@pytest.mark.parametrize("phone", ["+353 1 555 0100", "00353 (1) 555-0100", "tel:+353-1-555-0100"])
def test_a_number_of_theirs_is_known_with_any_spelling_of_their_name(
    name: str, phone: str, archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [OTTO]))
    forget_all(archive, "Otto")
    take_in(archive, write_cards(tmp_path / "b.vcf", [card(name, f"TEL:{phone}", "UID:new"), card("Noor Haddad")]))
    assert (names(archive), last_account(archive)) == (["Noor Haddad"], {"read": 2, "new": 1, "skipped": 1})


@pytest.mark.parametrize(
    ("known_as", "written"),
    [
        ("Bela Nagy", "Béla Nagy"),
        ("B\u00e9la Nagy", "Be\u0301la Nagy"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Katherine O'Neil", "Kate O\u2019Neil"),
        ("Kate", "Katherine O'Neil"),
        ("Олена Шевченко", "Olena Shevchenko"),
        ("王伟", "王 伟"),
        ("Anna-Maria Rossi", "Anna Rossi"),
    ],
)
def test_names_agree_however_they_are_spelt(known_as: str, written: str, archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [card(known_as, SWITCHBOARD)]))
    forget_all(archive, known_as)
    take_in(archive, write_cards(tmp_path / "b.vcf", [card(written, SWITCHBOARD, "UID:new"), card("Noor Haddad")]))
    assert names(archive) == ["Noor Haddad"]


def test_a_local_number_is_known_by_its_country_too_where_my_own_numbers_tell_it(
    archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Otto Alt", "TEL:01 555 0100")]))
    archive.decide_me("+353 1 555 0199", mine=True)
    forget_all(archive, "Otto")
    take_in(archive, write_cards(tmp_path / "b.vcf", [card("Otto", SWITCHBOARD), card("Noor Haddad")]))
    assert names(archive) == ["Noor Haddad"]


def test_father_and_son_of_one_number_are_told_apart_by_what_they_are_called(archive: Archive, tmp_path: Path) -> None:
    cards = [card(f"John Smith {which}", SWITCHBOARD) for which in ("Sr.", "Jr.")]
    take_in(archive, write_cards(tmp_path / "a.vcf", cards))
    forget_all(archive, "Sr.")
    undo_all(archive)
    take_in(archive, write_cards(tmp_path / "b.vcf", cards[::-1]))
    assert names(archive) == ["John Smith Jr."]


def test_the_number_of_a_draft_is_given_to_nobody_else(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf"))
    (first,) = archive.draft([archive.person("teo")], AS_OF, NOW)
    (second,) = archive.draft([archive.person("katie")], AS_OF, NOW)
    forget_all(archive, "katie")
    (third,) = archive.draft([archive.person("oksana")], AS_OF, NOW)
    assert [draft["id"] for draft in archive.drafts()] == [first["id"], third["id"]]
    assert third["id"] > second["id"]


VIA = "Katie O'Neil via LinkedIn <messages-noreply@linkedin.com>"
POLL = "<mailer@polls.example>"


def test_what_services_wrote_in_their_name_goes_with_them_and_stays_out(archive: Archive, tmp_path: Path) -> None:
    mails = [
        (VIA, ME, "2024-01-02", "A message for you"),
        (f"Katie O'Neil via Polls {POLL}", ME, "2024-01-03", "When?"),
        (f"Teo Marchetti via Polls {POLL}", ME, "2024-01-04", "Where?"),
        ("Katie Byrne via LinkedIn <messages-noreply@linkedin.com>", ME, "2024-01-05", "Another Katie"),
        ("LinkedIn <messages-noreply@linkedin.com>", ME, "2024-01-06", "Jobs"),
    ]
    take_in(archive, write_mbox(tmp_path / "a.mbox", mails), write_cards(tmp_path / "a.vcf"))
    person, share = to_forget(archive, "katie@harbour.example")
    assert (len(share.contacts), len(share.theirs)) == (3, 2)
    forget(archive.path, person["id"])
    stay = [("Another Katie",), ("Jobs",), ("Where?",)]
    assert query(archive, "select subject from interactions order by 1") == stay
    undo_all(archive)
    take_in(archive, write_mbox(tmp_path / "b.mbox", mails[::-1]))
    assert query(archive, "select subject from interactions order by 1") == stay
    assert (last_account(archive), b"o'neil" in bytes_of(archive)) == ({"read": 5, "new": 3, "skipped": 2}, False)


def test_what_services_wrote_in_the_name_of_two_stays_with_the_other(archive: Archive, tmp_path: Path) -> None:
    cards = [card("Katie O'Neil", f"EMAIL:katie@{place}.example") for place in ("harbour", "other")]
    take_in(
        archive, write_cards(tmp_path / "a.vcf", cards), write_mbox(tmp_path / "a.mbox", [(VIA, ME, "2024-01-02", "x")])
    )
    if len(archive.listed("katie@")) == 1:
        archive.part(archive.person("katie@other.example")["id"], archive.listed("katie@other")[0][1][0].id, NOW)
    forget_all(archive, "katie@harbour.example")
    assert query(archive, "select subject from interactions") == [("x",)]
