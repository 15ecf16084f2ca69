"""What `show` and `people` tell: which contacts make up a person, in whose words, and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import KATIE, ME, NOW, card, exchanged, write_cards, write_linkedin, write_mbox

from reconnect.cli import main

BY_PHONE = card("Katie O'Neil", "EMAIL:katie@harbour.example", "TEL:+353 1 555 0142", "UID:k1")
STUDIO = card("Harbour Studio", "ORG:Harbour Studio", "UID:s")
KATIES_MAIL = exchanged(KATIE, ["2016-03-01", "2021-01-31"], "The kiln")
KATES_MAIL = exchanged("Kate Berg <k.berg@acme.example>", ["2014-03-01"], "The clay")
LIST = "Kilns <kilns@club.example>"
MAILS = [
    *KATIES_MAIL, *KATES_MAIL, (KATIE, LIST, "2020-01-01", "Glazes\nList-Id: <kilns.club.example>"),
    ("Shop <no-reply@shop.example>", ME, "2020-01-01", "Offers"),
]  # fmt: skip


class Program:
    """The command line with a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "data" / "reconnect.db"

    def run(self, *arguments: str | Path) -> str:
        done = CliRunner().invoke(main, ["--db", str(self.database), *map(str, arguments)])
        assert done.exit_code == 0, done.output
        return done.stdout


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys.modules["reconnect.cli.people"], "now", lambda: NOW)
    program = Program(tmp_path)
    linkedin = write_linkedin(tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip")
    program.run(
        "import", write_cards(tmp_path / "contacts.vcf", [BY_PHONE, STUDIO]), linkedin,
        write_mbox(tmp_path / "mail.mbox", MAILS),
    )  # fmt: skip
    program.run("me", "add", "ines@duarte.example")
    return program


def test_a_person_is_shown_with_the_years_of_mail_and_why_the_contacts_are_one(program: Program) -> None:
    program.run("join", "katie@harbour.example", "k.berg@acme.example")
    assert program.run("show", "4", "--as-of", "2026-11-22") == SHOWN


SHOWN = """\
Katherine O'Neil  (person 2, also known as 4)
  mail   katie@harbour.example (2016-2021), k.berg@acme.example (2014)
  phone  +353 1 555 0142
  links  https://www.linkedin.com/in/katie-oneil
  work   Design lead, Harbour Studio
  tie    6 days of contact, 2014-03-01 to 2021-02-01; they wrote on 3, you on 3
         quiet for longer than usual: 6 years, and never before more than 5
         years

  Contacts
    3  Katherine O'Neil  LinkedIn data export  Basic_Li...-2026.zip, record 1
    9  Kate Berg         Mail                  mail.mbox
    7  Katie O'Neil      Mail                  mail.mbox
    1  Katie O'Neil      vCard address book    contacts.vcf, record 1
  One person because
    Katie O'Neil (vCard address book)  =  Katie O'Neil (Mail)
        same e-mail katie@harbour.example, full name
    Katherine O'Neil (LinkedIn data export)  =  Katie O'Neil (Mail)
        same e-mail katie@harbour.example, nickname or other order of the name
    Katherine O'Neil (LinkedIn data export)  =  Kate Berg (Mail)
        joined by you on 22 November 2026
  Wrong?  reconnect part 2 9
"""


def test_the_json_of_a_person_holds_the_joins_and_the_numbers_of_those_who_were_joined(program: Program) -> None:
    program.run("join", "2", "4")
    shown = json.loads(program.run("show", "4", "--format", "json"))
    (listed,) = [each for each in json.loads(program.run("people", "--format", "json")) if each["id"] == 2]
    assert {key: shown[key] for key in listed} == listed
    assert {key: shown[key] for key in shown.keys() - listed.keys()} == {
        "aliases": [4],
        "common": [],
        "published": [],
        "joins": [
            {"a": 1, "b": 7, "rule": "email equal", "evidence": "same e-mail katie@harbour.example, full name"},
            {"a": 3, "b": 7, "rule": "email nickname", "evidence": f"same e-mail katie@harbour.example, {NICKNAME}"},
            {"a": 3, "b": 9, "rule": "decision", "evidence": "joined by you"},
        ],
    }  # fmt: skip


NICKNAME = "nickname or other order of the name"


WRITTEN_IN_MANY_WAYS = [
    card(
        "Amara Birch", "UID:1", "EMAIL:a.birch+post@gmail.com", "TEL:(212) 555-0101", "TEL:+12125550101",
        "URL:https://www.linkedin.com/in/amara-birch/?trk=x",
    ),
    card(
        "Amara Birch", "UID:2", "EMAIL:A.Birch@gmail.com", "EMAIL:abirch@googlemail.com", "TEL:+1 212-555-0101",
        "TEL:001 212 555 0101", "TEL:212 555 0102", "URL:linkedin.com/in/amara-birch", "URL:https://birch.example",
    ),
]  # fmt: skip


@pytest.mark.parametrize("region", ["setting", "my own number", "none"])
def test_an_address_written_in_many_ways_is_shown_once_as_a_source_wrote_it(
    program: Program, tmp_path: Path, region: str
) -> None:
    program.run("import", write_cards(tmp_path / "birch.vcf", WRITTEN_IN_MANY_WAYS))
    if region == "setting":
        program.run("settings", "home_region", "US")
    if region == "my own number":
        program.run("me", "add", "+1 212 555 0199")
    shown = program.run("show", "Amara Birch")
    local = "(212) 555-0101, " if region == "none" else ""
    assert "  mail   A.Birch@gmail.com\n" in shown
    assert f"  phone  {local}+1 212-555-0101, 212 555 0102\n" in shown
    assert "  links  linkedin.com/in/amara-birch, https://birch.example\n" in shown
    told = json.loads(program.run("show", "Amara Birch", "--format", "json"))
    assert len(told["phones"]) == 5
    stored = program.run("show", "Amara Birch", "--stored")
    assert all(phone in stored for phone in told["phones"])


def test_contacts_of_one_name_and_source_are_told_apart_by_their_addresses(program: Program, tmp_path: Path) -> None:
    twice = [
        card("John Smith", "EMAIL:bo@ek.example", f"EMAIL:{other}", f"UID:{other}")
        for other in ("b@a.example", "l@a.example")
    ]
    program.run(
        "import", write_cards(tmp_path / "more.vcf", [twice[0], twice[1].replace("EMAIL:bo@ek.example\r\n", "", 1)])
    )
    first, second = (each["id"] for each in json.loads(program.run("people", "John Smith", "--format", "json")))
    program.run("join", str(first), str(second))
    joined = "    bo@ek.example (vCard address book)  =  l@a.example (vCard address book)\n"
    assert joined in program.run("show", str(first))


def test_on_a_narrow_terminal_no_number_is_cut_off_or_broken(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = card("Amara " + "Birch" * 60, "UID:1", "TEL:+1 212-555-0101", "TEL:+353 1 555 0143", "EMAIL:a@b.example")
    program.run("import", write_cards(tmp_path / "birch.vcf", [told]))
    (listed,) = json.loads(program.run("people", "Birch", "--format", "json"))
    number = listed["contacts"][0]["id"]
    wide = program.run("show", str(listed["id"]))
    assert f"    {number}  Amara BirchBir...BirchBirchBirch  vCard address book  birch.vcf, record\n" in wide
    monkeypatch.setenv("COLUMNS", "40")
    shown = program.run("show", str(listed["id"]))
    assert "\n  phone  +1 212-555-0101,\n         +353 1 555 0143\n" in shown
    assert f"\n    {number}  Amara\n        BirchBir...BirchBirchBirch,\n" in shown


def test_a_number_that_nobody_has_is_no_part_of_a_name(program: Program, tmp_path: Path) -> None:
    program.run("import", write_cards(tmp_path / "studio.vcf", [card("Studio 99", "EMAIL:a@b.example")]))
    for command in (["show", "99"], ["join", "1", "99"], ["part", "99", "1"]):
        done = CliRunner().invoke(main, ["--db", str(program.database), *command])
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == "99: nobody has that name, e-mail address or id; say: reconnect people\n"


@pytest.mark.parametrize("contact", ["9", "0", "x", "9" * 30])
def test_only_a_contact_of_the_person_can_be_parted(program: Program, contact: str) -> None:
    done = CliRunner().invoke(main, ["--db", str(program.database), "part", "2", contact])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"contact {contact}: Katherine O'Neil (2) has no other contact of that number; say: reconnect show 2\n"
    )


def test_who_is_parted_is_found_by_the_number_that_is_told(program: Program) -> None:
    contacts = json.loads(program.run("people", "O'Neil", "--format", "json"))[0]["contacts"]
    number = next(each["id"] for each in contacts if each["importer"] == "linkedin")
    said = program.run("part", "2", str(number))
    sentence, _, own = said.rstrip().rpartition(" ")
    assert sentence == "Katherine O'Neil is a person of their own now: reconnect show"
    assert [each["id"] for each in json.loads(program.run("show", own, "--format", "json"))["contacts"]] == [number]


def test_what_is_no_person_is_listed_after_the_people_and_counted_apart(program: Program) -> None:
    assert (
        program.run("people", "--all")
        == """\
     1  Amara Osei
     2  Katherine O'Neil  katie@harbour.example
     3  Teo Marchetti
     4  Kate Berg  k.berg@acme.example
     7  Harbour Studio  (organisation)
     5  Kilns  (group)  kilns@club.example
     6  Shop  (robot)  no-reply@shop.example
4 people, 1 organisation, 1 group, 1 robot.
"""
    )
    assert program.run("people").endswith("\n4 people.\n")
    assert program.run("people", "shop").endswith("\n0 people, 1 robot.\n")


def test_what_both_care_about_is_shown(program: Program) -> None:
    program.run("settings", "interests", "kilns; sailing")
    program.run("settings", "goals", "learn Slovene")
    noted = ("--interest", "kilns, choir", "--skill", "Slovene", "--offer", "a boat", "--goal", "to sail a boat")
    program.run("note", "amara", *noted)
    shown = program.run("show", "amara", "--as-of", "2026-11-22")
    assert (
        "  you both  kilns (their interest, yours too)\n"
        "            Slovene (their skill; your goal: learn Slovene)\n"
        "  for them  a boat (your offer; their goal: to sail a boat)\n"
    ) in shown
    assert json.loads(program.run("show", "amara", "--format", "json"))["common"] == [
        {"kind": "interest", "mine": "kilns", "their_kind": "interest", "theirs": "kilns", "note": 1},
        {"kind": "offer", "mine": "a boat", "their_kind": "goal", "theirs": "to sail a boat", "note": 2},
        {"kind": "goal", "mine": "learn Slovene", "their_kind": "skill", "theirs": "Slovene", "note": 3},
    ]
