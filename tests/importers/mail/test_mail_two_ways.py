"""The fast way and the email package read every header alike, field by field."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.header import Header
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_mail import header, seconds

from importers.mail.facts import read_facts
from importers.mail.headers import WANTED
from importers.mail.mbox import opens_mailbox, read_range, split_message
from importers.mail.plain import read_facts_plainly

SAMPLES = Path(__file__).parents[3] / "samples" / "mail"
FILES = sorted(path for path in SAMPLES.glob("*/**/*") if path.is_file())
NAMES = ("Ada Moreau", "Ben O'Neil", "Zoë Dvořák", "Иван Петров", "山田 花子", "J. Quist", "Moreau, Ada")
SUBJECTS = ("Kilns", "Größe der Öfen", "Встреча завтра", "会議のお知らせ", "a question " * 12)
SPELLINGS = (str, str.upper, str.lower, str.title)


def a_mailbox(chance: random.Random) -> str:
    name, number = chance.choice(NAMES), chance.randrange(99)
    address = (
        f"{chance.choice(('ada', 'B.Quist', 'zoe+kilns'))}{number}@{chance.choice(('example.org', 'Example.NET'))}"
    )
    written = name if name.isascii() else Header(name, chance.choice(("utf-8", "utf-8", None))).encode()
    forms = [address, f"<{address}>", f'"{written}" <{address}>', f"{address} ({written})", f"Team: {address};"]
    return chance.choice(forms if "," in name else [*forms, f"{written} <{address}>", f"{name} <{address}>"])


def a_date(chance: random.Random) -> str:
    zone = timezone(timedelta(minutes=chance.choice((0, 60, -300, 345))))
    date = format_datetime(datetime.fromtimestamp(chance.randrange(seconds(1975, 1, 1), seconds(2110, 1, 1)), zone))
    return chance.choice((date, date.split(", ")[1], f"{date} (CET)", date.replace("+0000", "GMT"), date[:-6], "soon"))


def a_subject(chance: random.Random) -> str:
    subject = chance.choice(("", "Re: ", "Fwd: ")) + chance.choice(SUBJECTS)
    return chance.choice(
        (subject, Header(subject, "utf-8", header_name="Subject").encode(), subject.replace(" q", "\n q"))
    )


def generated(count: int) -> Iterator[bytes]:
    chance = random.Random(7)
    for number in range(count):
        ids = [f"<{chance.randrange(number + 1)}.{number}@example.org>" for _ in range(chance.randrange(4))]
        lines = [
            ("Received", f"from a by b;\n\t{a_date(chance)}"),
            ("DKIM-Signature", "v=1;\n\th=from:to:subject;\n\tb=" + "\n\t ".join(["x" * 60] * 4)),
            ("From", a_mailbox(chance)),
            *(("To", ",\n\t".join(a_mailbox(chance) for _ in range(chance.randrange(5)))) for _ in range(2)),
            *[("Cc", ", ".join(a_mailbox(chance) for _ in range(3)))][chance.randrange(2) :],
            ("Subject", a_subject(chance)),
            ("Date", a_date(chance)),
            *[("Message-ID", f"<{number}@example.org>")][chance.randrange(9) == 0 :],
            ("References", "\n ".join(ids)),
            ("List-Unsubscribe", "<mailto:u@example.org>"),
            ("X-Gmail-Labels", chance.choice(("Inbox,Opened", "=?UTF-8?Q?Entw=C3=BCrfe?=", "Spam", '"a, b",Sent'))),
        ]
        spell = chance.choice(SPELLINGS)
        yield header(*(f"{spell(name)}: {value}" for name, value in lines if chance.random() < 0.9))


def test_generated_mail_is_read_alike() -> None:
    blocks = list(generated(600))
    assert [read_facts(block) for block in blocks] == [read_facts_plainly(block) for block in blocks]
    assert len({read_facts(block).key for block in blocks}) == 600


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SAMPLES).as_posix())
def test_samples_are_read_alike(path: Path) -> None:
    data = path.read_bytes()
    for from_line, block, rest in read_range(BytesIO(data)) if opens_mailbox(data) else [split_message(data)]:
        read = read_facts(block, from_line, rest=rest or b"")
        assert read == read_facts_plainly(block, from_line, rest=rest or b"")


name = st.sampled_from([*WANTED, "Received", "X-Other", "subject ", "TO\t", "From ", "", ">From", " "]).map(str.encode)
value = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from(
        [
            b"Ada <ada@example.org>, Ben <b@example.org>",
            b"=?utf-8?q?Gr=C3=BC=C3=9Fe?= =?utf-8?b?w58=?=",
            b"Tue, 5 Mar 2024 08:00:00 +0100",
            b"<1@example.org>\n <2@example.org>",
            b"\n folded\n\tagain",
            b"\r\n \r\n",
            b"0009",
            b"list",
        ]
    ),
)


@given(
    st.lists(st.tuples(name, st.sampled_from([b":", b": ", b" :", b"", b"\n"]), value), max_size=8),
    st.binary(max_size=50),
)
def test_any_header_is_read_alike_and_none_raises(lines: list[tuple[bytes, bytes, bytes]], from_line: bytes) -> None:
    _, block, _ = split_message(b"\n".join(b"".join(parts) for parts in lines))
    facts = read_facts(block, from_line)
    assert facts == read_facts_plainly(block, from_line)
    assert facts.key.encode().decode() == facts.key


@given(st.binary(max_size=300))
def test_any_bytes_are_read_alike_and_none_raises(data: bytes) -> None:
    _, block, _ = split_message(data)
    assert read_facts(block) == read_facts_plainly(block)
