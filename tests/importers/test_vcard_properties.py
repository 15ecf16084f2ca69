"""vobject sees a line only behind the guard, and plain lines are read as vobject would read them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vobject.icalendar import stringToTextValues
from vobject.vcard import splitFields

from importers.vcard.properties import Head, Property, by_vobject, is_content_line, parts_of, property_of

GOOD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Noor Haddad\r\nEND:VCARD\r\n"

ATTACKS = {
    "16 parameters without a colon": b"FN" + b";x=a" * 16,
    "22 parameters without a colon": b"FN" + b";x=a" * 22,
    "250 parameters without a colon": b"FN" + b";x=a" * 250,
    "250 quoted values without a colon": b"FN;x=" + b'"a",' * 250,
    "5,000 parameters": b"FN" + b";x=a" * 5_000 + b":Ada",
    "5,000 quoted values": b"FN;x=" + b",".join([b'"a"'] * 5_000) + b":Ada",
    "80,000 parameters and a backslash": b"FN" + b";x" * 80_000 + b":Ada\\,",
    "an empty parameter in the middle": b"FN;x=a;;" + b"x=a;" * 250 + b":Ada",
    "a quote in a value": b'FN;x="a"b' + b";x=a" * 250 + b":Ada",
    "80,000 soft breaks": b"FN;QUOTED-PRINTABLE:" + b"a=\r\n" * 80_000 + b"b",
    "a folded picture of 21 MB": b"PHOTO;ENCODING=b:\r\n" + (b" " + b"A" * 74 + b"\r\n") * 280_000,
    "20,000 folds": b"NOTE:" + b"a\r\n " * 20_000,
    "80,000 commas in a name": b"N:\\," + b"," * 80_000,
    "20,000 refused lines": b"FN;x\r\n" * 20_000,
    "100,000 pictures": b"KEY:\r\n" * 100_000,
    "5,000 open cards": b"BEGIN:VCARD\r\n" * 5_000,
    "1,000 nested cards": b"AGENT:BEGIN:VCARD\r\n" * 1_000 + b"END:VCARD\r\n" * 1_000,
    "a quadratic charset": b"FN;CHARSET=punycode:" + b"a" * 1_000_000,
    "a line of 8 MB": b"a" * (8 << 20),
    "a megabyte of carriage returns": b"\r" * (1 << 20),
    "100,000 cards inside, none of which ends": b"AGENT:\r\nBEGIN:VCARD\r\n" * 100_000,
    "100,000 versions": b"VERSION:3.0\r\n" * 100_000,
    "8,000 labels": b"item1.X-ABRELATEDNAMES:Bo\r\nitem1.X-ABLabel:a\r\n" * 8_000,
    "a megabyte of bad bytes": b"FN:" + b"\xff" * 1_000_000,
    "500,000 slashes": b"X-TWITTER:http://" + b"/" * 500_000 + b"?",
}

LIMIT = """
import sys
from pathlib import Path
from importers.export import Export
from importers.vcard import VcardImporter

for path in sorted(Path(sys.argv[1]).iterdir()):
    *_, last = VcardImporter().extract(Export(path))
    print(last.formatted_name)
