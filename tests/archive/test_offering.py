"""For whom an offer may be of use, by all that is known; whoever is left for good is never told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import AS_OF, KATIE, ME, NOW, TEO, card, take_in, write_cards, write_mbox

from reconnect.archive import Archive, offering
from reconnect.archive.offering import MOST_WORDS, offered
from reconnect.archive.remembering import mark, note, outcome
from reconnect.errors import NothingToLookFor
from reconnect.report.facts import MarkKind, NoteKind
from reconnect.report.offers import Asked, Offer

NORA = "Nora Lund <nora@lund.example>"
MAILS = [
    (KATIE, ME, "2019-03-01", "A kiln"),
    (ME, KATIE, "2019-04-01", "Re: A kiln"),
    (KATIE, ME, "2018-01-01", "Kilns and glaze"),
    (TEO, ME, "2025-03-02", "A room in Trieste?"),
    (NORA, ME, "2020-05-06", "Töpferkurs in Köln"),
    ("Kiln Club <no-reply@kiln.example>", ME, "2020-05-06", "A kiln"),
    (ME, ME, "2020-05-07", "A kiln"),
]
CARDS = [
    card("Amara Osei", "TITLE:Kiln maker", "ORG:Harbour Studio", "UID:a"),
    card("Teo Marchetti", "N:Marchetti;Teo;;;", "EMAIL:teo@trieste.example", "NOTE:looks for a kiln", "UID:t"),
    card("Zoe Ek", "N:Ek;Zoe;;;", "CATEGORIES:Kilns", "UID:z"),
    card("Kiln Society", "ORG:Kiln Society", "UID:s"),
    card("Ines Duarte", "EMAIL:ines@duarte.example", "TITLE:Kiln maker", "UID:i"),
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive that no test changes."""
    folder = tmp_path_factory.mktemp("offering")
    archive = Archive(folder / "reconnect.db")
    fill(archive, folder)
    return archive


@pytest.fixture
def known(archive: Archive, tmp_path: Path) -> Archive:
    fill(archive, tmp_path)
    return archive


def fill(archive: Archive, folder: Path) -> None:
    take_in(archive, write_cards(folder / "contacts.vcf", CARDS), write_mbox(folder / "mail.mbox", MAILS))
    archive.decide_me("ines@duarte.example", mine=True)
    tell(archive, "Nora", "goal", "a kiln of her own")


def tell(archive: Archive, name: str, kind: NoteKind, value: str) -> None:
    note(archive, id_of(archive, name), kind, value, NOW)


def id_of(archive: Archive, name: str) -> int:
    return int(archive.person(name)["id"])


def names(archive: Archive, text: str, limit: int = 0) -> list[str]:
    return [each.name for each in offered(archive, text, limit)]


FOR_A_KILN = ["Nora Lund", "Teo Marchetti", "Zoe Ek", "Amara Osei", "Katie O'Neil"]


def test_people_are_told_with_all_reasons_the_likeliest_first(kept: Archive) -> None:
    found = offered(kept, "glaze for a kiln", 0)
    assert [each._replace(score=0) for each in found] == [
        Offer(id_of(kept, "Nora"), "Nora Lund", "", "", ("goal: a kiln of her own",), 0),
        Offer(id_of(kept, "Zoe"), "Zoe Ek", "", "", ("category: Kilns",), 0),
        Offer(id_of(kept, "Teo"), "Teo Marchetti", "", "", ("address book: looks for a kiln",), 0),
        Offer(
            id_of(kept, "Amara"), "Amara Osei", "Kiln maker", "Harbour Studio", ("works as Kiln maker",), 0,
        ),
        Offer(
            id_of(kept, "Katie"), "Katie O'Neil", "", "",
            ("subject, January 2018: Kilns and glaze", "subject, April 2019: Re: A kiln"), 0,
        ),
    ]  # fmt: skip
    assert [int(each.score) for each in found] == [8, 4, 4, 3, 2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TOPFEREI", ["Nora Lund"]),
        ("ein Töpfer in Koln", ["Nora Lund"]),
        ("a room in Triest", ["Teo Marchetti"]),
        ("Harbour", ["Amara Osei"]),
        ("a boat", []),
    ],
)
def test_words_are_found_without_case_diacritics_and_endings(kept: Archive, text: str, found: list[str]) -> None:
    assert names(kept, text) == found


