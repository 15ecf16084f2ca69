"""An id stays with its person; one that nobody bears any more leads to whoever holds the contact it is anchored to.

People are words here, each letter a contact: "ab" is one person of two contacts.
"""

from __future__ import annotations

import sqlite3
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database, Migrations

from reconnect.archive.finding import find_person
from reconnect.errors import NoSuchPerson
from reconnect.store.evidence import aliases_of
from reconnect.store.rebuilt import PersonRow, write_people
from reconnect.store.schema import MIGRATIONS, STEPS


class Book:
    """A database that knows contacts and people, and nothing else."""

    def __init__(self) -> None:
        self.db = Database(sqlite3.connect(":memory:"))
        migrations = Migrations(MIGRATIONS)
        for step in STEPS:
            migrations(name=step.__name__)(step)
        migrations.apply(self.db)
        self.numbers = count(1)

    def rebuild(self, *people: str) -> list[int]:
        """Know exactly these people's contacts, and return the people's ids."""
        conn = self.db.conn
        known = {key for (key,) in conn.execute("select key from contacts")}
        conn.executemany("delete from contacts where key = ?", [(key,) for key in known - {*"".join(people)}])
        new = [(next(self.numbers), key) for person in people for key in person if key not in known]
        conn.executemany("insert into contacts (id, importer, key) values (?, 'vcard', ?)", new)
        ids = dict(conn.execute("select key, id from contacts").fetchall())
        rows = [PersonRow(tuple(ids[key] for key in person), "person", person, "", "", "") for person in people]
        return write_people(self.db, rows, ())

    def leads(self, id: int) -> str:
        """Return the contacts of the person whom an id finds, "" where it finds nobody."""
        try:
            return str(find_person(self.db.conn, str(id))["name"])
        except NoSuchPerson:
            return ""

    def anchor(self, id: int) -> str:
        (key,) = self.db.conn.execute("select key from people_ids where id = ?", (id,)).fetchone()
        return str(key)


def test_who_is_joined_takes_the_id_of_the_larger_and_the_other_leads_there() -> None:
    book = Book()
    assert book.rebuild("a", "bc") == [1, 2]
    assert book.rebuild("abc") == [2]
    assert (book.leads(1), book.leads(2), aliases_of(book.db.conn, 2)) == ("abc", "abc", [1])


def test_of_two_as_large_the_lower_id_stays() -> None:
    book = Book()
    assert book.rebuild("ab", "cd") == [1, 2]
    assert book.rebuild("abcd") == [1]


def test_parted_again_each_has_its_own_id() -> None:
    book = Book()
    before = book.rebuild("ab", "cd", "e")
    assert book.rebuild("abcde") == [1]
    assert book.rebuild("ab", "cd", "e") == before
    assert aliases_of(book.db.conn, 1) == []


def test_the_id_stays_with_most_contacts_though_its_anchor_goes() -> None:
    book = Book()
    assert book.rebuild("abc") == [1]
    assert book.rebuild("a", "bc") == [2, 1]
    assert book.rebuild("a", "b", "c") == [2, 1, 3]


def test_of_two_with_as_many_contacts_the_one_with_the_anchor_keeps_the_id() -> None:
    book = Book()
    assert book.rebuild("bx", "c") == [1, 2]
    assert book.rebuild("xc", "b") == [2, 1]


def test_who_was_taken_back_and_comes_again_has_the_same_id() -> None:
    book = Book()
    assert book.rebuild("a", "b") == [1, 2]
    assert book.rebuild("b") == [2]
    assert book.leads(1) == ""
    assert book.rebuild("a", "b", "c") == [1, 2, 3]


def test_an_id_that_loses_its_anchor_holds_on_to_a_contact_that_anchors_no_other() -> None:
    book = Book()
    assert book.rebuild("xb", "a") == [1, 2]
    assert book.rebuild("abx") == [1]
    assert book.rebuild("ab") == [1]
    assert book.rebuild("a", "b") == [2, 1]


def test_an_id_is_never_given_again_though_nobody_bears_it() -> None:
    book = Book()
    assert book.rebuild("a", "b") == [1, 2]
    assert book.rebuild() == []
    assert book.rebuild("c") == [3]


@st.composite
def partitions(draw: st.DrawFn) -> tuple[str, ...]:
    """Some contacts, each in one person."""
    homes = draw(st.lists(st.integers(-1, 3), min_size=6, max_size=6))  # -1: not known
    people = ("".join(key for key, home in zip("abcdef", homes, strict=True) if home == place) for place in range(4))
    return tuple(sorted(filter(None, people)))


HISTORIES = st.lists(partitions(), min_size=1, max_size=6)
unhurried = settings(deadline=None)  # a busy machine breaks no law


@unhurried
@given(HISTORIES)
def test_no_id_is_given_to_two_people_or_to_a_stranger(history: list[tuple[str, ...]]) -> None:
    book = Book()
    held: dict[int, set[str]] = {}
    for people in history:
        ids = book.rebuild(*people)
        assert len(set(ids)) == len(people)
        last = max(held, default=0)
        for id, person in zip(ids, people, strict=True):
            assert held[id] & {*person} if id in held else id > last
            held.setdefault(id, set()).update(person)


@unhurried
@given(HISTORIES)
def test_every_id_leads_to_one_person_as_long_as_its_anchor_is_known(history: list[tuple[str, ...]]) -> None:
    book = Book()
    given_ids: set[int] = set()
    for people in history:
        ids = book.rebuild(*people)
        given_ids.update(ids)
        assert [book.leads(id) for id in ids] == list(people)
        for id in given_ids - {*ids}:
            person = next((person for person in people if book.anchor(id) in person), "")
            assert book.leads(id) == person
            assert not person or id in aliases_of(book.db.conn, ids[people.index(person)])


@unhurried
@given(HISTORIES, st.data())
def test_parting_undoes_joining_for_every_id(history: list[tuple[str, ...]], data: st.DataObject) -> None:
    book = Book()
    given_ids = {id for people in history for id in book.rebuild(*people)}
    people = history[-1]
    before = {id: book.leads(id) for id in given_ids}
    joined = data.draw(st.sets(st.sampled_from(people), min_size=2)) if len(people) > 1 else set()
    book.rebuild(*(person for person in people if person not in joined), *filter(None, ["".join(sorted(joined))]))
    book.rebuild(*people)
    assert {id: book.leads(id) for id in given_ids} == before


def test_others_stay_and_keep_their_ids_when_one_is_known_anew() -> None:
    book = Book()
    assert book.rebuild("ab", "c", "d") == [1, 2, 3]
    ids = dict(book.db.execute("select key, id from contacts").fetchall())
    anew = [PersonRow((ids[key],), "person", key, "", "", "") for key in "ac"]
    assert write_people(book.db, anew, (ids["d"],), others_stay=True) == [4, 2]
    links = "select key, person_id from links join contacts on contacts.id = contact_id order by 1"
    assert book.db.execute(links).fetchall() == [("a", 4), ("b", 1), ("c", 2), ("d", 0)]
    assert [book.leads(id) for id in (1, 2, 3, 4)] == ["ab", "c", "", "a"]
