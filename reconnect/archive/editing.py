"""A draft that is kept is changed by hand, deleted, or looked over: what should not stand in it, and what could."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from reconnect.archive.outbox import draft_from
from reconnect.archive.own_wordings import own_letters
from reconnect.config import wordings_folder
from reconnect.drafts.editing import OWN_WORDS, as_text, edited
from reconnect.drafts.facts import Draft
from reconnect.drafts.languages import BY_CODE
from reconnect.drafts.lint import Finding, lint
from reconnect.drafts.wordings import OwnLetters, UnreadableWording, letter
from reconnect.errors import NothingWritten
from reconnect.store.decided import remove_draft, rewrite_draft
from reconnect.store.opening import open_store

if TYPE_CHECKING:
    from reconnect.archive import Archive
    from reconnect.store.queries import Row

A_WEEK = timedelta(days=7)


class LookedOver(NamedTuple):
    """What there is to say beside a draft.

    `findings` are what is wrong with it, `ideas` what is noted of its person and not said, `own` how many sentences are
    a person's own. `language` is its name in English, `reviewed` whether a native reader has seen the wordings.
    """

    findings: tuple[Finding, ...]
    ideas: list[str]
    own: int
    language: str
    reviewed: bool


def text_of(archive: Archive, id: int) -> str:
    """Return a draft as a text to edit. Errors: NoSuchDraft."""
    return as_text(draft_from(archive.draft_of(id)))


def edit(archive: Archive, id: int, text: str, now: datetime) -> bool:
    """Keep a draft as a person left its text, and return whether that changed it.

    Errors: NoSuchDraft, UnwritableAddress, NothingWritten.
    """
    before = draft_from(archive.draft_of(id))
    after = edited(before, text)
    if not after.body.strip():
        raise NothingWritten(f"draft {id}: no letter is left, so it stays as it was; to remove it: drafts delete {id}")
    if (after.to, after.subject, after.body) == (before.to, before.subject, before.body.strip("\n")):
        return False
    with closing(open_store(archive.path)) as db:
        rewrite_draft(db, id, after, now)
    return True


def delete(archive: Archive, id: int) -> Row:
    """Remove a draft and what became of it, and return it. Errors: NoSuchDraft."""
    from reconnect.archive import measuring, outcomes  # numpy comes with them
    from reconnect.store.decided import durable

    row = archive.draft_of(id)
    with closing(open_store(archive.path)) as db, durable(db):
        remove_draft(db, id)
        outcomes.keep(db)
        measuring.keep(db)
    return row


def looked_over(archive: Archive, rows: Sequence[Row]) -> dict[int, LookedOver]:
    """Look some drafts over, each beside the others of its week."""
    from reconnect.archive.drafting import ideas

    every, own = archive.drafts(), _own_letters()
    with archive.reading() as conn:
        beside = ideas(conn, rows)
    return {row["id"]: _looked_over(row, every, beside[row["id"]], own) for row in rows}


def _own_letters() -> OwnLetters:
    """A person's own wordings; whoever looks at a draft need not hear that some cannot be read."""
    try:
        return own_letters(wordings_folder())
    except UnreadableWording:
        return {}


def this_week(archive: Archive, as_of: date) -> tuple[int, int]:
    """Return how many drafts were made within a week before a day, and to how many people one means to write."""
    from reconnect.store.letters import drafted

    with archive.reading() as conn:
        return drafted(conn, as_of - A_WEEK, as_of), archive.settings().capacity


def _looked_over(row: Row, every: Sequence[Row], ideas: list[str], own: OwnLetters) -> LookedOver:
    draft = draft_from(row)
    form = letter(draft.template.split("/")[0], draft.language, own)
    return LookedOver(
        _findings(row, draft, every),
        ideas,
        sum(each.fact == OWN_WORDS for each in draft.evidence),
        BY_CODE[draft.language].name,
        form is None or form.reviewed,
    )


def _findings(row: Row, draft: Draft, every: Sequence[Row]) -> tuple[Finding, ...]:
    others = [each["body"] for each in every if each["id"] != row["id"] and abs(_made(each) - _made(row)) < A_WEEK]
    return lint(draft.subject, draft.body, draft.evidence, others, draft.language)


def _made(row: Row) -> date:
    return date.fromisoformat(row["created_at"][:10])