def test_equals_are_told_by_their_contact_keys_whatever_was_imported_first(archive: Archive, tmp_path: Path) -> None:
    for key, name in (("u2", "Ada Berg"), ("u3", "Bo Lind"), ("u1", "Cleo Ek")):
        take_in(archive, write_cards(tmp_path / f"{key}.vcf", [card(name, "TITLE:Boat builder", f"UID:{key}")]))
    assert names(archive, "a boat") == ["Cleo Ek", "Ada Berg", "Bo Lind"]


def test_so_many_are_told_as_were_asked_for(kept: Archive) -> None:
    assert names(kept, "glaze for a kiln", 2) == ["Nora Lund", "Zoe Ek"]
    assert sorted(names(kept, "kilns")) == sorted(FOR_A_KILN)


@pytest.mark.parametrize(("kind", "is_told"), [("never", False), ("died", False), ("later", True)])
def test_whom_one_marked_for_good_is_not_told(known: Archive, kind: MarkKind, is_told: bool) -> None:
    mark(known, id_of(known, "Nora"), kind, NOW, AS_OF + timedelta(days=90) if kind == "later" else None)
    assert ("Nora Lund" in names(known, "kiln")) is is_told


def test_who_is_said_to_have_died_is_not_told(known: Archive) -> None:
    tell(known, "Amara", "note", "died in 2020")
    assert names(known, "kiln maker") == [name for name in names(known, "kiln") if name != "Amara Osei"]


def test_who_declined_twice_is_not_told_and_who_declined_once_is(known: Archive) -> None:
    for _ in range(2):
        assert "Nora Lund" in names(known, "kiln")
        (row,) = known.draft([known.person("Nora")], AS_OF, NOW)
        outcome(known, row["id"], "declined", AS_OF)
    assert "Nora Lund" not in names(known, "kiln")


@pytest.mark.parametrize(("kind", "value"), [("language", "uk"), ("terms", "formal")])
def test_how_to_write_to_somebody_is_no_reason(known: Archive, kind: NoteKind, value: str) -> None:
    tell(known, "Nora", kind, value)
    assert names(known, f"{value} shoes") == []


def test_a_word_that_is_everywhere_hides_no_other(kept: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    every = names(kept, "kiln room kurs Köln glaze")
    monkeypatch.setattr(offering, "MOST_MESSAGES", 1)
    assert names(kept, "kiln room kurs Köln glaze") == every


def test_nothing_is_kept_of_a_search(known: Archive) -> None:
    with known.reading() as conn:
        before = conn.execute("select * from sqlite_master").fetchall()
    assert names(known, "kiln") != []
    with known.reading() as conn:
        assert conn.execute("select * from sqlite_master").fetchall() == before


@pytest.mark.parametrize("text", ["", " ", "the of für", "'\" * - ^ : (", "\x00\x1b", "a"])
def test_without_a_telling_word_there_is_nothing_to_look_for(kept: Archive, text: str) -> None:
    with pytest.raises(NothingToLookFor, match=r"there is no word to look for; say what you offer, such as: "):
        offered(kept, text, 10)


def test_too_many_words_are_one_line(kept: Archive) -> None:
    text = " ".join(f"word{number}" for number in range(1500))
    with pytest.raises(NothingToLookFor) as error:
        offered(kept, text, 10)
    assert str(error.value) == (
        f"word0 word1 word2 word3 word4 word5...: 1,500 words to look for; say what you offer in {MOST_WORDS} or fewer"
    )
    assert offered(kept, "kiln " * 2000, 1) == offered(kept, "kiln", 1)
    assert offered(kept, "k" * 10_000, 1) == []


TEXTS = st.text() | st.lists(
    st.sampled_from(
        ["kiln", '"kiln', "NEAR(kiln, 2)", "kil*", "-glaze", "^room", "words:kiln", "AND", "%", "_", "\x00"]
    )
).map(" ".join)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_is_answered_or_refused_in_one_line(kept: Archive, text: str) -> None:
    if not 0 < len(Asked.read(text).stems) <= MOST_WORDS:
        with pytest.raises(NothingToLookFor, match=r"^[^\n]*$"):
            offered(kept, text, 0)
        return
    found = offered(kept, text, 0)
    assert all(each.reasons and each.score > 0 for each in found)
    assert ("kiln" in text.split()) <= (len(found) >= len(FOR_A_KILN))
