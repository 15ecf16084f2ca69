"""Folds, quoted-printable and charsets are undone before anybody looks at a line, in the one order that works."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.vcard.cards import Card
from importers.vcard.found import properties_of
from importers.vcard.lines import content_lines, without_agents, without_blobs

ZOE = "Zoë Ångström"
QP = "QUOTED-PRINTABLE"


def lines(text: bytes, *, recoded: bool = False) -> list[str]:
    return [line for _, line in content_lines(b"\n" + text, recoded=recoded)]


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        (b"NOTE:one\n  two\n\tthree", ["NOTE:one twothree"]),
        (b"NOTE:one \n two", ["NOTE:one two"]),
        ("NOTE:Zoë".encode()[:-1] + b"\n " + "ë".encode()[1:], ["NOTE:Zoë"]),
        (b"FN:Ada\n\n folded onto nothing\nTEL:1", ["FN:Ada", "folded onto nothing", "TEL:1"]),
        (b" FN:Ada\nTEL:1", ["FN:Ada", "TEL:1"]),
        (b"URL:https://a.example/?q=\nTEL:1", ["URL:https://a.example/?q=", "TEL:1"]),
        (b"X-ID;ENCODING=8BIT:QQ==\nTEL:1", ["X-ID;ENCODING=8BIT:QQ==", "TEL:1"]),
        (b"NOTE:nul\0byte", ["NOTE:nulbyte"]),
    ],
)
def test_folded_lines_are_joined_as_bytes(folded: bytes, expected: list[str]) -> None:
    assert lines(folded) == expected


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        (b"FN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB", ["FN:Zoë"]),
        (b"FN;QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=AB", ["FN;CHARSET=UTF-8:Zoë"]),
        (b"FN;CHARSET=UTF-8;Encoding=Quoted-Printable:Zo=c3=ab", ["FN;CHARSET=UTF-8:Zoë"]),
        (b'FN;ENCODING="QUOTED-PRINTABLE":Zo=C3=AB', ["FN:Zoë"]),
        (b'ADR;LABEL="a:b";QUOTED-PRINTABLE:;;Zo=C3=AB', ['ADR;LABEL="a:b":;;Zoë']),
        (b"FN;QUOTED-PRINTABLE:Zo=C3=\n=AB =\nx\nTEL:1", ["FN:Zoë x", "TEL:1"]),
        (b"FN;QUOTED-PRINTABLE:Zo=C3\n =AB", ["FN:Zoë"]),
        (b"FN;QUOTED-PRINTABLE:Zo=C3=\n =AB", ["FN:Zoë"]),
        (b"FN;QUOTED-PRINTABLE:Zo=C3=AB =\n Bell", ["FN:Zoë Bell"]),
        (b"FN;QUOTED-PRINTABLE:Zo=C3=AB=\n Bell", ["FN:Zoë Bell"]),
        (b"NOTE;QUOTED-PRINTABLE:one=\n\nTEL:1", ["NOTE:one", "TEL:1"]),
        (b"NOTE;QUOTED-PRINTABLE:one=", ["NOTE:one"]),
        (b"N;QUOTED-PRINTABLE:Bell=3B;Zo=C3=AB=2C;=5C", ["N:Bell\\;;Zoë\\,;\\\\"]),
        (b"N;QUOTED-PRINTABLE:Bell\\;;Zo=C3=AB\\, B.Sc.", ["N:Bell\\;;Zoë\\, B.Sc."]),
        (b"NOTE;QUOTED-PRINTABLE:one=0D=0Atwo=0Athree\\nfour", ["NOTE:one\\ntwo\\nthree\\nfour"]),
        (b"NOTE;QUOTED-PRINTABLE:100 =ZZ % =3D", ["NOTE:100 =ZZ % ="]),
        (b"FN:Zo=C3=AB=20Bell", ["FN:Zoë Bell"]),
        (b"URL:https://a.example/?q=C3=AB", ["URL:https://a.example/?q=C3=AB"]),
        (b"NOTE:E=MC2 and A=B", ["NOTE:E=MC2 and A=B"]),
    ],
)
def test_quoted_printable_is_undone_between_separators(quoted: bytes, expected: list[str]) -> None:
    assert lines(quoted) == expected


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("UTF-8", ZOE),
        ("windows-1252", ZOE),
        ("ISO-8859-1", ZOE),
        ("windows-1251", "Оксана"),
        ("windows-1253", "Ελένη"),
        ("windows-1255", "נועה"),
        ("KOI8-R", "Оксана"),
        ("SHIFT_JIS", "田中"),
        ("GBK", "模"),
        ("big5", "陳"),
    ],
)
def test_each_property_is_decoded_by_its_own_charset(declared: str, text: str) -> None:
    data = text.encode(declared)
    quoted = b"".join(b"=%02X" % byte for byte in data)
    head = f"FN;CHARSET={declared}".encode()
    assert (
        lines(head + b":" + data + b"\n" + head + b";QUOTED-PRINTABLE:" + quoted)
        == [f"FN;CHARSET={declared}:{text}"] * 2
    )


@pytest.mark.parametrize(
    "charset", ["blabla", "", "hex", "idna", "punycode", "unicode_escape", "utf-7", "\x00", "x" * 999]
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_an_unknown_charset_is_read_as_if_there_were_none(charset: str, encoding: str) -> None:
    (line,) = lines(b"FN;CHARSET=" + charset.encode("latin-1") + b":" + ZOE.encode(encoding))
    assert line.endswith(f":{ZOE}")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"FN:" + ZOE.encode("cp1252"), f"FN:{ZOE}"),
        (b"FN:" + ZOE.encode("cp1252") + b"\x81", f"FN:{ZOE}\ufffd"),
        (b"FN;CHARSET=UTF-8:" + ZOE.encode("cp1252"), f"FN;CHARSET=UTF-8:{ZOE}"),
        (b"FN;CHARSET=UTF-16:" + ZOE.encode(), f"FN;CHARSET=UTF-16:{ZOE}"),
        (b"FN:" + ZOE.encode() + b" \xc3", f"FN:{ZOE} Ã"),
        (b"FN;QUOTED-PRINTABLE:Zo=EB", "FN:Zoë"),
        (b"\xffFN\xff", "ÿFNÿ"),
    ],
)
def test_text_that_is_not_what_it_says_is_utf_8_or_else_windows_1252(raw: bytes, expected: str) -> None:
    assert lines(raw) == [expected]


def test_a_file_in_utf_16_needs_no_charset_and_ignores_a_false_one() -> None:
    assert lines(b"FN;CHARSET=windows-1252:" + ZOE.encode(), recoded=True) == [f"FN;CHARSET=windows-1252:{ZOE}"]


@pytest.mark.parametrize(
    ("encoded", "expected"),
    [
        (b"FN;ENCODING=B:Wm/Dqzsg", "FN:Zoë\\; "),
        (b"FN;BASE64:Wm/\n Dqw==", "FN:Zoë"),
        (b"FN;ENCODING=BASE64;CHARSET=cp1252:Wm/r", "FN;CHARSET=cp1252:Zoë"),
        (b"FN;ENCODING=b:Wm/Dqw", "FN:Zoë"),
        (b"FN;ENCODING=b:Z", "FN:Z"),
        (b"FN;ENCODING=b:no base64 at all!", "FN:no base64 at all!"),
    ],
)
def test_text_in_base64_is_read_and_broken_base64_stands_as_it_is(encoded: bytes, expected: str) -> None:
    assert lines(encoded) == [expected]


def test_lines_are_numbered_across_folds_pictures_and_cards_inside() -> None:
    text = b"\nNOTE:a\n b\nPHOTO:x\n y\nAA==\n\nAGENT:\n\nBEGIN:VCARD\nFN:Cy\nEND:VCARD\nTEL:1"
    own, agents = without_agents(without_blobs(text))
    assert list(content_lines(own, recoded=False)) == [(1, "NOTE:ab"), (12, "TEL:1")]
    assert agents == [b"\nFN:Cy"]


pieces = st.sampled_from(
    [
        *(
            "\n",
            "\n ",
            "\n\t",
            "\n\n",
            " ",
            ":",
            ";",
            "FN:",
            "TEL;CELL:1",
            "NOTE:a=",
            "é",
            "\x0b",
            "\xa0",
            "\x85",
            "AA==",
        ),
        *(
            "\nPHOTO;ENCODING=b:",
            "\nitem1.KEY:x",
            "\nsound;",
            "=C3=A9",
            "CHARSET=UTF-8",
            "\\n",
            "QUOTED-PRINTABLE",
            "\0",
        ),
    ]
)


@given(st.lists(pieces, max_size=30).map("".join))
def test_plain_lines_are_the_same_read_at_once_and_one_by_one(text: str) -> None:
    data = f"\n{text}".encode()
    at_once, one_by_one = (
        properties_of(Card(data)),
        properties_of(Card(data, losses=("what makes it read line by line",))),
    )
    assert at_once == one_by_one
    assert at_once.losses == one_by_one.losses[1:]
