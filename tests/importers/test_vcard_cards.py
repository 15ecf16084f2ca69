"""A file is cut into cards on bytes: no card takes another one with it, and every BEGIN is answered for."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.export import Export
from importers.records import Contact, Origin, Problem, Record
from importers.vcard import VcardImporter
from importers.vcard.cards import cut
from importers.vcard.pieces import lines_of

NO_LINE = "it holds no name, e-mail, phone, link, handle or organization"


def read(folder: Path, data: bytes) -> list[Record]:
    """The records of a file, without the digests of its cards."""
    path = folder / "cards.vcf"
    path.write_bytes(data)
    records = VcardImporter().extract(Export(path))
    return [replace(record, raw=None) if isinstance(record, Contact) else record for record in records]


def card(name: str, *lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", f"FN:{name}", *lines, "END:VCARD", "")).encode()


def named(name: str, record: int) -> Contact:
    return Contact(key=f"{name}\x1f", origin=Origin("cards.vcf", record), formatted_name=name)


ADA, BO = card("Ada Moreau"), card("Bo Lindqvist")
BOTH = [named("Ada Moreau", 1), named("Bo Lindqvist", 2)]


@pytest.mark.parametrize(
    "data",
    [
        ADA + BO,
        ADA.replace(b"\r\n", b"\n") + BO,
        (ADA + BO).replace(b"\r\n", b"\r\r\n"),
        (ADA + BO).replace(b"\r\n", b"\r"),
        (ADA + BO).rstrip(),
        ADA.lower().replace(b"ada moreau", b"Ada Moreau") + BO,
        (ADA + BO).replace(b"BEGIN:VCARD", b" BEGIN : vcard \t").replace(b"END:", b"\tEnd: "),
        b"\xef\xbb\xbf" + ADA + b"\xef\xbb\xbf" + BO,
        b"\r\n \r\n" + ADA + b"\r\n\r\n" + BO + b"\r\n\r\n",
        ADA + b"END:VCARD\r\n" + BO + b"END:VCARD\r\n",
        ADA + b"junk; between: the cards\r\nAGENT:\r\n" + BO,
        (ADA + BO).decode().encode("utf-16"),
        (ADA + BO).decode().encode("utf-16-le"),
        (ADA + BO).decode().encode("utf-16-be"),
        (ADA + BO).replace(b"\r\n", b"\r").decode().encode("utf-16"),
        (ADA + BO).replace(b"FN:", b"PROFILE:VCard\r\nFN:"),
        (ADA + BO).replace(b"VERSION:3.0\r\n", b""),
    ],
    ids=[
        *("CR LF", "LF", "CR CR LF", "CR", "no newline at the end", "lower case", "white space"),
        *("byte order marks", "empty lines", "END twice", "junk"),
        *("UTF-16 with mark", "UTF-16 LE", "UTF-16 BE", "UTF-16 with CR", "PROFILE", "no VERSION"),
    ],
)
def test_two_cards_are_two_contacts(data: bytes, tmp_path: Path) -> None:
    assert read(tmp_path, data) == BOTH


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("AGENT:\r\nBEGIN:VCARD\r\nFN:Cy\r\nTEL:555-0100\r\nEND:VCARD", "Cy, 555-0100"),
        (
            "AGENT;X=1:\r\n\r\n BEGIN:VCARD\r\nFN:Cy\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Di\r\nEND:VCARD\r\nEND:VCARD",
            "Cy",
        ),
        ("AGENT:BEGIN:VCARD\r\nN:Vance;Cy\r\nPHOTO;BASE64:\r\n AAAA\r\n\r\nEND:VCARD", "Cy Vance"),
        ("AGENT:BEGIN:VCARD\r\n VERSION:3.0\r\n FN:Cy\r\n TEL:555-0100\r\n END:VCARD", "Cy, 555-0100"),
        ("AGENT:BEGIN:VCARD\\nFN:Cy\\nTEL\\;WORK:555-0100\\nEND:VCARD\\n", "Cy, 555-0100"),
        ("AGENT:BEGIN:VCARD\r\nTEL:555-0100\r\nEND:VCARD", "555-0100"),
        ("AGENT;VALUE=uri:\r\n CID:cy@example.com", ""),
    ],
)
def test_an_agent_is_no_second_contact_and_what_follows_belongs_to_the_outer_card(
    agent: str, told: str, tmp_path: Path
) -> None:
    data = card("Ada Moreau", "EMAIL:ada@example.com", agent, "TEL:555-0101") + BO
    ada = Contact(
        key="Ada Moreau\x1fada@example.com",
        origin=Origin("cards.vcf", 1),
        formatted_name="Ada Moreau",
        emails=("ada@example.com",),
        phones=("555-0101",),
        related=(f"agent: {told}",) if told else (),
    )
    assert read(tmp_path, data) == [ada, named("Bo Lindqvist", 2)]


@pytest.mark.parametrize(
    "picture",
    [
        "PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n AAAA\r\n AAAA==",
        "PHOTO;BASE64:\r\n  AAAA\r\n  AA:A\r\n",
        "PHOTO;ENCODING=BASE64:\r\nAAAA/+AA\r\nAAAA==\r\n",
        "photo:data:image/png;base64,AAAA",
        "item1.PHOTO;VALUE=uri:https://example.com/a.jpg",
        "LOGO;ENCODING=b:not base64 at all!",
        "SOUND;X-IRMC-N;ENCODING=QUOTED-PRINTABLE:=41=\r\n=42=\r\n;;",
        "KEY;TYPE=PGP:AAA",
        "X-MS-CARDPICTURE;ENCODING=BASE64:\r\n AAAA\r\n\r\n",
        'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://example.com"><img/></card>',
        "PHOTO:" + "A" * (3 << 20),
    ],
)
def test_pictures_sounds_and_keys_are_dropped_unread(picture: str, tmp_path: Path) -> None:
    assert read(tmp_path, card("Ada Moreau", picture, "NOTE:behind") + BO) == [
        Contact(key="Ada Moreau\x1f", origin=Origin("cards.vcf", 1), formatted_name="Ada Moreau", note="behind"),
        named("Bo Lindqvist", 2),
    ]


def test_a_picture_ends_a_soft_break_that_leads_nowhere(tmp_path: Path) -> None:
    (contact,) = read(tmp_path, card("Ada", "NOTE;QUOTED-PRINTABLE:cut=", "PHOTO:x", " y", "TEL:555-0100"))
    assert contact == Contact(
        key="Ada\x1f555-0100",
        origin=Origin("cards.vcf", 1),
        formatted_name="Ada",
        phones=("555-0100",),
        note="cut",
    )


def test_a_card_too_long_to_be_one_is_a_problem_and_the_next_is_read(tmp_path: Path) -> None:
    long = card("Ada", *["NOTE:" + "a" * 1_000] * 1_100)
    assert read(tmp_path, long + BO) == [
        Problem(Origin("cards.vcf", 1), "it holds more than 1 MiB of text, pictures not counted"),
        named("Bo Lindqvist", 2),
    ]


def test_a_line_longer_than_a_chunk_is_one_line(tmp_path: Path) -> None:
    note = "word " * 100_000
    assert read(tmp_path, card("Ada", f"NOTE:{note}end")) == [
        Contact(key="Ada\x1f", origin=Origin("cards.vcf", 1), formatted_name="Ada", note=f"{note}end")
    ]


def test_an_empty_card_is_a_problem_and_counts(tmp_path: Path) -> None:
    assert read(tmp_path, b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n" + ADA) == [
        Problem(Origin("cards.vcf", 1), NO_LINE),
        named("Ada Moreau", 2),
    ]


@pytest.mark.parametrize("line", ["NOTE;x", "FN", ": no name", 'EMAIL;X="a"b', "just a word"])
def test_a_line_that_cannot_be_read_costs_that_line(line: str, tmp_path: Path) -> None:
    (contact,) = read(tmp_path, card("Ada", line, "TEL:555-0100"))
    assert contact == Contact(
        key="Ada\x1f555-0100",
        origin=Origin("cards.vcf", 1),
        formatted_name="Ada",
        phones=("555-0100",),
        losses=(f"line 4 could not be read: {line}",),
    )


def test_line_numbers_count_what_was_dropped_and_what_was_folded(tmp_path: Path) -> None:
    lines = ("PHOTO:AAAA", " AAAA", " AAAA", "NOTE:a", " b", "AGENT:BEGIN:VCARD", "FN:Cy", "END:VCARD", "TEL;x")
    (contact,) = read(tmp_path, card("Ada", *lines))
    assert isinstance(contact, Contact)
    assert contact.losses == ("line 12 could not be read: TEL;x",)


def test_a_card_of_which_nothing_is_left_names_the_line(tmp_path: Path) -> None:
    data = b"BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:someone\r\nEMAIL;x\r\nEND:VCARD\r\n"
    assert read(tmp_path, data + BO) == [
        Problem(Origin("cards.vcf", 1), "line 4 could not be read: EMAIL;x"),
        named("Bo Lindqvist", 2),
    ]


def test_many_lost_lines_are_counted_and_a_long_one_is_cut(tmp_path: Path) -> None:
    (contact,) = read(tmp_path, card("Ada", "NOTE;" + "a" * 100, *["TEL;x"] * 30))
    assert isinstance(contact, Contact)
    assert contact.losses == (
        f"line 4 could not be read: NOTE;{'a' * 55}...",
        *(f"line {number} could not be read: TEL;x" for number in range(5, 24)),
        "11 more lines could not be read",
    )


@pytest.mark.parametrize("line", ["X-FUTURE;y", "item1.X-ODD NAME:z", "X-kde/thing:z", 'ADR;X="a"b:z'])
def test_an_odd_extension_is_no_loss(line: str, tmp_path: Path) -> None:
    assert read(tmp_path, card("Ada Moreau", line) + BO) == BOTH


NO_BEGIN, NO_END = "its BEGIN line is missing or damaged", "its END line is missing or damaged"


def lossy(name: str, record: int, *losses: str) -> Contact:
    return replace(named(name, record), losses=losses)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ADA.replace(b"END:VCARD\r\n", b"") + BO, [lossy("Ada Moreau", 1, NO_END), BOTH[1]]),
        (ADA + BO.replace(b"END:VCARD\r\n", b""), [BOTH[0], lossy("Bo Lindqvist", 2, NO_END)]),
        (
            ADA + BO.replace(b"BEGIN", b"BEGXN"),
            [BOTH[0], lossy("Bo Lindqvist", 2, NO_BEGIN, "line 1 has a name that is not known: BEGXN:VCARD")],
        ),
        (
            ADA.replace(b"BEGIN:VCARD\r\n", b"BEGIN:VCARD") + BO,
            [lossy("Ada Moreau", 1, NO_BEGIN, "line 1 has a name that is not known: BEGIN:VCARDVERSION:3.0"), BOTH[1]],
        ),
        (
            (ADA + BO).replace(b"END:VCARD\r\nBEGIN:VCARD", b"END:VCARDBEGIN:VCARD"),
            [
                lossy("Ada Moreau", 1, NO_END, "line 4 has a name that is not known: END:VCARDBEGIN:VCARD"),
                lossy("Bo Lindqvist", 2, NO_BEGIN),
            ],
        ),
        (
            (ADA + BO).replace(b"END:VCARD\r\nBEGIN:VCARD\r\n", b""),
            [lossy("Ada Moreau", 1, NO_END), lossy("Bo Lindqvist", 2, NO_BEGIN)],
        ),
        (
            (ADA + BO).replace(b"END:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\n", b""),
            [lossy("Ada Moreau", 1, "it has 2 different FN lines; two cards may have become one")],
        ),
        (ADA.replace(b"VERSION:3.0\r\n", b"VERSION:3.0\r\nVERSION:3.0\r\n") + BO, BOTH),
        (
            card("Ada Moreau", "AGENT:\r\nBEGIN:VCARD\r\nFN:Cy", "TEL:1") + BO,
            [
                replace(lossy("Ada Moreau", 1, NO_END), related=("agent: Cy, 1",)),
                BOTH[1],
            ],
        ),
        (
            b"FN;x\r\nEND:VCARD\r\n" + BO,
            [Problem(Origin("cards.vcf", 1), f"{NO_BEGIN}; line 1 could not be read: FN;x"), BOTH[1]],
        ),
        (
            ADA + b"what is this\r\nEND:VCARD\r\n",
            [BOTH[0], Problem(Origin("cards.vcf", 2), f"{NO_BEGIN}; line 1 could not be read: what is this")],
        ),
        (
            ADA + b"BEGI",
            [BOTH[0], Problem(Origin("cards.vcf", 2), f"{NO_BEGIN}; {NO_END}; line 1 could not be read: BEGI")],
        ),
        (
            ADA + bytes(9) + b"\r\n" + BO,
            [
                BOTH[0],
                Problem(Origin("cards.vcf", 2), f"{NO_BEGIN}; {NO_END}; line 1 could not be read: only zero bytes"),
                replace(BOTH[1], origin=Origin("cards.vcf", 3)),
            ],
        ),
    ],
    ids=[
        *("no END", "no END at the end", "BEGIN damaged", "BEGIN not ended", "END and BEGIN on one line"),
        *("neither END nor BEGIN", "nor VERSION", "VERSION twice", "no END inside", "unreadable", "words and an END"),
        *("a cut off BEGIN", "zeros"),
    ],
)
def test_a_card_whose_edge_is_damaged_is_read_or_told(data: bytes, expected: list[Record], tmp_path: Path) -> None:
    assert read(tmp_path, data) == expected


@pytest.mark.parametrize(
    "prose",
    [
        b"# exported on Monday\r\n\r\n",
        b"Note: these are friends. Email: none. NOTE: cards follow\r\n",
        b"Email: a@a.example\r\nNOTE: not a card\r\n",
        b"-----\r\nX-THING:1\r\n",
        b"END:VCARD\r\n\r\nEND:VCARD\r\n",
        b"AGENT:BEGIN\r\n",
        b"\xef\xbb\xbf",
    ],
)
def test_prose_between_cards_is_no_record(prose: bytes, tmp_path: Path) -> None:
    assert read(tmp_path, prose + ADA + prose + BO + prose + b"the end of it \x1a") == BOTH


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_byte_lost_in_one_card_costs_no_other(codec: str, tmp_path: Path) -> None:
    text = (ADA + card("田中", "EMAIL:tanaka@example.org") + BO).decode().encode(codec)
    tanaka = replace(named("田中", 2), key="田中\x1ftanaka@example.org", emails=("tanaka@example.org",))
    for at in range(len(ADA.decode().encode(codec)) - 4):
        assert read(tmp_path, text[:at] + text[at + 1 :])[1:] == [tanaka, named("Bo Lindqvist", 3)], at


marks = st.sampled_from(
    [
        *(
            b"BEGIN:VCARD",
            b"END:VCARD",
            b"AGENT:",
            b"AGENT:BEGIN:VCARD",
            b"VERSION:3.0",
            b"FN:a",
            b"NOTE:b",
            b" ",
            b"x",
        ),
        *(b"\n", b"\r\n", b"\r\r\n", b"\r", b"\n\n"),
    ]
)


@given(st.lists(marks, max_size=40).map(b"".join), st.integers(1, 40))
def test_pieces_of_any_size_give_the_same_cards(data: bytes, size: int) -> None:
    lines = lines_of(data)
    starts = [at for at in range(len(lines)) if lines.startswith(b"\n", at)]
    cuts = sorted({0, *starts[::size], len(lines)})
    assert list(cut(lines[a:b] for a, b in pairwise(cuts))) == list(cut([lines]))


@given(st.lists(marks, max_size=60).map(b"".join))
def test_every_begin_outside_of_an_agent_is_answered_for(data: bytes) -> None:
    data = data.replace(b"AGENT", b"").replace(b"VERSION", b"X-V")
    begun = [losses for _, losses in cut([lines_of(data)]) if NO_BEGIN not in losses]
    assert len(begun) == len(re.findall(rb"\n *BEGIN:VCARD *(?=\n|\Z)", lines_of(data)))


pieces = st.sampled_from(
    [
        *(b"BEGIN:VCARD", b"END:VCARD", b"\r\n", b"\n", b"\r", b" ", b"\t", b"=", b":", b";", b",", b'"', b"\\", b"\0"),
        *(
            b"FN",
            b"N",
            b"TEL",
            b"EMAIL",
            b"PHOTO",
            b";ENCODING=QUOTED-PRINTABLE",
            b";CHARSET=",
            b"utf-16",
            b"=C3",
            b"\xc3",
        ),
        *(b";ENCODING=b", b"BDAY;X-APPLE-OMIT-YEAR=1604:1604", b"X-ANDROID-CUSTOM:", b"\xff\xfe", b"\xef\xbb\xbf"),
    ]
)
junk = st.binary(max_size=200) | st.lists(pieces | st.binary(max_size=6), max_size=40).map(b"".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(junk)
def test_no_bytes_between_two_cards_lose_either(tmp_path: Path, between: bytes) -> None:
    first, *_, last = read(tmp_path, ADA + between + b"\r\n" + BO)
    assert first == named("Ada Moreau", 1)
    assert isinstance(last, Contact)
    assert last == named("Bo Lindqvist", last.origin.record or 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(junk)
def test_no_bytes_inside_a_card_raise_or_lose_the_next(tmp_path: Path, inside: bytes) -> None:
    broken = b"BEGIN:VCARD\r\nFN:Ada\r\n" + inside + b"\r\nEND:VCARD\r\n"
    *records, last = read(tmp_path, broken + BO)
    assert all(isinstance(record, Contact | Problem) for record in records)
    assert not any(isinstance(record, Problem) and "Error" in record.reason for record in records)
    assert isinstance(last, Contact)
    assert last == named("Bo Lindqvist", last.origin.record or 0)
