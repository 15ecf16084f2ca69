"""Damage to an export costs what it hits and nothing else: 500 of the mutations that `tests/mutations.py` makes.

The same rules find fault with an importer that loses, raises or hangs, or they would prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mutations import CASES, Sample, run

from importers import Export, Importer, Problem, Record, VcardImporter

MUTATIONS = 500
EACH = -(-MUTATIONS // len(CASES))
UNPLACED = {
    "google/bad-rows/contacts.csv",
    "linkedin/bad-rows/messages.csv",
    "table/bad-rows/contacts.csv",
    "vcard/edges/addressbook.vcf",
}
"""Files so damaged that no simple rule tells where each record ends."""


@pytest.mark.parametrize("name", CASES)
def test_damage_costs_nothing_but_what_it_hits(name: str) -> None:
    assert run(name, range(EACH)) == []


@pytest.mark.parametrize("name", CASES)
def test_it_is_known_where_every_card_message_and_row_stands(name: str, tmp_path: Path) -> None:
    sample = Sample(name, tmp_path)
    told = {record.origin.member for record in sample.before.records if record.origin.record is not None}
    by_record = {m for m in told if sample.importer in ("vcard", "mail") or m.lower().endswith(".csv")}
    unplaced = {f"{name}/{member}" for member in by_record if not sample.units(member)}
    assert unplaced - UNPLACED == set()


class Hasty(VcardImporter):
    """Gives up at the first card that cannot be read, and does not say so."""

    def extract(self, export: Export) -> Iterator[Record]:
        for record in super().extract(export):
            if isinstance(record, Problem):
                return
            yield record


class Brittle(VcardImporter):
    """Raises at the first card that cannot be read."""

    def extract(self, export: Export) -> Iterator[Record]:
        for record in super().extract(export):
            assert not isinstance(record, Problem), "a bad card"
            yield record


class Stuck(VcardImporter):
    """Never ends at a card that cannot be read, and lets no error out."""

    def extract(self, export: Export) -> Iterator[Record]:
        for record in super().extract(export):
            while isinstance(record, Problem):
                try:
                    sum(range(1_000))
                except Exception:
                    continue
            yield record


@pytest.mark.parametrize(
    ("importer", "fault"),
    [(Hasty(), "lost [1-9]|and nothing said"), (Brittle(), "AssertionError: a bad card"), (Stuck(), "TooLong")],
)
def test_an_importer_that_loses_raises_or_hangs_is_found_out(importer: Importer, fault: str, tmp_path: Path) -> None:
    sample = Sample("vcard/apple", tmp_path, [importer])
    found = next(found for seed in range(200) if (found := sample.violations(seed)))
    assert re.search(fault, found[0])
    assert found[0].startswith("--only vcard/apple --seed ")


def test_a_seed_gives_the_same_damage_every_time(tmp_path: Path) -> None:
    samples = [Sample("vcard/apple", tmp_path / folder, [Hasty()]) for folder in ("first", "again")]
    first, again = ([sample.violations(seed) for seed in range(20)] for sample in samples)
    assert first == again
    assert any(first)
