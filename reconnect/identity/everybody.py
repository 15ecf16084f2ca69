"""What all contacts together tell of each: which names are common, who works where, whose names are alike.

Whatever else makes two contacts one person, or keeps them two, lies between neighbours: contacts that share a point or
a name, whose names are alike, or about whom somebody decided. So each neighbourhood can be worked out by itself, and
has to be worked out anew only where its mark differs from before: what a rule asks of `Everybody` belongs in `marks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from reconnect.identity.digests import Flags, Ints, Table, are_in, digest, digest_of_name
from reconnect.identity.forms import Forms
from reconnect.identity.grades import Grade
from reconnect.identity.names import Name
from reconnect.identity.namesakes import Namesakes
from reconnect.identity.workplaces import Workplaces

Marks: TypeAlias = npt.NDArray[np.uint64]
Edges: TypeAlias = tuple[Ints, Ints]

_ODD, _OTHER_ODD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)  # those of SplitMix64
_SHIFT = np.uint64(31)


class Everybody:
    """Made from the forms of all contacts, and from the pairs of their names as they were compared.

    What nobody asks for is not worked out: where nobody is new, nobody does.
    """

    def __init__(self, forms: Forms, compared: Table) -> None:
        self._forms, self._compared = forms, compared

    @cached_property
    def companies(self) -> frozenset[str]:
        """The normal forms of every company known."""
        return frozenset(text for text in self._forms.texts.values() if not text.startswith("@"))

    @cached_property
    def namesakes(self) -> Namesakes:
        """How common names are."""
        return Namesakes(*self._parts)

    @cached_property
    def workplaces(self) -> Workplaces:
        """Who works where."""
        contacts, places = self._forms.contacts["contact"], self._forms.places
        told = np.searchsorted(contacts, places["contact"])
        return Workplaces(told, places["place"], self._forms.texts, self._names, self.namesakes.people)

    @cached_property
    def _is_company(self) -> Flags:
        """Whether each contact is shown as a company."""
        return are_in(self._forms.contacts["shown"], np.array(list(map(digest, self.companies)), np.int64))

    @cached_property
    def _names(self) -> Ints:
        """The name of each contact, 0 where it is a company's."""
        contacts = self._forms.contacts
        return np.where(self._is_company & contacts["is_role"], 0, contacts["name"])

    @cached_property
    def _companies_alone(self) -> Ints:
        """The names that nobody bears but companies."""
        return np.setdiff1d(self._forms.contacts["name"], self._names)

    @cached_property
    def _parts(self) -> list[Table]:
        """The names that people bear, their given and their family names."""
        tables = (self._forms.names, self._forms.given, self._forms.family)
        return [table[~are_in(table["name"], self._companies_alone)] for table in tables]

    @cached_property
    def _alike(self) -> Table:
        """The pairs of names that one person may bear."""
        alike = self._compared[self._compared["grade"] >= Grade.PART]
        return alike[~are_in(alike["a"], self._companies_alone) & ~are_in(alike["b"], self._companies_alone)]

    def alike(self, names: Sequence[Name]) -> Iterator[tuple[Name, Name, Grade]]:
        """Yield each two of some different names that one person may bear, once, with how well they agree."""
        by_digest = {digest_of_name(name): name for name in names}
        wanted = np.array(list(by_digest), np.int64)
        rows = self._alike[are_in(self._alike["a"], wanted) & are_in(self._alike["b"], wanted)]
        for a, b, how in rows.tolist():
            yield by_digest[a], by_digest[b], Grade(how)

    def neighbourhoods(self, decided: Edges) -> Ints:
        """Return of each contact the row of the first one in its neighbourhood; contacts go by their rows in the forms.

        `decided` are the contacts, by id, that somebody decided about, and for each the other one.
        """
        contact, points = self._forms.contacts["contact"], self._forms.points
        bears = np.flatnonzero(self._names)
        bears = bears[np.argsort(self._names[bears], kind="stable")]
        borne = self._names[bears]
        edges = [
            _chained(points["point"], np.searchsorted(contact, points["contact"])),
            _chained(borne, bears),
            (bears[np.searchsorted(borne, self._alike["a"])], bears[np.searchsorted(borne, self._alike["b"])]),
            (np.searchsorted(contact, decided[0]), np.searchsorted(contact, decided[1])),
        ]
        one, other = map(np.concatenate, zip(*edges, strict=True))
        return _components(len(contact), one, other)

    def marks(self, neighbourhoods: Ints, decided: Edges, verdicts: Ints, besides: Ints) -> Ints:
        """Return of each contact the mark of its neighbourhood: a digest of all that it is worked out from.

        `verdicts` are numbers for the decisions; `besides` stands for what else is known of each contact.
        """
        contacts = self._forms.contacts
        total = np.zeros(len(contacts), np.uint64)
        np.add.at(total, neighbourhoods, _mixed(contacts["contact"], contacts["version"], self._is_company, besides))
        among = np.bincount(neighbourhoods, minlength=len(contacts))[neighbourhoods] > 1
        names, of_name = self._marks_of_names()
        at = np.searchsorted(names, self._names[among])
        np.add.at(total, neighbourhoods[among], of_name[at])
        work = self.workplaces
        there = among[work.contact]
        np.add.at(total, neighbourhoods[work.contact[there]], _mixed(work.place[there], work.steps[there]))
        rows = np.searchsorted(contacts["contact"], decided[0])
        np.add.at(total, neighbourhoods[rows], _mixed(*decided, verdicts))
        return total[neighbourhoods].view(np.int64)

    def _marks_of_names(self) -> tuple[Ints, Marks]:
        """Return the digests of names, in order, and a number for how common each is and which others are like it."""
        names = np.unique(self._names)
        marks = np.full(len(names), self.namesakes.step, np.uint64)
        for rows, weights in zip(self._parts[1:], (self.namesakes.given, self.namesakes.family), strict=True):
            steps = weights.steps[np.searchsorted(weights.parts, rows["part"])]
            np.add.at(marks, np.searchsorted(names, rows["name"]), _mixed(rows["part"], steps))
        for side in ("a", "b"):
            np.add.at(marks, np.searchsorted(names, self._alike[side]), _mixed(self._alike["a"], self._alike["b"]))
        return names, marks


def _chained(key: Ints, row: Ints) -> Edges:
    """Return the rows of equal keys, each with the next one."""
    order = np.argsort(key, kind="stable")
    is_same = key[order][1:] == key[order][:-1]
    return row[order][:-1][is_same], row[order][1:][is_same]


def _components(size: int, one: Ints, other: Ints) -> Ints:
    """Return of each of so many rows the lowest one that the edges lead to."""
    lowest = np.arange(size)
    while True:
        before = lowest
        reached = np.minimum(lowest[one], lowest[other])
        lowest = lowest.copy()
        np.minimum.at(lowest, one, reached)
        np.minimum.at(lowest, other, reached)
        lowest = lowest[lowest]
        if np.array_equal(lowest, before):
            return lowest


def _mixed(*columns: npt.NDArray[np.generic]) -> Marks:
    """Return a number for the numbers of each row, which differs where any of them does."""
    mixed = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        mixed = (mixed ^ column.astype(np.int64).view(np.uint64)) * _ODD
        mixed = (mixed ^ (mixed >> _SHIFT)) * _OTHER_ODD
    return mixed
