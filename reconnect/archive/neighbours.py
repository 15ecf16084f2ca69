"""What has to be worked out anew: the neighbourhoods of contacts that differ from how they were the last time.

The forms of contacts, the pairs of their names that were compared, and the mark of each contact's neighbourhood are
kept. So an import costs the reading of what is new, a look over the numbers of all, and the working out of those
neighbourhoods whose marks differ; and it comes to what working out everything would come to.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reconnect.archive.owner import home_region
from reconnect.archive.rules import rules
from reconnect.identity import KnownContact, Mine
from reconnect.identity.candidates import COMPARED, are_among, candidates, compare
from reconnect.identity.digests import Flags, Table, are_in, digest, digest_of_name
from reconnect.identity.everybody import Everybody
from reconnect.identity.forms import DTYPES, NOTHING, Forms, among, forms_of, united
from reconnect.identity.names import Name
from reconnect.store import kept, queries, rebuilt
from reconnect.store.queries import StoredContact

if TYPE_CHECKING:
    from sqlite_utils import Database


AT_ONCE = 10_000
"""About so many contacts are worked out at once."""

TOLD = np.dtype([("contact", "i8"), ("version", "i8"), ("sighting", "i8"), ("mine", "?"), ("mark", "i8")])
"""A contact, what its source says of it and where, whether it is me, and else the mark of its neighbourhood."""

TABLES = {**DTYPES, "told": TOLD, "compared": COMPARED}
"""The tables of what is kept."""


class Known(NamedTuple):
    """What is kept: a row of `TOLD` a contact, the forms of those that are not me, the pairs that were compared.

    `home_region` is the country of local telephone numbers, `besides` a digest of what else the marks were made from.
    """

    told: Table
    forms: Forms
    compared: Table
    home_region: str | None
    besides: bytes


_NOTHING = Known(np.zeros(0, TOLD), NOTHING, np.zeros(0, COMPARED), None, b"")


class Contacts:
    """The contacts of a database as they are stored and as they are compared, each read when it is first asked for."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._stored: dict[int, StoredContact] = {}
        self._known: dict[int, KnownContact] = {}

    def stored(self, ids: Iterable[int]) -> list[StoredContact]:
        """Return contacts by their ids, in the order of these."""
        wanted = list(ids)
        if missing := [id for id in wanted if id not in self._stored]:
            for each in queries.contacts_by_id(self._conn, missing):
                self._stored[each.id] = each
                self._known[each.id] = KnownContact(each.id, each.importer, each.contact.key, each.contact)
        return [self._stored[id] for id in wanted]

    def known(self, ids: Iterable[int]) -> list[KnownContact]:
        """Return contacts by their ids, each the same object whenever it is asked for."""
        return [self._known[each.id] for each in self.stored(ids)]


class Neighbours(NamedTuple):
    """Contacts by their ids: those that are me, those to be worked out anew, and whether there are others, who stay.

    The `changed` are in whole neighbourhoods, some thousands of contacts together, so that few have to be at hand at
    once. `told_again` are those of the others whose source said the same once more.
    """

    everybody: Everybody
    home_region: str | None
    mine: list[int]
    changed: list[list[int]]
    others_stay: bool
    told_again: list[int]


def neighbours(db: Database, contacts: Contacts, besides: Sequence[Collection[int]]) -> Neighbours:
    """Return what is to be worked out anew, and keep what is needed to tell so the next time.

    `besides` are sets of contacts, by id, of which more is known than their sources say, such as that they are lists.
    """
    conn = db.conn
    own = [(row["kind"], row["value"]) for row in queries.me(conn)]
    country = queries.settings(conn).get("home_region")
    by = rules(own, country)
    before = _read(conn, by)
    told, same = _told(conn, before.told)
    region = country or home_region(own, contacts.stored(told["contact"][~same | told["mine"]].tolist()))
    if region != before.home_region:
        before, same = _NOTHING, np.zeros_like(same)
    owner, new = Mine(own, region), contacts.stored(told["contact"][~same].tolist())
    told["mine"][~same] = [owner.is_me(each.contact, each.importer) for each in new]
    now = _brought_up(before, told, same, contacts, region)
    everybody = Everybody(now.forms, now.compared)
    _write(db, by, _marked(conn, before, now, everybody, besides))
    beside_new = are_in(told["mark"], told["mark"][~same])  # though it may be one who was there before, and gone since
    unchanged = same & ~told["mine"] & ~beside_new & _as_before(told, before.told, "mark")
    told_again = unchanged & ~_as_before(told, before.told, "sighting")
    mine, again = (told["contact"][some].tolist() for some in (told["mine"], told_again))
    changed = _parts(told[~told["mine"] & ~unchanged])
    return Neighbours(everybody, region, mine, changed, bool(unchanged.any()), again)


