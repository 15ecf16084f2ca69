"""The one address of somebody to which a letter goes: where they last wrote from, and where it will be read.

An address that they left behind is worse than none: at a former employer somebody else may read the letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reconnect.drafts.addresses import is_writable

NEVER = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An addr-spec that may be somebody's, and the last days on which it told something, None for never.

    They wrote from it (`answered`), I wrote to it (`written`), an address book named it (`listed`: the day of the
    export, `NEVER` where that is not known), a letter came back from it (`bounced`). `is_role` tells that it belongs to
    a task or a machine, `is_former` that it belongs to an employer whom they have left.
    """

    addr_spec: str
    answered: date | None = None
    written: date | None = None
    listed: date | None = None
    bounced: date | None = None
    is_role: bool = False
    is_former: bool = False


def recipient(candidates: Iterable[Candidate]) -> str:
    """Return the address that answered last, else the last that I wrote to, else the newest that is listed, or "".

    Neither a role's, nor one from which a letter came back since they last wrote from it, nor one to which no mail
    program could write; a former employer's only where no other is left.
    """
    usable = [each for each in candidates if _is_usable(each)]
    current = [each for each in usable if not each.is_former] or usable
    return max(current, key=_rank).addr_spec if current else ""


def _is_usable(candidate: Candidate) -> bool:
    came_back = candidate.bounced is not None and candidate.bounced >= (candidate.answered or NEVER)
    return not candidate.is_role and not came_back and is_writable(candidate.addr_spec)


def _rank(candidate: Candidate) -> tuple[date, date, date, str]:
    days = (candidate.answered, candidate.written, candidate.listed)
    answered, written, listed = (day or NEVER for day in days)
    return answered, written, listed, candidate.addr_spec
