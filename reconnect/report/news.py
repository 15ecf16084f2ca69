"""What changed about somebody between two exports: another employer, another role, another name.

No source dates a change, so it is dated by the exports: one still told the old, the next one told the new. What a
source left empty is no news, before or after.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise

from reconnect.report.facts import News, Told, What


def news(told: Iterable[Told]) -> list[News]:
    """Return what changed, contact by contact, oldest first; of two exports of one day nobody knows the order."""
    found: list[News] = []
    ordered = sorted(told, key=lambda each: (each.contact, each.made, each.name, each.work))
    for _, group in groupby(ordered, lambda each: each.contact):
        sightings = list(group)
        found += [*_changes(sightings, "work"), *_changes(sightings, "name")]
    return sorted(found, key=lambda each: (each.contact, each.since, each.what))


def _changes(sightings: Iterable[Told], what: What) -> Iterable[News]:
    telling = [(getattr(each, what), each) for each in sightings if getattr(each, what)]
    for (before, old), (after, new) in pairwise(telling):
        if _plain(before) != _plain(after) and old.made < new.made:
            yield News(new.contact, new.import_id, what, before, after, old.made, new.made)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