def _told(conn: sqlite3.Connection, before: Table) -> tuple[Table, Flags]:
    """Return all contacts as they are told now, those that are mine as before, and which say the same as before."""
    ids, versions, sightings, have_person = kept.versions(conn)
    told = np.zeros(len(ids), TOLD)
    told["contact"], told["version"], told["sighting"] = ids, versions, sightings
    same = _as_before(told, before, "version") & (have_person != 0)
    told["mine"] = same & are_in(told["contact"], before["contact"][before["mine"]])
    return told, same


def _parts(told: Table) -> list[list[int]]:
    """Return contacts in parts of whole neighbourhoods, which are told by their marks."""
    told = told[np.argsort(told["mark"], kind="stable")]
    ends = np.flatnonzero(told["mark"][1:] != told["mark"][:-1]) + 1
    wanted = np.searchsorted(ends, np.arange(AT_ONCE, len(told), AT_ONCE))
    cuts = np.unique(ends[wanted[wanted < len(ends)]])
    return [part.tolist() for part in np.split(told["contact"], cuts) if len(part)]


def _as_before(told: Table, before: Table, what: str) -> Flags:
    """Tell of each contact whether it was there before with the same version, sighting or mark."""
    at = np.searchsorted(before["contact"], told["contact"])
    before = np.append(before, np.zeros(1, TOLD))[at]
    same: Flags = (before["contact"] == told["contact"]) & (before[what] == told[what])
    return same


def _brought_up(before: Known, told: Table, same: Flags, contacts: Contacts, region: str | None) -> Known:
    """Return what is known of the contacts told of, where some are the same as before."""
    if same.all() and len(told) == len(before.told):
        return before._replace(told=told)
    stay = among(before.forms, are_in(before.forms.contacts["contact"], told["contact"][same]))
    new = told[~same & ~told["mine"]]
    forms = united(stay, forms_of(contacts.known(new["contact"].tolist()), new["version"].tolist(), region))
    pairs = candidates(forms.blocks)
    fresh = pairs[~are_among(pairs, before.compared)]
    still = before.compared[are_among(before.compared, pairs)]
    compared = np.append(still, compare(fresh, _names(fresh, forms, contacts)))
    return Known(told, forms, compared, region, b"")


def _names(pairs: Table, forms: Forms, contacts: Contacts) -> dict[int, Name]:
    """Return the names in pairs by their digests, each as some contact bears it."""
    wanted = np.unique(np.append(pairs["a"], pairs["b"]))
    names, first = np.unique(forms.contacts["name"], return_index=True)
    bearers = forms.contacts["contact"][first[are_in(names, wanted)]]
    return {digest_of_name(each.borne): each.borne for each in contacts.known(bearers.tolist()) if each.borne}


def _marked(
    conn: sqlite3.Connection, before: Known, now: Known, everybody: Everybody, besides: Sequence[Collection[int]]
) -> Known:
    """Return what is known now with the marks of all who are not me; they stay where nobody and nothing is new."""
    others = ~now.told["mine"]
    contacts = now.told["contact"][others]
    decided = np.array(queries.decided_contacts(conn), np.int64).reshape(-1, 3)
    decided = decided[are_in(decided[:, :2], contacts).all(axis=1)]
    more = np.zeros(len(contacts), np.int64)
    for place, ids in enumerate(besides):
        more += are_in(contacts, np.array(list(ids), np.int64)) * 2**place
    digest_of_more = hashlib.sha256(decided.tobytes() + more.tobytes()).digest()
    if now.forms is before.forms and digest_of_more == before.besides:
        now.told["mark"] = before.told["mark"]
    else:
        a, b, verdict = decided.T
        now.told["mark"][others] = everybody.marks(everybody.neighbourhoods((a, b)), (a, b), verdict, more)
    return now._replace(besides=digest_of_more)


def _read(conn: sqlite3.Connection, by: str) -> Known:
    """Return what was kept by the same rules, else nothing."""
    tables = kept.read(conn, rebuilt.PEOPLE, by)
    if not tables:
        return _NOTHING
    rows = {name: np.frombuffer(tables[name], dtype) for name, dtype in TABLES.items()}
    told, compared = rows.pop("told").copy(), rows.pop("compared")
    if rebuilt.REFRESHED in tables:
        told["sighting"] = 0  # of no contact
    texts = {digest(text): text for text in json.loads(tables["texts"])}
    region = tables["home_region"].decode() or None
    return Known(told, Forms(**rows, texts=texts), compared, region, tables["besides"])


def _write(db: Database, by: str, known: Known) -> None:
    tables = {**known.forms._asdict(), "told": known.told, "compared": known.compared}
    texts = json.dumps(sorted(tables.pop("texts").values()))
    rows = {name: table.tobytes() for name, table in tables.items()}
    rows |= {"texts": texts.encode(), "home_region": (known.home_region or "").encode(), "besides": known.besides}
    kept.write(db, rebuilt.PEOPLE, by, rows)
