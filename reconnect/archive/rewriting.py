"""A draft that is kept gets other words from a language model, if they can be proven; else it stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reconnect.archive.outbox import draft_from
from reconnect.drafts.rewriting import Refusal, can_be_rewritten, judged, leaves, prompt
from reconnect.models import LanguageModel, named
from reconnect.store.decided import write_rewriting
from reconnect.store.opening import open_store

if TYPE_CHECKING:
    from reconnect.archive import Archive
    from reconnect.store.queries import Row

__all__ = ["Fields", "LanguageModel", "fields", "named", "rewrite", "why_not"]

BY = "+"
"""Stands in a draft's template between the wording and the model that rewrote it: lapsed/2+llama3."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What would go to a language model about one draft: its fields, each with its value in words."""

    draft: int
    name: str
    values: tuple[tuple[str, str], ...]


def why_not(row: Row) -> str:
    """Return why a draft is not to be rewritten, as the second half of a sentence, or ""."""
    if row["edited_at"]:
        return "was changed by hand, and stays as it is"
    if BY in row["template"]:
        return "was rewritten before; to have it anew, delete it and draft again"
    return "" if can_be_rewritten(draft_from(row)) else "does not tell what it stands on, and stays as it is"


def fields(rows: Sequence[Row]) -> list[Fields]:
    """Return what would leave the machine if some drafts were rewritten."""
    return [Fields(row["id"], row["name"], leaves(draft_from(row))) for row in rows]


def rewrite(archive: Archive, row: Row, model: LanguageModel) -> Refusal | None:
    """Have a draft rewritten and keep it so, or return why its own words stay. Errors: ModelFailed."""
    draft = draft_from(row)
    words = judged(model.ask(prompt(draft)), draft)
    if isinstance(words, Refusal):
        return words
    with closing(open_store(archive.path)) as db:
        write_rewriting(db, row["id"], replace(words, template=f"{draft.template}{BY}{model.name}"))
    return None
