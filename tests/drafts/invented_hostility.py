"""Ten thousand people whose names, addresses, profiles and messages try to be more than text: all are invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from invented_situations import PROFILE, draft

from reconnect.drafts.addresses import is_writable
from reconnect.drafts.facts import Draft

NAMES = (
    "Katie O'Neil", "Müller, Jürgen", 'Ana "Nita" Souza', "Zoë Ångström", "Łukasz Żółć", "Гриценко Олена",
    "Δημήτρης Παππάς", "ליאורה בן־דוד", "فاطمة الزهراء", "山田 太郎", "김 영희", "นภา สุขใจ", "अमृता शर्मा",
    "Nguyễn Thị Ánh", "e\u0301\u0302\u0303lise", "👩‍🚀🏳️‍🌈 Lindqvist", "J. R. (Bob) Smith", "@katie",
    "katie@harbour.example", "", "a" * 300, "Smith, John eve@example.org, " + "of the Harbours " * 9,
    "東京都港区" * 30, "\\\\\\", ";:<>[]()",
)  # fmt: skip
ATTACKS = (
    "", "\r\nBcc: eve@example.org", "\nBcc: eve@example.org", "\rBcc: eve@example.org", "\r\n\r\nanother body",
    "\r\n Bcc: eve@example.org", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00", "\x1b[2J", "\x7f",
    "\u202egpj.exe", "\u2066", "\u200f", "\ufeff", "\ud800", "\udfff", "\ud83d", "=?utf-8?q?=0D=0ABcc:_eve?=",
    "=?utf-8?B?DQpCY2M6?=", "=?", "?=", '"', '",<eve@example.org>,"', "<eve@example.org>", "<eve@example.org", ",",
    ", eve@example.org", ";", "(", ")", "\\", "\\\"", "\t", "undisclosed-recipients:;", "%0d%0aBcc:eve@example.org",
)  # fmt: skip
LOCALS = (
    "katie", "Katie.O'Neil", "katie+letters", "!#$%&'*+/=?^_`{|}~-", "k" * 64, "zoë", "a b", '"a b"', "a..b",
    "katie\r\nBcc:",
)  # fmt: skip
DOMAINS = (
    "harbour.example", "bücher.example", "straße.example", "пример.example", "例え.example", "ｈａｒｂｏｕｒ.example",
    "[127.0.0.1]", "-a.example", "harbour.example>", "a." * 120 + "example",
)  # fmt: skip
ANSWERED = (
    "", "CAF+x=y_1@mail.example", "<1.2$3@[127.0.0.1]>", "a@b@mail.example", "a b@mail.example",
    "a>\r\nBcc: x@y.example", "<a@mail.example> <b@mail.example>", "x" * 2_000 + "@mail.example", "zoë@mail.example",
)  # fmt: skip
BODIES = (
    "Hello,\n\nJonas", "From here on\nFrom  there\n>From\nFrom From From " + "From " * 40, ".\n..\n\n.",
    "a \t\nb\u00a0\n", "\r\n\r\nMIME-Version: 1.0\r\n", "=20=\n=\n==", "Привіт, Олено!\n\n" + "дуже " * 60,
    "\x00\x1b]0;x\x07", "\ud800",
    "x" * 3_000,
)  # fmt: skip


def hostile_drafts() -> Iterator[Draft]:
    """Yield every name with every attack in it, ten times, each time with another address, or none to be written to."""
    for number, (name, attack, place) in enumerate(product(NAMES, ATTACKS, range(10))):
        where = len(name) * (number % 3) // 2
        address = f"{LOCALS[number // 7 % len(LOCALS)]}@{DOMAINS[place]}"
        hostile = name[:where] + attack + name[where:]
        yield replace(
            draft(
                name=hostile,
                to=address if is_writable(address) else "",
                subject=f"{number} {hostile}",
                body=f"{attack}{BODIES[number % len(BODIES)]}{name}",
            ),
            profile=PROFILE + attack,
            reply_to=ANSWERED[number % len(ANSWERED)],
        )
