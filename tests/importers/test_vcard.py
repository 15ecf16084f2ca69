"""A card becomes a contact that says what the card said, whatever program and decade it comes from."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from importers.export import Export
from importers.records import Contact, Origin, Record
from importers.vcard import VcardImporter

ADA = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n"
BASE = Contact(key="1", uid="1", origin=Origin("cards.vcf", 1))


def read(folder: Path, data: bytes) -> list[Record]:
    """The records of a file, without the digests of its cards."""
    path = folder / "cards.vcf"
    path.write_bytes(data)
    records = VcardImporter().extract(Export(path))
    return [replace(record, raw=None) if isinstance(record, Contact) else record for record in records]


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", "")).encode()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["FN:Ada Moreau", "N:Moreau;Ada;;;"],
            {"formatted_name": "Ada Moreau", "given_name": "Ada", "family_name": "Moreau"},
        ),
        (["N:Moreau;Ada;Marie,Anne;Dr.;"], {"given_name": "Ada", "family_name": "Moreau"}),
        (["N:Moreau"], {"family_name": "Moreau"}),
        (["N:;Ada"], {"given_name": "Ada"}),
        (["FN;CHARSET=UTF-8:  Ada  "], {"formatted_name": "Ada"}),
        (["FN:", "FN:Ada"], {"formatted_name": "Ada"}),
        (
            [
                "FN;ALTID=1;LANGUAGE=jp:エイダ",
                "FN;ALTID=1;LANGUAGE=fr:Ada",
                "N;ALTID=1:モロー;エイダ",
                "N;ALTID=1:Moreau;Ada",
            ],
            {"formatted_name": "エイダ", "given_name": "エイダ", "family_name": "モロー"},
        ),
        (["N:;;;;", "N:Moreau;Ada"], {"given_name": "Ada", "family_name": "Moreau"}),
        (["item1.EMAIL;type=INTERNET;type=pref:Ada@A.example"], {"emails": ("Ada@A.example",)}),
        (
            ["EMAIL:mailto:a@a.example", "EMAIL;PREF=1:b@a.example", "EMAIL:"],
            {"emails": ("a@a.example", "b@a.example")},
        ),
        (['TEL;VALUE=uri;TYPE="voice,home":tel:+1-555-0100;ext=5'], {"phones": ("+1-555-0100;ext=5",)}),
        (["TEL;TYPE=WhatsApp:555-0100", "TEL;CELL;VOICE:(555) 0101"], {"phones": ("555-0100", "(555) 0101")}),
        (
            ["item1.URL:http\\://a.example", "item1.X-ABLabel:PROFILE", "item2.URL:b.example"],
            {"urls": ("http://a.example", "b.example")},
        ),
        (
            ["X-SOCIALPROFILE;type=twitter:http://t.example/ada", "X-SOCIALPROFILE;type=Custom;x-user=ada:x-apple:ada"],
            {"urls": ("http://t.example/ada",), "handles": ("twitter:ada", "x-apple:ada")},
        ),
        (
            ["SOCIALPROFILE:https://s.example/ada", "X-LINKEDIN:www.l.example/in/ada"],
            {"urls": ("https://s.example/ada", "www.l.example/in/ada"), "handles": ("linkedin:ada",)},
        ),
        (["ORG:Bell\\, Book & Co.;Sales"], {"organization": "Bell, Book & Co."}),
        (["ORG:;Sales", "TITLE:Head"], {"organization": "Sales", "title": "Head"}),
        (
            ["N:;;;;", "FN:Acme", "ORG:Acme", "X-ABShowAs:COMPANY"],
            {"formatted_name": "Acme", "organization": "Acme", "kind": "org"},
        ),
        (["KIND:org", "FN:Acme"], {"formatted_name": "Acme", "kind": "org"}),
        (["KIND:GROUP", "FN:Choir", "MEMBER:urn:uuid:2"], {"formatted_name": "Choir", "kind": "group"}),
        (["X-ADDRESSBOOKSERVER-KIND:group", "FN:Choir"], {"formatted_name": "Choir", "kind": "group"}),
        (["KIND:individual", "FN:Ada"], {"formatted_name": "Ada"}),
        (["NICKNAME:Lou\\, Lulu,Lo", "X-NICKNAME:L"], {"nicknames": ("Lou", "Lulu", "Lo", "L")}),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Mäx;1;;;"], {"nicknames": ("Mäx",)}),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/identity;Bo;1", "FN:Ada"], {"formatted_name": "Ada"}),
        (
            ["FN:Ada", "CATEGORIES:choir\\, kiln,,town"],
            {"formatted_name": "Ada", "categories": ("choir", "kiln", "town")},
        ),
        (["FN:Ada", "BDAY:1980-03-22"], {"formatted_name": "Ada", "birthday": "1980-03-22"}),
        (["FN:Ada", "BDAY:--0203"], {"formatted_name": "Ada", "birthday": "--0203"}),
        (["FN:Ada", "BDAY;VALUE=text:circa 1800"], {"formatted_name": "Ada", "birthday": "circa 1800"}),
        (["FN:Ada", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-03"], {"formatted_name": "Ada", "birthday": "--02-03"}),
        (["FN:Ada", "BDAY;X-APPLE-OMIT-YEAR=1604:16040203"], {"formatted_name": "Ada", "birthday": "--0203"}),
        (["FN:Ada", "BDAY;X-APPLE-OMIT-YEAR=1604:1980-02-03"], {"formatted_name": "Ada", "birthday": "1980-02-03"}),
        (["FN:Ada", "BDAY:"], {"formatted_name": "Ada"}),
        (["FN:Ada", "NOTE:one\\ntwo", "NOTE:three"], {"formatted_name": "Ada", "note": "one\ntwo\nthree"}),
        (["FN:Ada", "REV:1480543256000"], {"formatted_name": "Ada", "revision": "1480543256000"}),
        (["FN:Ada", 'item1.ADR;LABEL="a;b:c\\n":;;x', "X-ABDATE:2020-01-01", "GEO:1;2"], {"formatted_name": "Ada"}),
    ],
)
def test_a_property_says_in_the_contact_what_it_said_in_the_card(
    lines: list[str], expected: dict[str, Any], tmp_path: Path
) -> None:
    assert read(tmp_path, card("UID:1", *lines)) == [replace(BASE, **expected)]


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["UID:urn:uuid:7", "X-ABUID:8", "FN:Ada"], "urn:uuid:7"),
        (["X-ABUID:8\\:ABPerson", "FN:Ada"], "8:ABPerson"),
        (["FN:Ada Moreau", "EMAIL:a@a.example", "TEL:555-0100"], "Ada Moreau\x1fa@a.example"),
        (["N:Moreau;Ada", "TEL:555-0100", "BDAY:--0203"], "Ada Moreau\x1f555-0100"),
        (["ORG:Acme", "BDAY:--0203"], "Acme\x1f--0203"),
        (["FN:Ada"], "Ada\x1f"),
        (["EMAIL:a@a.example"], "\x1fa@a.example"),
        (["URL:https://a.example", "X-SKYPE:ada"], "\x1fhttps://a.example"),
        (["X-SKYPE:ada"], "\x1fskype:ada"),
    ],
)
def test_the_key_is_the_uid_or_else_the_name_with_what_else_is_known(
    lines: list[str], key: str, tmp_path: Path
) -> None:
    (contact,) = read(tmp_path, card(*lines))
    assert isinstance(contact, Contact)
    assert contact.key == key


def test_an_outlook_card_of_2_1_is_read_whole(tmp_path: Path) -> None:
    lines = (
        "N;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:=C5ngstr=F6m;Zo=EB;;Dr.",
        "FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Dr. Zo=EB =",
        "=C5ngstr=F6m",
        "ORG:Harbour Studio;Design",
        "TITLE:Potter",
        "NOTE;ENCODING=QUOTED-PRINTABLE:first line=0D=0A=",
        "second line=0D=0A=",
        "",
        "TEL;WORK;VOICE:(555) 0100",
        "LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:1 Quay=0D=0A=",
        "Springfield",
        "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2",
        "URL;WORK:http://harbour.example",
        "BDAY:19800322",
        "EMAIL;PREF;INTERNET:zoe@harbour.example",
        "PHOTO;TYPE=JPEG;ENCODING=BASE64:",
        " /9j/4AAQSkZJRgABAQEAYABgAAD/",
        " 2wBDAAgGBgcGBQgHBwcJCQgKDBQN==",
        "",
        "REV:20120305T131933Z",
    )
    assert read(tmp_path, card(*lines, version="2.1")) == [
        Contact(
            key="Dr. Zoë Ångström\x1fzoe@harbour.example",
            origin=Origin("cards.vcf", 1),
            formatted_name="Dr. Zoë Ångström",
            given_name="Zoë",
            family_name="Ångström",
            emails=("zoe@harbour.example",),
            phones=("(555) 0100",),
            urls=("http://harbour.example",),
            organization="Harbour Studio",
            title="Potter",
            birthday="19800322",
            note="first line\nsecond line",
            revision="20120305T131933Z",
        )
    ]


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("cards.vcf", ADA),
        ("no-extension", ADA),
        ("c.txt", b"\xef\xbb\xbf\r\n \tbegin : vcard\r\n"),
        ("c", ADA.decode().encode("utf-16")),
        ("c", b"\n\0" + ADA.decode().encode("utf-16-le")),
        ("c", ADA.decode().encode("utf-16-be")),
        ("c", b"BEGIN:VCARD"),
        ("cards.VCF", b"exported by a phone\r\n\r\n" + ADA),
        ("cards.vcard", b"--\r" + ADA.replace(b"\r\n", b"\r")),
        ("begin-damaged.vcf", ADA.replace(b"BEGIN", b"BEGXN")),
        ("bytes-lost.vcf", ("?" + ADA.decode() + ADA.decode()).encode("utf-16")[3:]),
    ],
)
def test_a_file_that_opens_with_a_card_is_ours(name: str, head: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(head)
    assert VcardImporter().identify(Export(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("empty.vcf", b""),
        ("words.vcf", b"BEGIN:VCARDS\r\nno card"),
        ("calendar.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VCARD\r\n"),
        ("mail.eml", b"From: a@a.example\r\nSubject: a card\r\n\r\n" + ADA),
        ("junk-before.txt", b"exported by a phone\r\n" + ADA),
        ("random.vcf", bytes(range(256)) * 9),
        ("wide.vcf", b"\xff\xfe\x00"),
    ],
)
def test_a_file_that_does_not_is_left_to_others(name: str, head: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(head)
    assert not VcardImporter().identify(Export(tmp_path / name))


def test_a_folder_or_zip_is_ours_only_if_every_file_in_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    (folder / "Friends").mkdir(parents=True)
    assert not VcardImporter().identify(Export(folder))
    (folder / "Friends" / "Friends.vcf").write_bytes(ADA)
    (folder / "a.vcf").write_bytes(ADA)
    with zipfile.ZipFile(tmp_path / "cards.zip", "w") as archive:
        archive.write(folder / "a.vcf", "Contacts/a.vcf")
        archive.write(folder / "a.vcf", "Contacts/b.vcf")
    assert VcardImporter().identify(Export(folder))
    assert VcardImporter().identify(Export(tmp_path / "cards.zip"))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert not VcardImporter().identify(Export(folder))


def test_records_are_counted_in_each_file_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(ADA + ADA)
    (tmp_path / "b.vcf").write_bytes(ADA)
    ada = Contact(key="Ada\x1f", origin=Origin("a.vcf", 1), formatted_name="Ada")
    extracted = VcardImporter().extract(Export(tmp_path))
    records = [replace(record, raw=None) for record in extracted if isinstance(record, Contact)]
    assert records == [ada, replace(ada, origin=Origin("a.vcf", 2)), replace(ada, origin=Origin("b.vcf", 1))]


def test_asking_whose_a_file_is_does_not_load_vobject(tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(ADA)
    program = (
        "import sys; from importers.export import Export; from importers.vcard import VcardImporter;"
        "print(VcardImporter().identify(Export(sys.argv[1])), 'vobject' in sys.modules)"
    )
    child = [sys.executable, "-c", program, str(tmp_path / "a.vcf")]
    found = subprocess.run(child, capture_output=True, check=True, cwd=Path(__file__).parents[2], text=True)
    assert found.stdout.split() == ["True", "False"]
