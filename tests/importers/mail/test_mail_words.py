"""Encoded words become text, whatever was done to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.mail.words import plain_words, words


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        (b"=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
        (b"=?utf-8?b?R3LDvMOfZQ?=", "Grüße"),  # without padding
        (b"=?iso-8859-1?Q?Gr=FC=DFe_an_alle?=", "Grüße an alle"),
        (b"=?utf-8?q?one_?= =?utf-8?q?two?=", "one two"),
        (b"=?utf-8?q?one?=\n =?utf-8?q?two?=", "onetwo"),
        (b"=?utf-8?b?R3LD?= =?utf-8?b?vMOfZQ==?=", "Grüße"),  # a letter cut in two
        (b"=?utf-8?q?one?= =?iso-8859-1?q?=FC?=", "oneü"),
        (b"Re: =?utf-8?q?Gr=C3=BC=C3=9Fe?= an alle", "Re: Grüße an alle"),
        (
            b'"=?iso-2022-jp?B?GyRCJDMkcxsoQg==?="',
            '" こん"',
        ),  # the package sets a word apart from what stands before it
        (b"=?unknown-8bit?q?Gr=FC=DFe?=", "Grüße"),
        (b"=?no-such-charset?q?Gr=FC=DFe?= x", "Grüße x"),
        (b"=?utf-8*en?q?kiln?=", "kiln"),
        (b"=?punycode?q?kiln-abc?=", "kiln-abc"),
        *((f"=?{codec}?q?kiln?= x".encode(), "kiln x") for codec in ("rot13", "hex", "zlib", "bz2", "quopri", "uu")),
        (b"=?" + b"x" * 5_000 + b"?q?kiln?= x", "kiln x"),
        (b"=?unicode-escape?q?=5Cud800?=", "\\ud800"),
        (b"=?utf-8?q?=FF=FE?=", "\ufffd\ufffd"),
        (b"=?utf-8?b?***?=", ""),
        (b"=?utf-8?b?a?=", "=?utf-8?b?a?="),
        (b"=?utf-8?q?a=0Ab=00c?=", "ab c"),
        ("=?utf-8?q?Gr=C3=BC=C3=9Fe?= für alle".encode(), "Grüße für alle"),
        (b"=?utf-8?q?open", "=?utf-8?q?open"),
        (b"a =? b", "a =? b"),
        (b"  plain ", "plain"),
        (b"", ""),
    ],
)
def test_encoded_words_are_decoded(raw: bytes, expected: str) -> None:
    assert words(raw) == expected == plain_words(raw)


piece = st.sampled_from(
    [
        "=?utf-8?q?",
        "=?UTF-8?B?",
        "=?iso-8859-1?Q?",
        "=?x?q?",
        "?=",
        "=?",
        "=C3=BC",
        "=C3",
        "R3LD",
        "vMOfZQ==",
        "_",
        " ",
        "\n ",
        "a",
        "ü",
        "=",
    ]
)


@given(st.lists(piece, max_size=12).map("".join))
def test_both_ways_decode_any_words_alike(raw: str) -> None:
    assert words(raw.encode()) == plain_words(raw.encode())


@given(st.binary(max_size=60))
def test_any_bytes_become_text_that_a_database_takes(raw: bytes) -> None:
    text = words(raw)
    assert text == plain_words(raw)
    assert text.encode().decode() == text
    assert "\n" not in text
    assert "\0" not in text
