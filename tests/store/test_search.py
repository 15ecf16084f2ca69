"""Searching by words: what SQL narrows to is never less than what the rule finds, and FTS5 takes any word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import KATIE, ME, TEO, card, take_in, write_cards, write_mbox

from reconnect.archive import Archive
from reconnect.report.offers import Asked
from reconnect.store import search

GUESTS = ["Ada", "Bo", "Cleo", "Dag", "Eva", "Finn", "Gro", "Hal", "Isa", "Jon"]
OTHERS = [f"{name} Ek <{name.lower()}@party.example>" for name in GUESTS]


@pytest.fixture
def filled(archive: Archive, tmp_path: Path) -> Archive:
    mails = [
        (KATIE, ME, "2019-03-01", "The kiln"),
        (ME, KATIE, "2019-03-02", "Re: The KILN"),
        (KATIE, TEO, "2019-03-03", "A kiln for Teo"),
        (KATIE, f"{ME}, {TEO}", "2019-03-03", "A kiln for both"),
        (TEO, ME, "2019-03-04", f"A kiln for many\nCc: {KATIE}"),
        (ME, ", ".join(OTHERS), "2019-03-05", "A kiln party for ten"),
        (ME, ", ".join([KATIE, *OTHERS]), "2019-03-06", "A kiln party for eleven"),
        (KATIE, ME, "2019-03-07", "Kilns weekly\nList-Unsubscribe: <mailto:off@letters.example>"),
        (KATIE, ME, "2019-03-08", "=?utf-8?q?T=C3=B6pfer?="),
    ]
    cards = [
        card("Amara Osei", "TITLE:Kiln maker", "ORG:Harbour Studio", "NOTE:likes kilns", "CATEGORIES:Choir,Kilns"),
        card("Bo Berg", "NOTE:likes ponds"),
        card("Zoe Ek", "TITLE:Töpferin", "NOTE:mag Öfen"),
        card("Kiln Society", "ORG:Kiln Society"),
    ]
    take_in(archive, write_cards(tmp_path / "contacts.vcf", cards), write_mbox(tmp_path / "mail.mbox", mails))
    archive.decide_me("ines@duarte.example", mine=True)
    return archive


def test_only_what_one_of_us_wrote_to_the_other_among_few_is_between_us(filled: Archive) -> None:
    with filled.reading() as conn:
        told = dict(search.subjects(conn, ["kiln"], search.newest(conn)))
        names = dict(conn.execute("select id, name from people"))
        between = {(names[person], told[id]) for person, id, _ in search.between_us(conn, told) if told[id] != "Töpfer"}
    assert between == {
        ("Katie O'Neil", "The kiln"),
        ("Katie O'Neil", "Re: The KILN"),
        ("Katie O'Neil", "A kiln for both"),
        ("Teo Marchetti", "A kiln for many"),
        *((f"{name} Ek", "A kiln party for ten") for name in GUESTS),
    }


def test_subjects_go_downwards_from_an_id(filled: Archive) -> None:
    with filled.reading() as conn:
        every = list(search.subjects(conn, ["kiln"], search.newest(conn)))
        assert [id for id, _ in every] == sorted((id for id, _ in every), reverse=True)
        assert list(search.subjects(conn, ["kiln"], every[2][0])) == every[3:]


def test_every_text_with_a_letter_beyond_ascii_is_told_as_well(filled: Archive) -> None:
    with filled.reading() as conn:
        assert [subject for _, subject in search.subjects(conn, ["potter"], search.newest(conn))] == ["Töpfer"]
        assert [work[1:] for work in search.works(conn, ["kiln"])] == [
            ("Kiln maker", "Harbour Studio"),
            ("Töpferin", ""),
        ]
        assert [(note, categories) for _, note, categories in search.told(conn, ["kiln"])] == [
            ("likes kilns", ["Choir", "Kilns"]),
            ("mag Öfen", []),
        ]


def test_a_document_with_more_of_the_words_weighs_more() -> None:
    weights = search.bm25({1: "kiln", 2: "kiln kiln glaze", 3: "choir", 4: "choir boat", 5: "boat"}, ["kiln", "glaze"])
    assert weights.keys() == {1, 2}
    assert weights[2] > weights[1] > 0


@given(
    st.dictionaries(st.integers(1, 9), st.text()),
    (st.text() | st.sampled_from(['"', "NEAR(a b)", "AND", "NOT x", "kiln*", "C++", "-a", "^b", "words:c"])).map(
        Asked.read
    ),
)
def test_no_word_is_a_syntax_error(documents: dict[int, str], asked: Asked) -> None:
    weights = search.bm25(documents, asked.stems or ["near"])
    assert weights.keys() <= documents.keys()
    assert all(weight >= 0 for weight in weights.values())
