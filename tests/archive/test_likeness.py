"""Who is left out before anybody's traits are told could not have had one of them in common."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from invented import CORRESPONDENCE, NOW, card, take_in, write_cards, write_everything, write_mbox

from importers.records import Contact, Origin
from reconnect.archive import Archive
from reconnect.archive.forgetting import traits_within
from reconnect.archive.likeness import alike
from reconnect.identity import normal_phone
from reconnect.store.contacts import fields_text
from reconnect.store.forgetting import share_of
from reconnect.store.opening import open_store
from reconnect.store.tombstones import Told, Traits, TraitsOf, asked, kept, perhaps_told, stones_of


@pytest.fixture(scope="module")
def traits_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TraitsOf]:
    with closing(open_store(tmp_path_factory.mktemp("data") / "a.db")) as db:
        db.execute("insert into settings (key, value) values ('home_region', 'IE')")
        yield traits_within(db.conn)


def told(importer: str, contact: Contact, traits_of: TraitsOf) -> Told:
    return Told(importer, contact.key, traits_of(contact))


def contact(**fields: Any) -> Contact:
    return Contact(**{"key": "k", "origin": Origin(""), **fields})


GIVEN = st.sampled_from([
    "Katie", "Katherine", "Kate", "Kit", "Otto", "Björn", "Bjoern", "Anna-Maria", "Anna", "Maria", "Лена",
    "Олена", "J.", "Jo", "Sue-Ann", "Mue", "e", "王", "Ae",
])  # fmt: skip
FAMILY = st.sampled_from([
    "O'Neil", "ONeil", "Müller", "Mueller", "Muller", "Karl-Heinz", "Heinz", "Byrne", "Алт", "Alt", "伟", "Lee",
    "Li", "A", "Rossi-Byrne", "Ae", "Van", "van der Berg", "Vanderberg", "van (der) Berg", "de la Cruz",
    "Alt, Jr.", "Alt III", "",
])  # fmt: skip
FULL = st.one_of(
    st.builds("{} {}".format, GIVEN, FAMILY),
    st.builds("{1}, {0}".format, GIVEN, FAMILY),
    st.builds("Dr. {} {} via LinkedIn".format, GIVEN, FAMILY),
    st.builds("{} (Kit) {}".format, GIVEN, FAMILY),
    st.builds("{}.{}".format, GIVEN, FAMILY),
    st.builds('"{} B. {}" [work]'.format, GIVEN, FAMILY),
    st.text(alphabet="aeokt -.,(['\"é", max_size=12),
)
EMAILS = st.sampled_from([
    "kate.oneil@gmail.com", "KateOneil+x@googlemail.com", "info@firma.example", "<info@firma.example>",
    "otto+a@alt.example", "mailto:Otto@alt.example", "notifications@linkedin.com", "x",
])  # fmt: skip
PHONES = st.one_of(
    st.sampled_from(["01 555 0142 00", "+353 1 555 0142 00", "tel:+353-1-5550142-00", "00353 1 555014200"]),
    st.sampled_from(["0155501420 ext. 7", "+353 1 555 014 20;ext=7", "٠١٥٥٥٠١٤٢٠٠", "1-800-555-KILN", "+18005555456"]),
)  # fmt: skip
URLS = st.sampled_from([
    "https://www.linkedin.com/in/katie-oneil/", "linkedin.com/in/Katie%2Doneil",
    "http://de.linkedin.com/in/katie-oneil?x=1", "https://fb.com/otto", "https://m.facebook.com/Otto",
    "x.com/otto", "https://example.org",
])  # fmt: skip
CONTACTS = st.builds(
    Contact,
    key=st.sampled_from(["", "k", "k#2", "k\x1f", "l", "Otto Alt", "Otto Alt#3"]),
    origin=st.just(Origin("")),
    formatted_name=st.one_of(st.just(""), FULL),
    given_name=st.one_of(st.just(""), st.just(""), GIVEN, FULL),
    family_name=st.one_of(st.just(""), st.just(""), FAMILY),
    nicknames=st.lists(GIVEN, max_size=1).map(tuple),
    organization=st.one_of(st.just(""), FAMILY),
    emails=st.lists(EMAILS, max_size=1).map(tuple),
    phones=st.lists(PHONES, max_size=1).map(tuple),
    urls=st.lists(URLS, max_size=1).map(tuple),
    handles=st.lists(st.sampled_from(["kit", " KIT", "otto"]), max_size=1).map(tuple),
)
IMPORTERS = st.sampled_from(["vcard", "mail"])
TOLD = st.tuples(IMPORTERS, CONTACTS)


@given(theirs=st.lists(TOLD, min_size=1, max_size=2), other=TOLD)
def test_who_is_left_out_meets_no_stone(
    traits_of: TraitsOf, theirs: list[tuple[str, Contact]], other: tuple[str, Contact]
) -> None:
    known = [told(*each, traits_of) for each in theirs]
    meets = not stones_of(known).isdisjoint({*kept(told(*other, traits_of)), *asked(told(*other, traits_of))})
    assert perhaps_told(known, alike)(other[0], other[1].key, fields_text(other[1])) or not meets


@given(one=CONTACTS, text=st.text(max_size=20))
def test_everybody_of_whom_anything_is_known_is_like_themselves(traits_of: TraitsOf, one: Contact, text: str) -> None:
    for each in (one, replace(one, formatted_name=text, given_name="", family_name="", urls=(text,), emails=(text,))):
        traits = traits_of(each)
        assert alike([traits])(json.loads(fields_text(each))) or not (traits.points or traits.name or traits.short)


@given(
    number=st.text(alphabet="0123456789" * 3 + "+ -()./#*,;~xXeEtT", min_size=6, max_size=24),
    region=st.sampled_from([None, "IE", "US", "AR", "MX", "IT", "BR", "SM", "AG", "HU", "CI"]),
)
@example(number="011 15 2345-6789", region="AR")
@example(number="01 555 0142 ext 7", region="IE")
@example(number="+1 212 555 0142 12#", region=None)
def test_the_last_digits_stand_in_every_way_to_write_a_number(number: str, region: str | None) -> None:
    value = normal_phone(number, region)
    assert not value or alike([Traits(frozenset({("phone", value)}), "")])({"phones": [number]})


KATIE = contact(
    formatted_name="Katie O'Neil", emails=("kate.oneil@gmail.com",), phones=("01 555 0142 00",),
    urls=("linkedin.com/in/katie-oneil",), handles=("kit",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("other", "is_like"),
    [
        (contact(formatted_name="Zoltan Byrne", emails=("zoltan@byrne.example",), phones=("+36 1 555 0143",)), False),
        (contact(emails=("katie@harbour.example",), urls=("linkedin.com/in/zoltan",), handles=("zoltan",)), False),
        (contact(formatted_name="Zoltan", phones=("BAKERY-12",)), False),
        (contact(emails=("KateOneil+post@googlemail.com",)), True),
        (contact(phones=("+353 1 555 0142 00",)), True),
        (contact(phones=("1-555-KILNS",)), True),
        (contact(urls=("https://ie.linkedin.com/in/Katie-Oneil/?x=1",)), True),
        (contact(handles=(" KIT ",)), True),
        (contact(given_name="Kate", family_name="Byrne-ONeil"), True),
        (contact(formatted_name="O Neil, K."), True),
        (contact(formatted_name="Kate O'Neil via LinkedIn"), True),
        (contact(formatted_name="Олена"), True),
    ],
)
def test_a_point_or_a_word_in_common_is_enough_to_be_looked_at(
    traits_of: TraitsOf, other: Contact, is_like: bool
) -> None:
    assert alike([traits_of(KATIE)])(json.loads(fields_text(other))) is is_like


@pytest.mark.parametrize(
    ("name", "other", "is_like"),
    [
        ("Otto Müller", contact(formatted_name="Ida Mueller"), True),
        ("Anna Vanderberg", contact(given_name="Ida", family_name="van (Zoltan) derberg"), True),
        ("Otto Rossi-Byrne", contact(formatted_name="Ida Byrne"), True),
        ("Kate Byrne", contact(formatted_name="Katherine Haddad"), True),
        ("J. Byrne", contact(formatted_name="Noor Haddad, Jr."), False),
    ],
)
def test_any_way_to_write_a_name_is_a_word_in_common(
    traits_of: TraitsOf, name: str, other: Contact, is_like: bool
) -> None:
    assert alike([traits_of(contact(formatted_name=name))])(json.loads(fields_text(other))) is is_like


@pytest.mark.parametrize(
    ("importer", "key", "is_like"),
    [("vcard", "k1", True), ("vcard", "k1#2", True), ("mail", "k1", False), ("vcard", "k2", False)],
)
def test_the_same_key_of_the_same_service_is_enough_too(
    traits_of: TraitsOf, importer: str, key: str, is_like: bool
) -> None:
    theirs = [told("vcard", contact(key="k1#3", formatted_name="Katie O'Neil"), traits_of)]
    assert perhaps_told(theirs, alike)(importer, key, "{}") is is_like


def test_what_goes_is_the_same_as_when_everybody_is_looked_at(archive: Archive, tmp_path: Any) -> None:
    more = [
        card("Kate O'Neil", "N:O'Neil;Kate;;;", "TEL:+353 1 555 0142"),
        card("Artur Rocha", "EMAIL:rochas@mail.example"),
        card("Helena Rocha", "EMAIL:Rochas+x@mail.example"),
    ]
    wrote = [
        ("Katie O'Neil via LinkedIn <a@linkedin.com>", "Ines Duarte <ines@duarte.example>", "2024-01-02", "x"),
        ("Teo Marchetti via Forum <b@googlegroups.com>", "Ines Duarte <ines@duarte.example>", "2024-01-03", "y"),
    ]
    take_in(archive, *write_everything(tmp_path))
    take_in(
        archive, write_cards(tmp_path / "more.vcf", more), write_mbox(tmp_path / "b.mbox", [*CORRESPONDENCE, *wrote])
    )
    people = [row["id"] for row, _ in archive.listed()]
    archive.join(people[0], people[-1], NOW)
    with archive.reading() as conn:
        shares = [shares_of(conn, row["id"]) for row, _ in archive.listed()]
    assert [some for some, _ in shares] == [whole for _, whole in shares]
    assert len(shares) > 5


def shares_of(conn: sqlite3.Connection, person: int) -> tuple[Any, Any]:
    """What goes with a person, and what does when everybody is looked at."""
    traits_of = traits_within(conn)
    return share_of(conn, person, traits_of, alike), share_of(conn, person, traits_of, lambda _: lambda _: True)
