"""draft --model: what would go to a language model is told first, and it rewrites only what it was given."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reconnect.cli.output import tell
from reconnect.errors import ModelFailed, Unconfirmed

if TYPE_CHECKING:
    from reconnect.archive import Archive, Row
    from reconnect.archive.rewriting import LanguageModel


def model_named(name: str, *, yes: bool) -> LanguageModel:
    """Return the model to ask, before anything is composed for it. Errors: NoSuchModel, Unconfirmed."""
    from reconnect.archive import rewriting

    if not yes and not sys.stdin.isatty():
        raise Unconfirmed(
            f"--model {name}: facts of your letters would go to it, and nobody is here to agree; say it with --yes"
        )
    return rewriting.named(name)


def rewritten(archive: Archive, rows: Sequence[Row], model: LanguageModel, *, yes: bool) -> list[Row]:
    """Return the drafts, rewritten where that was agreed to and came out well; all the talk is on stderr."""
    from reconnect.archive import rewriting

    wanted = []
    for row in rows:
        if why := rewriting.why_not(row):
            tell(f"Draft {row['id']} to {row['name']} {why}.")
        else:
            wanted.append(row)
    if wanted:
        _tell_fields(wanted, model)
    if wanted and (yes or click.confirm(f"Send this to {model.name}?", err=True)):
        _rewrite(archive, wanted, model)
    return [archive.draft_of(row["id"]) for row in rows]


def _tell_fields(rows: Sequence[Row], model: LanguageModel) -> None:
    from reconnect.archive import rewriting

    tell(f"This goes to {model.name}, and leaves your machine unless that model runs on it:")
    for each in rewriting.fields(rows):
        tell(f"  Draft {each.draft} to {each.name}, which you read with: reconnect drafts show {each.draft}")
        for field, value in each.values:
            tell(f"    {field:<10}{value}")
    tell("All else stays here: greeting, signature, addresses, profile links, telephone numbers, files, other notes.")


def _rewrite(archive: Archive, rows: Sequence[Row], model: LanguageModel) -> None:
    from reconnect.archive import rewriting

    for row in rows:
        tell(f"Asking {model.name} about draft {row['id']} ...")
        try:
            refused = rewriting.rewrite(archive, row, model)
        except ModelFailed as error:
            tell(f"{error}; until then drafts stay as they were composed")
            return
        if refused:
            tell(f"Draft {row['id']} stays as it was composed, for its answer was refused: {refused.reason}")
        else:
            tell(f"Draft {row['id']} is rewritten. Names, numbers and times were checked, its sense was not: read it.")
