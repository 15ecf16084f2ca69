"""The evidence of letters is looked up again in the exports that it names, by the importers alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from invented import READERS

from importers.records import Contact, Interaction, InteractionBlock
from reconnect.drafts.facts import Draft, Fact, Source
from reconnect.plugins import Claim, claims

Found = Mapping[Source, list[Contact | Interaction]]
OF_A_CHANNEL = ("wrote", "connected", "listed")


def looked_up(sources: Collection[Source]) -> Found:
    """Return the records that stand where some sources say, one read of each export."""
    found: dict[Source, list[Contact | Interaction]] = {source: [] for source in sources}
    for path in {source.export for source in sources}:
        for claim in claims(path, READERS):
            assert isinstance(claim, Claim)
            for record in _records(claim):
                at = Source(path, record.origin.member, record.origin.record)
                for source in (at, Source(path, at.member, None)):
                    if source in found:
                        found[source].append(record)
    return found


def unproven(draft: Draft, facts: Collection[Fact], found: Found) -> list[str]:
    """Return the sentences of a draft whose evidence is not found again, each with what is missing."""
    stored = [fact for fact in facts if _is_found(fact, found)]
    missing = []
    for one in draft.evidence:
        stands_on = [fact for fact in stored if fact.kind.replace("_", " ") in one.fact and fact.origin in one.origin]
        proven = {source for fact in stands_on for source in fact.sources}
        if set(one.sources) - proven or (one.fact not in ("wish", "about me") and not stands_on):
            missing.append(f"{one.sentence} ({one.fact}: {one.origin})")
        parts = (part for said in re.findall('"([^"]+)"', one.sentence) for part in said.split(", "))
        missing += [f"{one.sentence}: {part}" for part in parts if part not in one.fact]
    return missing


def _records(claim: Claim) -> Iterator[Contact | Interaction]:
    for record in claim.reader.importer.extract(claim.export):
        if isinstance(record, InteractionBlock):
            yield from record
        elif isinstance(record, Contact | Interaction):
            yield record


def _is_found(fact: Fact, found: Found) -> bool:
    """Whether all records are there that a fact names, and one of them tells it; a note of mine names none."""
    records = [found[source] for source in fact.sources]
    return all(records) and (not records or any(_tells(fact, each) for told in records for each in told))


def _tells(fact: Fact, record: Contact | Interaction) -> bool:
    if isinstance(record, Interaction):
        days = {fact.day, fact.until} - {None}
        said = record.channel in fact.value if fact.kind in OF_A_CHANNEL else record.subject == fact.value
        return said and record.at is not None and (not days or record.at.date() in days)
    if fact.kind in OF_A_CHANNEL:
        return fact.day is None or str(fact.day) in str(record.since)
    told = " ".join(_texts(asdict(record)))
    return all(part in told for part in fact.value.split(", "))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