"""


def test_no_attack_hangs_the_import_or_takes_the_good_card_behind_it(tmp_path: Path) -> None:
    for number, lines in enumerate(ATTACKS.values()):
        (tmp_path / f"{number:02}.vcf").write_bytes(b"BEGIN:VCARD\r\n" + lines + b"\r\nEND:VCARD\r\n" + GOOD)
    child = [sys.executable, "-c", LIMIT, str(tmp_path)]
    found = subprocess.run(child, capture_output=True, timeout=20, check=True, cwd=Path(__file__).parents[2], text=True)
    assert found.stdout.splitlines() == ["Noor Haddad"] * len(ATTACKS)


@pytest.mark.parametrize(
    "line",
    [
        "FN:a",
        "item1.EMAIL;TYPE=INTERNET,HOME:x@y",
        'ADR;LABEL="a;b:c":;;',
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3",
        "TEL;CELL:+1",
        "TEL;;CELL:1",
        "TEL;:1",
        "EMAIL;TYPE=a b:x",
        "X-ABLabel:_$!<x>!$_",
    ],
)
def test_the_guard_accepts_what_real_cards_hold(line: str) -> None:
    assert is_content_line(line)


@pytest.mark.parametrize(
    "line",
    ["NOTE;x", "FN", "", ":a", 'ADR;X="a"b:x', "NOTE;a.b=1:x", "FN;a;;b:x", "FN;x=a" * 20, "FN:" + "a" * (1 << 20)],
)
def test_the_guard_refuses_what_vobject_cannot_read_or_never_ends_with(line: str) -> None:
    assert not is_content_line(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("fn:Noor Haddad", Property(Head("", "FN", {}), ["Noor Haddad"])),
        (
            "item1.email;type=INTERNET;type=HOME:n@a.example",
            Property(Head("ITEM1", "EMAIL", {"TYPE": ["INTERNET", "HOME"]}), ["n@a.example"]),
        ),
        ("TEL;;CELL:1", Property(Head("", "TEL", {}), ["1"])),
        (
            'TEL;TYPE="work,voice";X-L="a:b;c":1',
            Property(Head("", "TEL", {"TYPE": ["work,voice"], "X-L": ["a:b;c"]}), ["1"]),
        ),
        ("N:Haddad;Noor;;;", Property(Head("", "N", {}), ["Haddad", "Noor", "", ""])),
        ("N:Haddad\\;Bell;Noor, Ada", Property(Head("", "N", {}), ["Haddad;Bell", "Noor, Ada"])),
        ("ORG:Bell\\, Book\\; Candle;Sales", Property(Head("", "ORG", {}), ["Bell, Book; Candle", "Sales"])),
        ("FN:Haddad, Noor", Property(Head("", "FN", {}), ["Haddad, Noor"])),
        ("FN:Haddad\\, Noor, B.Sc.", Property(Head("", "FN", {}), ["Haddad, Noor, B.Sc."])),
        ("URL:http\\://a.example/?q=1,2", Property(Head("", "URL", {}), ["http://a.example/?q=1,2"])),
        ("NOTE:one\\ntwo\\Nthree\\\\n\\;", Property(Head("", "NOTE", {}), ["one\ntwo\nthree\\n;"])),
        ("NOTE:it ends in a backslash\\", Property(Head("", "NOTE", {}), ["it ends in a backslash\\"])),
        ("NOTE:C\\qt", Property(Head("", "NOTE", {}), ["C\\qt"])),
    ],
)
def test_a_line_is_taken_apart(line: str, expected: Property) -> None:
    assert property_of(line) == expected


names = st.sampled_from(["FN", "n", "item1.ORG", "Email", "X-SOCIALPROFILE", "X_ODD", "categories"])
plain_words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters='";:,\\\r\n'), max_size=8)
params = st.lists(
    st.tuples(
        st.sampled_from(["TYPE", "type", "CELL", "x-a"]), st.none() | st.lists(plain_words, min_size=1, max_size=3)
    ),
    max_size=4,
)
plain_values = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters='"\\\r\n') | st.sampled_from(";,:"), max_size=30
)


@given(names, params, plain_values)
def test_a_plain_line_reads_the_same_with_and_without_vobject(
    name: str, given_params: list[tuple[str, list[str] | None]], value: str
) -> None:
    head = "".join(f";{key}" if values is None else f";{key}={','.join(values)}" for key, values in given_params)
    line = f"{name}{head}:{value}"
    assert is_content_line(line)
    assert property_of(line) == by_vobject(line)


@given(
    st.lists(st.sampled_from(["\\", "\\n", "\\N", "\\,", "\\;", "\\:", "n", ",", ";", ":", "é", " "]), max_size=12).map(
        "".join
    )
)
def test_a_value_means_what_vobject_takes_it_for(value: str) -> None:
    understood = re.sub(r"\\(.?)|,", as_it_understands, value, flags=re.DOTALL)
    assert parts_of("NOTE", value) == stringToTextValues(understood)
    assert parts_of("N", value) == splitFields(understood)


def as_it_understands(found: re.Match[str]) -> str:
    """A comma ends vobject's texts, it keeps the backslash of `\\:`, and takes a last one for `\\eof`."""
    return {None: "\\,", ":": ":", "": "\\\\"}.get(found[1], found[0])


fragments = st.sampled_from(["FN", "TEL", ";", ":", "=", ",", '"', "x", "a", "\\", "item1.", " ", "\n", "8BIT", "é"])


@given(st.lists(fragments, max_size=40).map("".join))
def test_whatever_the_guard_lets_through_can_be_read(line: str) -> None:
    if is_content_line(line):
        assert property_of(line).parts
